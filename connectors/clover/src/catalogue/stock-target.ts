import { Fault, type Outcome, type Session, type Target } from '@trefoil/sdk'
import { z } from 'zod'
import { isBlank } from '../blank.ts'
import { merchantPath } from '../merchant-path.ts'
import { withPermission } from '../with-permission.ts'
import { writeEach } from '../write-each.ts'
import { findItems, itemWith } from './find-items.ts'
import { assertTracked } from './properties.ts'
import { stock } from './stock.ts'

/** How much of an item there is. Absolute: what is written takes the place of what was there. */
const stockWrite = z.strictObject({
  /** Clover's id of the item; not needed where the record is linked. */
  itemId: z.string().nullish(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  quantity: z
    .number()
    .nullish()
    .meta({ description: 'Absolute; may have decimals, and be below zero where the till oversold' }),
  unit: z.string().nullish().meta({ description: 'What one of it is; where it has none, decimals are remarkable' }),
})

type StockWrite = z.output<typeof stockWrite>

/** Stock at the till. Clover takes it whether or not it is tracked, and shows nothing of it where it is not. */
export const stockTarget: Target = {
  title: 'Stock of items, absolute',
  schema: stockWrite,
  needs: ['INVENTORY_R', 'INVENTORY_W', 'MERCHANT_R'],
  maxBatch: 100,
  matchBy: ['sku', 'barcode'],
  echoes: true,
  find: findItems,

  async upsert(session, writes) {
    await assertTracked(session)
    return writeEach(writes, stockWrite, async (wanted, id, { known, unclear }) => {
      const heard = typeof known?.quantity === 'number' ? known.quantity : null
      return put(session, id ?? (await itemOf(session, wanted)), wanted, { heard, isUnclear: unclear === true })
    })
  },

  async read(session, ids) {
    const found = await stock.fetch?.(session, ids)
    return new Map(
      [...(found ?? [])].flatMap(([id, level]) =>
        level === 'gone' ? [] : [[id, { sku: level.sku, barcode: level.code, quantity: level.quantity }] as const],
      ),
    )
  },
}

/**
 * Clover has no conditional write and no write of a difference. So what the till sold since the hub heard of it last is
 * read first and kept: the quantity moves by as much as the hub wants it to move, and no sale is undone.
 */
async function put(
  session: Session,
  id: string,
  wanted: StockWrite,
  before: { heard: number | null; isUnclear: boolean },
): Promise<Outcome> {
  if (wanted.quantity === undefined) return { status: 'unchanged', id }
  if (wanted.quantity === null) {
    throw new Fault('invalid', 'No quantity is not a quantity of zero: say how many there are', { field: 'quantity' })
  }
  const path = `${merchantPath(session)}/item_stocks/${encodeURIComponent(id)}`
  const now = await withPermission(session, 'INVENTORY_R', () => session.http.get(path))
  const read = z.looseObject({ quantity: z.number().nullish() }).safeParse(now.json)
  if (!read.success) throw new Fault('protocol', 'Clover answered a read of a stock with something else')
  const held = read.data.quantity ?? null
  if (held === wanted.quantity) return { status: 'unchanged', id }
  const moved = before.heard === null || held === null ? 0 : exact(held - before.heard)
  if (moved !== 0 && before.isUnclear) return { status: 'unchanged', id, warnings: [leftAlone(held, wanted.quantity)] }
  const quantity = exact(wanted.quantity + moved)
  const remarks = [
    ...(moved === 0 ? [] : [keptSale(held, before.heard, quantity, wanted.quantity)]),
    ...remarksOn(quantity, wanted.unit),
  ]
  // Absolute, so that a repeat does no harm.
  await withPermission(session, 'INVENTORY_W', () => session.http.post(path, { quantity }, { repeatable: true }))
  return { status: 'updated', id, ...(remarks.length > 0 ? { warnings: remarks } : {}) }
}

function keptSale(held: number | null, heard: number | null, written: number, wanted: number): string {
  return `The till has ${held} where the hub had heard ${heard}: that is kept, so ${written} was written and not ${wanted}`
}

/** Whether that is a sale or our own write, whose answer was lost, nobody can tell. */
function leftAlone(held: number | null, wanted: number): string {
  return `An earlier write of ${wanted} may have arrived: the ${held} of the till stands, and is read at the next listing`
}

/** What a person may want to look at, although the till takes it. */
function remarksOn(quantity: number, unit: string | null | undefined): string[] {
  return [
    ...(quantity < 0 ? [`Stock below zero, ${quantity}: more was sold than was counted in`] : []),
    ...(Number.isInteger(quantity) || !isBlank(unit)
      ? []
      : [`Stock of ${quantity} of what is sold by the piece: old parts of Clover show ${Math.round(quantity)}`]),
  ]
}

/** Sums of decimals without the dust of binary ones. */
function exact(quantity: number): number {
  return Number(quantity.toFixed(6))
}

/** Stock belongs to an item that is there: it is found by id, SKU or barcode, and never made. */
async function itemOf(session: Session, wanted: StockWrite): Promise<string> {
  if (!isBlank(wanted.itemId)) return wanted.itemId
  const id = await itemWith(session, wanted)
  if (id !== null) return id
  const says =
    isBlank(wanted.sku) && isBlank(wanted.barcode)
      ? 'The record has neither SKU nor barcode'
      : 'No item of the till has this SKU or barcode'
  throw new Fault(
    'invalid',
    `${says}, so that its stock belongs to nothing there: set it on the item in Clover, or link the two`,
    { code: 'ITEM_NOT_FOUND', field: 'sku' },
  )
}
