import type { PretendVendor } from '@trefoil/sdk/testing'
import type { ShopifySimulator } from '@trefoil/simulators'
import { gidOf, numberOf } from '../gid.ts'
import { levelId, partsOf } from '../stock/level.ts'

type Bench = PretendVendor['sources'][string]

let added = 0

/** A listing of any length has several pages. */
const atFirst = 12

export function customersBench({ customers, orders }: ShopifySimulator): Bench {
  const add = () => numberOf(customers.create({ firstName: `New ${++added}`, email: `new${added}@example.org` }).id)
  for (let count = 0; count < atFirst; count++) add()
  return {
    ids: () => customers.list().map(({ id }) => numberOf(id)),
    add,
    edit: (id) => void customers.update(gidOf('Customer', id), { lastName: `Edited ${++added}` }),
    // Shopify keeps those who have orders.
    remove: (id) => {
      const gid = gidOf('Customer', id)
      for (const order of orders.list()) if (order.customerId === gid) orders.remove(order.id)
      customers.remove(gid)
    },
    odd: () => {
      const { id } = customers.create({ firstName: 'Zoe' })
      return { id: numberOf(id), reads: { note: null, emailAddress: null, phoneNumber: null, tags: [], addresses: [] } }
    },
  }
}

export function productsBench({ products }: ShopifySimulator): Bench {
  return {
    ids: () => products.list().map(({ id }) => numberOf(id)),
    add: () => numberOf(products.create({ title: `New ${++added}` }).id),
    edit: (id) => void products.update(gidOf('Product', id), { title: `Edited ${++added}` }),
    remove: (id) => products.remove(gidOf('Product', id)),
    odd: () => {
      const { id } = products.create({ title: `Free ${++added}`, variants: [{ price: '0.00', sku: '' }] })
      return {
        id: numberOf(id),
        reads: { price: 0, sku: '', compareAtPrice: null, tags: [], isSingle: true, options: [] },
      }
    },
  }
}

export function stockBench({ products, inventory, locations }: ShopifySimulator): Bench {
  const places = () => locations.list().filter(({ isActive }) => isActive)
  const [first] = places()
  const place = first?.id ?? ''
  const variants = () => products.list().flatMap((product) => product.variants)
  const make = (tracked: boolean) => {
    const sku = `LEVEL-${++added}`
    const {
      variants: [variant],
    } = products.create({ title: `New ${added}`, variants: [{ sku, tracked }] })
    inventory.set(variant?.itemId ?? '', place, 0)
    return levelId(numberOf(variant?.itemId ?? ''), numberOf(place))
  }
  for (let count = 0; count < atFirst; count++) make(true)
  return {
    ids: () => variants().map(({ itemId }) => levelId(numberOf(itemId), numberOf(place))),
    add: () => make(true),
    edit: (id) => inventory.set(gidOf('InventoryItem', partsOf(id)?.itemId ?? ''), place, ++added),
    remove: (id) => {
      const gid = gidOf('InventoryItem', partsOf(id)?.itemId ?? '')
      const held = products.list().find((product) => product.variants.some(({ itemId }) => itemId === gid))
      if (held !== undefined) products.remove(held.id)
    },
    odd: () => ({ id: make(false), reads: { tracked: false, quantity: 0, available: 0, isKeptBack: false } }),
  }
}

export function ordersBench({ orders, products, customers }: ShopifySimulator): Bench {
  const make = (wish: { customerId?: string; note?: string }) => {
    const {
      variants: [variant],
    } = products.create({ title: `Sold ${++added}`, variants: [{ price: '5.00' }] })
    return numberOf(orders.create({ lines: [{ variant: variant?.id ?? '' }], ...wish }).id)
  }
  for (let count = 0; count < atFirst; count++) make({})
  return {
    ids: () => orders.list().map(({ id }) => numberOf(id)),
    add: () => make({ customerId: customers.list()[0]?.id ?? '' }),
    edit: (id) => void orders.update(gidOf('Order', id), { note: `Edited ${++added}` }),
    remove: (id) => orders.remove(gidOf('Order', id)),
    odd: () => {
      const id = make({ note: '' })
      return { id, reads: { customerId: null, refundedAmount: 0, test: false, discounts: [], cancelledAt: null } }
    },
  }
}
