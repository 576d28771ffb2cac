import type { PretendVendor } from '@trefoil/sdk/testing'
import type { ShopifySimulator } from '@trefoil/simulators'
import { gidOf } from '../gid.ts'
import { partsOf } from '../stock/level.ts'

type Bench = PretendVendor['targets'][string]

export function customersTargetBench({ customers }: ShopifySimulator): Bench {
  const sample = (number: number) => ({
    firstName: 'Ada',
    lastName: `Number ${number}`,
    emailAddress: `ada${number}@example.org`,
    phoneNumber: `+1415555${String(2000 + number)}`,
    note: `window seat ${number}`,
    addresses: [
      { id: 'A1', address1: '5 Elm St', city: 'Boston', provinceCode: 'MA', zip: '02134', countryCode: 'US' },
    ],
  })
  return {
    sample,
    bad: { ...sample(99), emailAddress: 'nobody@' },
    odd: [
      { write: { ...sample(0), note: null }, stored: { note: null, lastName: 'Number 0' } },
      { write: { ...sample(0), lastName: null }, stored: { lastName: null, firstName: 'Ada' } },
      { write: { note: 'again' }, stored: { note: 'again', firstName: 'Ada', email: 'ada0@example.org' } },
    ],
    stored(id) {
      const held = customers.get(gidOf('Customer', id))
      if (held === undefined) return undefined
      const { firstName, lastName, note, email, phone } = held
      return { firstName, lastName, note, email, phone }
    },
    settle: () => {},
  }
}

export function pricesBench({ products }: ShopifySimulator): Bench {
  const with33 = (number: number) => {
    const sku = `PRICE-${number}`
    const isThere = products.list().some(({ variants }) => variants.some((variant) => variant.sku === sku))
    // 33 is the one that is never there.
    if (number !== 33 && !isThere)
      products.create({ title: sku, variants: [{ sku, price: '1.00', compareAtPrice: '9.00' }] })
    return sku
  }
  return {
    sample: (number) => ({ sku: with33(number), price: 200 + number }),
    bad: { sku: 'PRICE-unknown', price: 1 },
    odd: [
      { write: { sku: 'PRICE-0', price: 0 }, stored: { price: '0.00' } },
      { write: { sku: '', price: 0, compareAtPrice: null }, stored: { price: '0.00', compareAtPrice: null } },
    ],
    stored(id) {
      const [variant] = products.get(gidOf('Product', id))?.variants ?? []
      return variant === undefined ? undefined : { price: variant.price, compareAtPrice: variant.compareAtPrice }
    },
    settle: () => {},
  }
}

export function stockTargetBench({ products, inventory }: ShopifySimulator, place: string): Bench {
  const skuOf = (number: number) => {
    const sku = `STOCK-${number}`
    const isThere = products.list().some(({ variants }) => variants.some((variant) => variant.sku === sku))
    if (number !== 33 && !isThere) products.create({ title: sku, variants: [{ sku, tracked: true }] })
    return sku
  }
  return {
    sample: (number) => ({ sku: skuOf(number), quantity: number + 1 }),
    bad: { sku: 'STOCK-unknown', quantity: 1 },
    odd: [
      { write: { quantity: 0 }, stored: { available: 0 } },
      { write: { sku: '', quantity: 7 }, stored: { available: 7 } },
      { write: { sku: 'STOCK-0' }, stored: { available: 7 } },
    ],
    stored(id) {
      const item = gidOf('InventoryItem', partsOf(id)?.itemId ?? '')
      const isThere = products.list().some(({ variants }) => variants.some(({ itemId }) => itemId === item))
      return isThere ? { available: inventory.available(item, gidOf('Location', place)) } : undefined
    },
    settle: () => {},
  }
}
