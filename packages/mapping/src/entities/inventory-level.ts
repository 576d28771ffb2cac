/**
 * The hub's InventoryLevel: how many there are of one product, or of one variant, at one location. Quantities are
 * absolute; they may have decimals, and be below zero where more was sold than was counted in.
 */
import type { EntityShape } from './entity-shape.ts'

export const inventoryLevel: EntityShape = {
  name: 'InventoryLevel',
  fields: {
    id: { type: 'text', says: "The hub's own id; what a mapping says of it counts for nothing." },
    sku: { type: 'text', says: 'Of the product or the variant.' },
    name: { type: 'text' },
    barcode: { type: 'text' },
    productId: { type: 'any', says: "The hub's id of the product." },
    variantId: { type: 'text', says: 'The variant inside the product; absent where it has none.' },
    locationId: { type: 'text', required: true, says: 'The location, as its source knows it.' },
    quantityOnHand: { type: 'number', required: true, says: 'How many are there.' },
    quantityAvailable: { type: 'number', says: 'How many may still be sold: less what open orders claim.' },
    status: { type: 'text', says: 'in stock, out of stock or oversold.' },
    unit: { type: 'text', says: 'What one of it is, where it is sold by weight or measure.' },
    customFields: { type: 'map' },
  },
  together: { skuAtLocation: ['sku', 'locationId'] },
}
