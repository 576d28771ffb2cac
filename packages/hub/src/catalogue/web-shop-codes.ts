import type { Entry } from './entry.ts'

const shopify = { connector: 'shopify', arises: 'destination' } as const

/** What can become of prices and stock between the hub and the web shop. */
export const webShopCodes = {
  VARIANT_NOT_FOUND: {
    ...shopify,
    title: 'No Such Variant in the Web Shop',
    description: 'Prices and stock belong to a variant, and none of the shop has the SKU or the barcode of the record.',
    resolution: 'Set the SKU on the variant in Shopify, or link the two; then replay the issue.',
  },
  LOCATION_NOT_CHOSEN: {
    ...shopify,
    title: 'The Location of the Web Shop’s Stock Is Not Chosen',
    description: 'The shop has several locations, or none that is active, and the hub guesses none.',
    resolution: 'Choose one in the settings of the connection, then replay the issue.',
  },
} satisfies Record<string, Entry>
