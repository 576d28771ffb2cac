import type { Entry } from './entry.ts'

const clover = { connector: 'clover', arises: 'connection' } as const

/** What can become of products and stock between the hub and the till. */
export const tillStockCodes = {
  TRACK_STOCK_OFF: {
    ...clover,
    title: 'Stock Is Not Tracked',
    description:
      'The merchant does not track stock, so Clover counts nothing: what it shows is old, and what is written is shown nowhere. The flow is stopped.',
    resolution: 'Switch it on in Clover under Inventory, Setup, Track Stock, then resume the flow.',
  },
  ITEM_NOT_FOUND: {
    ...clover,
    arises: 'destination',
    title: 'No Such Item at the Till',
    description: 'Stock belongs to an item, and none of the till has the SKU or the barcode of the record.',
    resolution: 'Set the SKU on the item in Clover, or link the two; then replay the issue.',
  },
  GROUP_NOT_FOUND: {
    ...clover,
    arises: 'destination',
    title: 'No Such Item Group at the Till',
    description:
      'A product with variants is an item group at the till, and none there has a variant with one of its SKUs. The hub makes none, as its options must match.',
    resolution: 'Make the group with its items in Clover; it comes into the hub with its variants.',
  },
} satisfies Record<string, Entry>
