import { draftOf, giveBack, type Sale } from './counter-sales.ts'
import {
  type SeenCustomer,
  type SeenOrder,
  type SeenProduct,
  type SeenVariant,
  seenCustomer,
  seenOrder,
  seenProduct,
  seenVariant,
} from './counter-views.ts'
import { addCustomer, type CustomerDraft, editCustomer, removeCustomer } from './shop/customers.ts'
import { partsOf } from './shop/gid.ts'
import { hundredths } from './shop/money.ts'
import { editOrder, placeOrder, removeOrder } from './shop/orders.ts'
import { addPlace, type PlaceDraft } from './shop/places.ts'
import {
  addProduct,
  editItem,
  editProduct,
  editVariant,
  type ProductDraft,
  removeProduct,
  setSku,
  sortedTags,
} from './shop/products.ts'
import { availableOf } from './shop/quantities.ts'
import { cancelOrder, markAsPaid } from './shop/refunds.ts'
import type { Place, Variant } from './shop/rows.ts'
import { ship, trackingOf } from './shop/shipping.ts'
import { note, type Shop } from './shop/shop.ts'
import { moveStock, stockAt } from './shop/stock.ts'

/** Prices as people say them, `"19.90"`, in drafts. */
type Priced<T> = Omit<T, 'price' | 'compareAtPrice' | 'cost'> & { price?: string; compareAtPrice?: string | null }

export type ProductWish = Omit<ProductDraft, 'variants'> & {
  variants?: Priced<NonNullable<ProductDraft['variants']>[number]>[]
}

/** What a person may change of a product and of one of its variants. */
export interface ProductChange {
  title?: string
  status?: string
  tags?: string[]
  vendor?: string
}

export interface VariantChange {
  price?: string
  sku?: string | null
  barcode?: string | null
  tracked?: boolean
}

/** The shop as its staff and its shoppers see and change it. */
export interface Counter {
  products: {
    list(): SeenProduct[]
    get(id: string): SeenProduct | undefined
    count(): number
    create(wish: ProductWish): SeenProduct
    update(id: string, change: ProductChange): SeenProduct
    updateVariant(id: string, change: VariantChange): SeenVariant
    remove(id: string): void
  }
  inventory: {
    available(itemId: string, locationId?: string): number
    set(itemId: string, locationId: string, available: number): void
  }
  locations: {
    list(): { id: string; name: string; isActive: boolean }[]
    create(draft: PlaceDraft): { id: string; name: string }
  }
  customers: {
    list(): SeenCustomer[]
    get(id: string): SeenCustomer | undefined
    count(): number
    create(draft: CustomerDraft): SeenCustomer
    update(id: string, draft: CustomerDraft): SeenCustomer
    setConsent(id: string, state: 'SUBSCRIBED' | 'UNSUBSCRIBED'): SeenCustomer
    remove(id: string): void
  }
  orders: {
    list(): SeenOrder[]
    get(id: string): SeenOrder | undefined
    count(): number
    create(sale: Sale): SeenOrder
    update(id: string, change: { note: string }): SeenOrder
    remove(id: string): void
    markAsPaid(id: string): SeenOrder
    refund(id: string, wish?: { lines?: { id: string; quantity: number }[]; amount?: string }): SeenOrder
    ship(id: string, tracking?: { company?: string; number?: string; url?: string }): SeenOrder
    cancel(id: string, wish?: { restock?: boolean; refund?: boolean }): SeenOrder
  }
}

export function openCounter(shop: Shop): Counter {
  const by = <T>(get: (n: number) => T | undefined, id: string): T => {
    const row = get(partsOf(id)?.n ?? 0)
    if (row === undefined) throw new Error(`the shop has no ${id}`)
    return row
  }
  const product = (id: string) => by(shop.products.get, id)
  const variant = (id: string) => by(shop.variants.get, id)
  const customer = (id: string) => by(shop.customers.get, id)
  const order = (id: string) => by(shop.orders.get, id)
  const place = (id: string): Place => by((n) => shop.places.get(n), id)
  return {
    products: {
      list: () => [...shop.products.all()].map(seenProduct),
      get: (id) => seen(shop.products.get(partsOf(id)?.n ?? 0), seenProduct),
      count: () => shop.products.size,
      create: ({ variants, ...wish }) =>
        seenProduct(
          addProduct(shop, { ...wish, ...(variants === undefined ? {} : { variants: variants.map(priced) }) }),
        ),
      update: (id, change) => {
        const row = product(id)
        const { tags, ...plain } = change
        return seenProduct(
          editProduct(
            shop,
            row,
            () => void Object.assign(row, plain, tags === undefined ? {} : { tags: sortedTags(tags) }),
          ),
        )
      },
      updateVariant: (id, change) => seenVariant(changeVariant(shop, variant(id), change)),
      remove: (id) => removeProduct(shop, product(id)),
    },
    inventory: {
      available: (itemId, locationId) => {
        const item = by(shop.items.get, itemId)
        if (locationId === undefined) return availableOf(item)
        return item.levels.get(place(locationId).n)?.counts.available ?? 0
      },
      set: (itemId, locationId, available) => {
        const level = stockAt(shop, by(shop.items.get, itemId), place(locationId))
        moveStock(shop, level, 'available', available - level.counts.available, 'inventory.set')
      },
    },
    locations: {
      list: () => [...shop.places.values()].map(({ id, name, isActive }) => ({ id, name, isActive })),
      create: (draft) => {
        const { id, name } = addPlace(shop, draft)
        return { id, name }
      },
    },
    customers: {
      list: () => [...shop.customers.all()].map(seenCustomer),
      get: (id) => seen(shop.customers.get(partsOf(id)?.n ?? 0), seenCustomer),
      count: () => shop.customers.size,
      create: (draft) => seenCustomer(addCustomer(shop, draft)),
      update: (id, draft) => seenCustomer(editCustomer(shop, customer(id), draft)),
      setConsent: (id, state) => {
        const row = customer(id)
        row.emailConsent = { marketingState: state, marketingOptInLevel: 'SINGLE_OPT_IN', consentUpdatedAt: shop.now() }
        note(shop, 'customer.consent', row.id, { emailConsent: state })
        return seenCustomer(editCustomer(shop, row, {}))
      },
      remove: (id) => removeCustomer(shop, customer(id)),
    },
    orders: {
      list: () => [...shop.orders.all()].map(seenOrder),
      get: (id) => seen(shop.orders.get(partsOf(id)?.n ?? 0), seenOrder),
      count: () => shop.orders.size,
      create: (sale) => seenOrder(placeOrder(shop, draftOf(shop, sale))),
      update: (id, change) => {
        const row = order(id)
        return seenOrder(editOrder(shop, row, 'order.update', () => void Object.assign(row, change)))
      },
      remove: (id) => removeOrder(shop, order(id)),
      markAsPaid: (id) => seenOrder(markAsPaid(shop, order(id))),
      refund: (id, wish = {}) => seenOrder(giveBack(shop, order(id), wish)),
      ship: (id, tracking) => {
        const row = order(id)
        const open = row.shipOrders.filter(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS')
        ship(
          shop,
          open.map((from) => ({ from, lines: undefined })),
          tracking === undefined ? [] : trackingOf(tracking),
        )
        return seenOrder(row)
      },
      cancel: (id, { restock = true, refund = true } = {}) => {
        const row = order(id)
        cancelOrder(shop, row, { reason: 'CUSTOMER', restock, refund, staffNote: null })
        return seenOrder(row)
      },
    },
  }
}

const seen = <T, S>(row: T | undefined, show: (row: T) => S): S | undefined =>
  row === undefined ? undefined : show(row)

function priced({ price, compareAtPrice, ...draft }: NonNullable<ProductWish['variants']>[number]) {
  return {
    ...draft,
    ...(price === undefined ? {} : { price: hundredths(price) }),
    ...(typeof compareAtPrice === 'string' ? { compareAtPrice: hundredths(compareAtPrice) } : {}),
  }
}

function changeVariant(shop: Shop, row: Variant, change: VariantChange): Variant {
  editVariant(shop, row, () => {
    if (change.price !== undefined) row.price = hundredths(change.price)
    if (change.barcode !== undefined) row.barcode = change.barcode
    if (change.sku !== undefined) setSku(shop, row.item, change.sku)
  })
  const { tracked } = change
  if (tracked !== undefined || change.sku !== undefined) {
    editItem(shop, row.item, () => {
      if (tracked !== undefined) row.item.tracked = tracked
    })
  }
  editProduct(shop, row.product, () => undefined)
  return row
}
