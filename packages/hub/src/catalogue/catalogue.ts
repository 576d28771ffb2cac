import { cardCodes } from './card-codes.ts'
import { connectionCodes } from './connection-codes.ts'
import { definitionCodes } from './definition-codes.ts'
import { destinationCodes } from './destination-codes.ts'
import type { Entry, Variant } from './entry.ts'
import { loyaltyCodes } from './loyalty-codes.ts'
import { reconcileCodes } from './reconcile-codes.ts'
import { recordCodes } from './record-codes.ts'
import { tillOrderCodes } from './till-order-codes.ts'
import { tillStockCodes } from './till-stock-codes.ts'
import { webShopCodes } from './web-shop-codes.ts'

/** Every code that the hub and its connectors can give as a reason, with the words for it. */
export const catalogue: Readonly<Record<string, Entry>> = {
  ...recordCodes,
  ...destinationCodes,
  ...tillOrderCodes,
  ...tillStockCodes,
  ...webShopCodes,
  ...cardCodes,
  ...connectionCodes,
  ...definitionCodes,
  ...reconcileCodes,
  ...loyaltyCodes,
}

/** The words for a reason, for a person. */
export interface Explanation {
  title: string
  description: string
  resolution: string
}

/** A reason as it stands with a record. */
interface Given {
  code: string
  facts: Record<string, unknown> | null
}

/** What a reason means and what to do about it. A code that only the vendor knows gets the words for what it is. */
export function explainReason({ code, facts }: Given): Explanation {
  const { title, description, resolution, variants = [] } = entryOf(code)
  const better = variants.find((variant) => fits(variant, facts))
  return better === undefined
    ? { title, description, resolution }
    : { title: better.title, description: better.description, resolution: better.resolution }
}

function entryOf(code: string): Entry {
  if (Object.hasOwn(catalogue, code) && catalogue[code] !== undefined) return catalogue[code]
  return /^HTTP_\d{3}$/.test(code) ? connectionCodes.HTTP_ERROR : connectionCodes.INVALID
}

/** The field stands alone, or it is the one that a filter read and found empty. */
function fits({ field, isEmpty }: Variant, facts: Given['facts']): boolean {
  if (facts === null) return false
  if (isEmpty !== true)
    return [facts.field, facts.source].some((name) => typeof name === 'string' && bare(name) === field)
  const { read } = facts
  if (typeof read !== 'object' || read === null) return false
  return Object.entries(read).some(([name, how]) => bare(name) === field && emptyStandings.has(String(how)))
}

const emptyStandings = new Set(['absent', 'null', 'empty', 'blank'])

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
