import type { Random } from '../../server/seeded-random.ts'
import { addCustomer, addressOf } from '../shop/customers.ts'
import type { Order } from '../shop/order-rows.ts'
import { placeOrder } from '../shop/orders.ts'
import { addPlace } from '../shop/places.ts'
import { addProduct, type VariantDraft } from '../shop/products.ts'
import { refundOrder } from '../shop/refunds.ts'
import type { Customer, Variant } from '../shop/rows.ts'
import { ship } from '../shop/shipping.ts'
import type { Shop } from '../shop/shop.ts'
import { moveStock, stockAt } from '../shop/stock.ts'
import { adjectives, areaCodes, cities, colours, firstNames, lastNames, nouns, sizes, streets, types } from './words.ts'

/** What the shop has on its first day. */
export interface Stock {
  products: number
  customers: number
  orders: number
  /** As untidy as a real shop: SKUs that are shared or missing, guests, refunds, no names. */
  dirt: boolean
}

/** How far back orders go: past the sixty days that an app without a further scope sees. */
const span = 90 * 86_400_000

/** Fills a shop; the clock is set to when each thing came to be. */
export function fillShop(shop: Shop, random: Random, stock: Stock, at: (time: number) => void): void {
  const now = shop.now()
  at(now - 4 * span)
  addPlace(shop, {
    name: 'Shop location',
    address: { address1: '1 Harbour Street', city: 'Portland', zip: '04101', provinceCode: 'ME' },
  })
  addPlace(shop, {
    name: 'Warehouse',
    address: { address1: '9 Mill Road', city: 'Augusta', zip: '04330', provinceCode: 'ME' },
  })
  addPlace(shop, { name: 'Dropship partner', isFulfillmentService: true })
  for (let n = 0; n < stock.products; n++) {
    at(now - 2 * span + Math.floor((n / stock.products) * span))
    product(shop, random, n, stock.dirt)
  }
  const customers: Customer[] = []
  for (let n = 0; n < stock.customers; n++) {
    at(now - 2 * span + Math.floor((n / stock.customers) * 2 * span))
    customers.push(customer(shop, random, n, stock.dirt))
  }
  const variants = [...shop.variants.all()]
  for (let n = 0; n < stock.orders && variants.length > 0; n++) {
    at(now - span + Math.floor(((n + 1) / stock.orders) * (span - 60_000)))
    order(shop, random, { n, variants, customers, dirt: stock.dirt })
  }
  at(now)
}

function product(shop: Shop, random: Random, n: number, dirt: boolean): void {
  const title = `${random.pick(adjectives)} ${random.pick(nouns)}`
  const kind = n % 3
  const options =
    kind === 0
      ? []
      : kind === 1
        ? [{ name: 'Size', values: sizes }]
        : [
            { name: 'Size', values: sizes.slice(0, 2) },
            { name: 'Color', values: colours },
          ]
  const combinations = options.reduce<string[][]>(
    (made, { values }) => made.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  )
  const price = 500 + 50 * random.below(150)
  const variants: VariantDraft[] = combinations.map((values, index) => ({
    values: values.length === 0 ? undefined : values,
    sku: skuOf(n, index, dirt),
    barcode: index % 3 === 0 ? String(4_006_381_000_000 + n * 20 + index) : null,
    price: price + 100 * index,
    compareAtPrice: n % 5 === 0 ? price + 100 * index + 1000 : null,
    inventoryPolicy: n % 11 === 0 ? 'CONTINUE' : 'DENY',
    tracked: !(dirt && n % 13 === 12),
    cost: Math.round(price * 0.4),
    weight: { value: 0.1 + random.below(20) / 10, unit: 'KILOGRAMS' },
  }))
  const made = addProduct(shop, {
    title,
    status: dirt && n % 17 === 16 ? 'DRAFT' : 'ACTIVE',
    vendor: random.pick(['Blå Dörren', 'Harbour & Sons', 'Ōtani']),
    productType: random.pick(types),
    tags: [random.pick(['new', 'sale', 'gift']), random.pick(['spring', 'autumn'])],
    descriptionHtml: `<p>${title}, made by hand.</p>`,
    options,
    variants,
  })
  const [home, warehouse] = [...shop.places.values()]
  for (const { item } of made.variants) {
    if (home !== undefined) moveStock(shop, stockAt(shop, item, home), 'available', random.below(40))
    if (warehouse !== undefined && n % 2 === 0)
      moveStock(shop, stockAt(shop, item, warehouse), 'available', random.below(200))
  }
}

/** In a real shop some have no SKU, some share one, and some have one with a blank in it. */
function skuOf(n: number, index: number, dirt: boolean): string | null {
  if (!dirt) return `SKU-${n}-${index}`
  if (n % 9 === 4) return null
  if (n % 14 === 13) return `SKU-${n - 1}-${index}`
  return n % 19 === 18 ? ` sku-${n}-${index} ` : `SKU-${n}-${index}`
}

function customer(shop: Shop, random: Random, n: number, dirt: boolean): Customer {
  const [firstName, lastName] = [random.pick(firstNames), random.pick(lastNames)]
  const plain = `${firstName}.${lastName}`
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z.]/g, '')
    .toLowerCase()
  const hasPhone = random.chance(0.6)
  const city = random.pick(cities)
  const made = addCustomer(shop, {
    firstName: dirt && n % 23 === 22 ? null : firstName,
    lastName: dirt && n % 29 === 28 ? null : lastName,
    email: dirt && n % 10 === 9 && hasPhone ? null : `${plain}.${n}@example.com`,
    phone: hasPhone
      ? `+1${areaCodes[Math.floor(n / 10_000) % areaCodes.length]}555${String(n % 10_000).padStart(4, '0')}`
      : null,
    tags: random.chance(0.2) ? ['vip'] : [],
    note: dirt && n % 31 === 0 ? 'prefers afternoons' : null,
    addresses: random.chance(0.8)
      ? [
          {
            firstName,
            lastName,
            address1: `${1 + random.below(200)} ${random.pick(streets)}`,
            ...city,
            countryCode: 'US',
          },
        ]
      : [],
  })
  if (random.chance(0.4)) {
    made.emailConsent = {
      marketingState: random.chance(0.85) ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
      marketingOptInLevel: 'SINGLE_OPT_IN',
      consentUpdatedAt: shop.now(),
    }
  }
  return made
}

function order(
  shop: Shop,
  random: Random,
  from: { n: number; variants: Variant[]; customers: Customer[]; dirt: boolean },
): Order {
  const { n, variants, customers, dirt } = from
  const buyer = customers.length > 0 && !(dirt && random.chance(0.15)) ? random.pick(customers) : null
  const lines = Array.from({ length: 1 + random.below(3) }, () => {
    const variant = random.pick(variants)
    const quantity = 1 + random.below(3)
    const amount = Math.round(variant.price * quantity * 0.0625)
    return { variant, quantity, price: variant.price, taxes: [{ title: 'State tax', rate: 0.0625, amount }] }
  })
  const shipping = [{ title: 'Standard', code: 'standard', source: 'shopify', price: 490 }]
  const total = lines.reduce((sum, { price, quantity, taxes }) => sum + price * quantity + (taxes[0]?.amount ?? 0), 490)
  const address = buyer?.addresses[0]
  const isPaid = !random.chance(0.08)
  const made = placeOrder(shop, {
    customer: buyer,
    email: buyer?.email ?? (dirt ? null : `guest${n}@example.com`),
    lines,
    shipping,
    shippingAddress: address === undefined ? null : addressOf(shop, address),
    billingAddress: address === undefined ? null : addressOf(shop, address),
    transactions: [{ kind: isPaid ? 'SALE' : 'AUTHORIZATION', status: 'SUCCESS', gateway: 'bogus', amount: total }],
    tags: random.chance(0.1) ? ['gift'] : [],
    test: dirt && n % 41 === 40,
    claim: 'DECREMENT_IGNORING_POLICY',
  })
  if (isPaid && random.chance(0.75)) {
    const parcels = made.shipOrders.map((shipOrder) => ({ from: shipOrder, lines: undefined }))
    ship(shop, parcels, [{ company: 'UPS', number: `1Z${made.n}`, url: null }])
  }
  const [line] = made.lines
  const [sale] = made.transactions
  if (isPaid && line !== undefined && sale !== undefined && random.chance(0.06)) {
    const amount = Math.min(line.price, total)
    const back = { line, quantity: 1, restockType: 'NO_RESTOCK', location: null }
    refundOrder(shop, made, { lines: [back], transactions: [{ parent: sale, amount, gateway: sale.gateway }] })
  }
  return made
}
