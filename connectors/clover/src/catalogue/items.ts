import type { Log } from '@trefoil/sdk'
import { z } from 'zod'
import type { Row } from '../read-list.ts'
import { instant, readerOf, wireInstant, wireList } from '../wire.ts'
import { listSource } from './list-source.ts'

const text = z.string().nullish()
const named = z.looseObject({ id: text, name: text })

const cloverOption = z.looseObject({ id: text, name: text, attribute: z.looseObject({ id: text }).nullish() })

const plain = {
  id: z.string().optional(),
  name: text,
  alternateName: text,
  /** Absent on many items; two may have the same. */
  sku: text,
  /** UPC or EAN. */
  code: text,
  /** Cents; with tax where the merchant's prices have it. */
  price: z.number().nullish(),
  priceType: text,
  unitName: text,
  cost: z.number().nullish(),
  available: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
}

/** An item as formulas see it. What Clover did not send is absent. */
export const cloverItem = z.looseObject({
  ...plain,
  itemGroupId: text,
  categories: z.array(named).optional(),
  tags: z.array(named).optional(),
  /** Of an item of a group: which option it is of each attribute. Only where they were asked for. */
  options: z.array(cloverOption).optional(),
  /** May have decimals, and be below zero; absent where no stock was ever set. */
  quantity: z.number().nullish(),
  modifiedTime: text,
})

export type CloverItem = z.output<typeof cloverItem>

const wire = z.object({
  ...plain,
  itemGroup: z.looseObject({ id: text }).nullish(),
  categories: wireList(named),
  tags: wireList(named),
  options: wireList(cloverOption),
  itemStock: z.looseObject({ quantity: z.number().nullish(), stockCount: z.number().nullish() }).nullish(),
  modifiedTime: wireInstant,
})

export const items = listSource<CloverItem>({
  name: 'items',
  title: 'Items with their stock, categories and tags',
  schema: cloverItem,
  permission: 'INVENTORY_R',
  path: '/items',
  expand: 'categories,tags,itemStock',
  read: (row, { log }) => readItem(row, log),
})

const readWire = readerOf(wire, 'item')

/** One row of Clover's list. */
export function readItem(row: Row, log: Log): CloverItem {
  return toItem(readWire(row, log).read)
}

function toItem(from: z.output<typeof wire>): CloverItem {
  const { itemGroup, categories, tags, options, itemStock, modifiedTime, ...rest } = from
  const item: CloverItem = rest
  if (itemGroup?.id !== undefined) item.itemGroupId = itemGroup.id
  if (categories !== undefined && categories !== null) item.categories = categories.elements.map(shortly)
  if (tags !== undefined && tags !== null) item.tags = tags.elements.map(shortly)
  if (options !== undefined && options !== null) item.options = options.elements
  // The count is the quantity to the nearest whole number, and old.
  const quantity = itemStock?.quantity ?? itemStock?.stockCount
  if (quantity !== undefined) item.quantity = quantity
  if (modifiedTime !== undefined) item.modifiedTime = instant(modifiedTime)
  return item
}

function shortly({ id, name }: z.output<typeof named>): {
  id?: string | null | undefined
  name?: string | null | undefined
} {
  return { id, name }
}
