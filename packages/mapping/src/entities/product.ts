/**
 * The hub's Product: what is sold, with its variants inside. Its SKU, and that of each variant, is one product's alone.
 * How many there are stands in the inventory levels: a sale changes no product.
 */
import type { EntityShape, FieldShape } from './entity-shape.ts'

const minor: FieldShape = { type: 'number', minor: true, says: 'Whole minor units of the currency.' }

/** What a product and a variant of one have in common. */
const sold: Record<string, FieldShape> = {
  sku: { type: 'text', unique: true, says: 'The number by which shops know it; two products never share one.' },
  name: { type: 'text' },
  barcode: { type: 'text', says: 'UPC or EAN.' },
  status: { type: 'text', says: 'active, or why it is not sold.' },
  defaultPrice: minor,
  msrp: minor,
  salePrice: minor,
  cost: minor,
  width: { type: 'number' },
  height: { type: 'number' },
  depth: { type: 'number' },
  weight: { type: 'number' },
}

const variant: EntityShape = {
  name: 'Product variant',
  fields: {
    id: { type: 'text', required: true, says: "The variant's id, kept from its source." },
    ...sold,
    options: { type: 'map', says: 'Option → value, as Size → M.' },
  },
}

const option: EntityShape = {
  name: 'Product option',
  fields: {
    id: { type: 'text', required: true },
    optionName: { type: 'text' },
    order: { type: 'number' },
    values: { type: 'list' },
  },
}

export const product: EntityShape = {
  name: 'Product',
  fields: {
    id: { type: 'text', says: "The hub's own id; what a mapping says of it counts for nothing." },
    ...sold,
    name: { type: 'text', required: true },
    description: { type: 'text' },
    type: { type: 'text' },
    currency: { type: 'text', says: 'Three letters, as USD.' },
    taxClass: { type: 'text' },
    unit: { type: 'text', says: 'What one of it is, where it is sold by weight or measure.' },
    trackingMethod: { type: 'text' },
    allowDiscounts: { type: 'boolean' },
    allowBackorders: { type: 'boolean' },
    inStockThreshold: { type: 'number' },
    categories: { type: 'list', says: 'Their names.' },
    tags: { type: 'list' },
    options: { type: 'children', of: option },
    variants: { type: 'children', of: variant },
    customFields: { type: 'map' },
  },
}
