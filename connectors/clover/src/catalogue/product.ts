import { z } from 'zod'
import type { Row } from '../read-list.ts'
import type { CloverItem } from './items.ts'

const text = z.string().nullish()
const named = z.looseObject({ id: text, name: text })

/** What a single item and one of a group have in common. */
const sold = {
  name: text,
  sku: text,
  /** UPC or EAN. */
  code: text,
  /** Cents. */
  price: z.number().nullish(),
  cost: z.number().nullish(),
  available: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
}

const variant = z.looseObject({
  id: z.string().optional(),
  ...sold,
  /** Attribute → option, as Size → M. */
  options: z.record(z.string(), z.string()),
})

/**
 * What people call a product: an item by itself, or a group of items as one product with its variants. How much of it
 * there is stands in the stock.
 */
export const cloverProduct = z.looseObject({
  id: z.string().optional(),
  ...sold,
  isGroup: z.boolean(),
  alternateName: text,
  priceType: text,
  unitName: text,
  /** Three letters, of the merchant. */
  currency: text,
  categories: z.array(named).optional(),
  tags: z.array(named).optional(),
  /** Of a group: its attributes with the options that its items have. */
  options: z.array(z.looseObject({ id: text, name: text, values: z.array(z.string()) })).optional(),
  variants: z.array(variant).optional(),
})

export type CloverProduct = z.output<typeof cloverProduct>

export function productOf(item: CloverItem, currency: string | null | undefined): CloverProduct {
  // Both change with every sale.
  const { quantity: _, modifiedTime: __, options: ___, ...rest } = item
  return { ...rest, isGroup: false, ...(currency === undefined ? {} : { currency }) }
}

/** An item group as Clover lists it, with its attributes. */
const wireGroup = z.looseObject({
  id: z.string().optional().catch(undefined),
  name: text.catch(null),
  attributes: z
    .looseObject({ elements: z.array(named) })
    .nullish()
    .catch(null),
})

/** A group and its items as one product. */
export function productOfGroup(
  row: Row,
  items: readonly CloverItem[],
  currency: string | null | undefined,
): CloverProduct {
  const { id, name, attributes } = wireGroup.parse(row)
  const names = new Map((attributes?.elements ?? []).map((attribute) => [attribute.id, attribute.name ?? '']))
  // In the order of their ids: Clover lists first what was changed last.
  const sorted = items.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
  const variants = sorted.map((item) => ({
    id: item.id,
    ...{ name: item.name, sku: item.sku, code: item.code, price: item.price, cost: item.cost },
    ...{ available: item.available, hidden: item.hidden },
    options: Object.fromEntries(
      (item.options ?? []).map((option) => [names.get(option.attribute?.id) ?? '', option.name ?? '']),
    ),
  }))
  const options = [...names].map(([attributeId, attribute]) => ({
    ...{ id: attributeId, name: attribute },
    values: [...new Set(variants.flatMap((each) => each.options[attribute] ?? []))],
  }))
  const [first] = sorted
  return {
    ...{ id, name, isGroup: true, options, variants },
    ...(currency === undefined ? {} : { currency }),
    ...(first?.categories === undefined ? {} : { categories: first.categories }),
    ...(first?.tags === undefined ? {} : { tags: first.tags }),
  }
}
