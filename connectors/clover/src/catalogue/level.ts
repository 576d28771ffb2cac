import type { Log } from '@trefoil/sdk'
import { z } from 'zod'
import type { Row } from '../read-list.ts'
import { readerOf } from '../wire.ts'

const text = z.string().nullish()

const plain = {
  id: z.string().optional(),
  name: text,
  sku: text,
  /** UPC or EAN. */
  code: text,
  priceType: text,
  unitName: text,
}

/** How much of an item there is, as formulas see it. Nothing else of the item is in it: a new price is no new stock. */
export const cloverLevel = z.looseObject({
  ...plain,
  itemGroupId: text,
  /** The merchant: a till is one location. */
  merchantId: z.string().optional(),
  /** May have decimals, and be below zero; absent where no stock was ever set. */
  quantity: z.number().nullish(),
})

export type CloverLevel = z.output<typeof cloverLevel>

const wire = z.object({
  ...plain,
  itemGroup: z.looseObject({ id: text }).nullish(),
  itemStock: z.looseObject({ quantity: z.number().nullish(), stockCount: z.number().nullish() }).nullish(),
})

const readWire = readerOf(wire, 'stock')

/** One row of the list of items. */
export function readLevel(row: Row, merchantId: string, log: Log): CloverLevel {
  const { itemGroup, itemStock, ...rest } = readWire(row, log).read
  const level: CloverLevel = { ...rest, merchantId }
  if (typeof itemGroup?.id === 'string') level.itemGroupId = itemGroup.id
  // The count is the quantity to the nearest whole number, and old.
  const quantity = itemStock?.quantity ?? itemStock?.stockCount
  if (quantity !== undefined) level.quantity = quantity
  return level
}
