import { decimal } from './money.ts'
import type { Order, ShipOrder } from './order-rows.ts'
import { financialStatus, fulfillmentStatus, totals } from './order-sums.ts'
import { availableOf } from './quantities.ts'
import type { Customer, Item, Product, Variant } from './rows.ts'
import type { FieldsOf } from './shelf.ts'

/** The filters of each kind of row, by the names of the vendor's search. */
export function searchFields(): {
  products: FieldsOf<Product>
  variants: FieldsOf<Variant>
  items: FieldsOf<Item>
  customers: FieldsOf<Customer>
  orders: FieldsOf<Order>
  shipOrders: FieldsOf<ShipOrder>
} {
  return {
    products: {
      ...rowFields<Product>(),
      title: ({ title }) => [title],
      handle: ({ handle }) => [handle],
      status: ({ status }) => [status.toLowerCase()],
      vendor: ({ vendor }) => [vendor],
      product_type: ({ productType }) => [productType],
      tag: ({ tags }) => tags,
      sku: ({ variants }) => variants.map(({ item }) => item.sku),
      barcode: ({ variants }) => variants.map(({ barcode }) => barcode),
      price: ({ variants }) => variants.map(({ price }) => Number(decimal(price))),
      inventory_total: ({ variants }) => [variants.reduce((sum, variant) => sum + availableOf(variant.item), 0)],
      gift_card: ({ isGiftCard }) => [isGiftCard],
      published_at: ({ publishedAt }) => [publishedAt],
    },
    variants: {
      ...rowFields<Variant>(),
      sku: ({ item }) => [item.sku],
      barcode: ({ barcode }) => [barcode],
      title: ({ values }) => [values.join(' / ')],
      product_id: ({ product }) => [product.n],
      product_ids: ({ product }) => [product.n],
      product_status: ({ product }) => [product.status.toLowerCase()],
      product_type: ({ product }) => [product.productType],
      vendor: ({ product }) => [product.vendor],
      tag: ({ product }) => product.tags,
      taxable: ({ taxable }) => [taxable],
      inventory_quantity: ({ item }) => [availableOf(item)],
      location_id: ({ item }) => [...item.levels.values()].filter(({ isActive }) => isActive).map(placeOf),
    },
    items: { ...rowFields<Item>(), sku: ({ sku }) => [sku] },
    customers: {
      ...rowFields<Customer>(),
      email: ({ email }) => [email],
      phone: ({ phone }) => [phone],
      first_name: ({ firstName }) => [firstName],
      last_name: ({ lastName }) => [lastName],
      tag: ({ tags }) => tags,
      state: ({ state }) => [state.toLowerCase()],
      country: ({ addresses }) => addresses.map(({ countryCode }) => countryCode),
      accepts_marketing: ({ emailConsent }) => [emailConsent.marketingState === 'SUBSCRIBED'],
      customer_date: ({ createdAt }) => [createdAt],
    },
    orders: {
      ...rowFields<Order>(),
      processed_at: ({ processedAt }) => [processedAt],
      name: ({ name }) => [name, name.replace(/^#/, '')],
      email: ({ email }) => [email],
      tag: ({ tags }) => tags,
      source_identifier: ({ sourceIdentifier }) => [sourceIdentifier],
      source_name: ({ sourceName }) => [sourceName],
      po_number: ({ poNumber }) => [poNumber],
      test: ({ test }) => [test],
      customer_id: ({ customer }) => [customer?.n ?? null],
      sku: ({ lines }) => lines.map(({ sku }) => sku),
      gateway: ({ transactions }) => transactions.map(({ gateway }) => gateway),
      financial_status: (order) => [financialStatus(order)?.toLowerCase() ?? null],
      fulfillment_status: (order) => [shippedWord(fulfillmentStatus(order))],
      status: ({ cancelledAt, closedAt }) => [
        cancelledAt !== null ? 'cancelled' : closedAt !== null ? 'closed' : 'open',
      ],
      current_total_price: (order) => [totals(order).current.total / 100],
      total_price: (order) => [totals(order).original.total / 100],
      location_id: ({ retailLocation }) => [retailLocation?.n ?? null],
    },
    shipOrders: {
      ...rowFields<ShipOrder>(),
      status: ({ status }) => [status.toLowerCase()],
      assigned_location_id: ({ location }) => [location.n],
      order_id: ({ order }) => [order.n],
    },
  }
}

const rowFields = <T extends { n: number; createdAt: number; updatedAt: number }>(): FieldsOf<T> => ({
  id: ({ n }) => [n],
  created_at: ({ createdAt }) => [createdAt],
  updated_at: ({ updatedAt }) => [updatedAt],
})

const placeOf = ({ location }: { location: { n: number } }) => location.n

/** The filter has words of its own. */
function shippedWord(status: string): string {
  if (status === 'FULFILLED') return 'shipped'
  if (status === 'PARTIALLY_FULFILLED') return 'partial'
  return status === 'UNFULFILLED' ? 'unshipped' : status.toLowerCase()
}
