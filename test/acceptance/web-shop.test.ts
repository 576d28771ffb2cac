/** A till and a web shop around one hub: what changes on one side arrives on the other, and nothing goes round. */
import type { ShopifySimulator } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { openHouse } from '../harness/open-house.ts'
import { applyRecipe } from '../harness/set-up.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const flows = [
  ...['clover-products', 'clover-stock', 'clover-stock-from-hub'],
  ...['shopify-customers', 'shopify-orders', 'shopify-stock', 'shopify-stock-from-hub', 'shopify-prices-from-hub'],
]

const house = shared(() => openHouse({ apply: [], clover: { items: 0 }, shopify: {} }))
let mug: string
beforeAll(async () => {
  house.clover.setProperties({ trackStock: true })
  mug = house.clover.shelf('items').create({ name: 'Mug', sku: 'MUG-1', price: 1500 }).id
  house.clover.shelf('stocks').create({ id: mug, quantity: 10 })
  shop().products.create({ title: 'Mug', variants: [{ sku: 'MUG-1', price: '20.00', tracked: true }] })
  for (const flow of flows) await applyRecipe(house.api, flow)
})

function shop(): ShopifySimulator {
  if (house.shopify === undefined) throw new Error('the house has no web shop')
  return house.shopify
}

function variant(sku = 'MUG-1') {
  const found = shop()
    .products.list()
    .flatMap(({ variants }) => variants)
  const one = found.find((each) => each.sku === sku)
  if (one === undefined) throw new Error(`the web shop has no ${sku}`)
  return one
}

const atTheTill = () => house.clover.shelf('stocks').get(mug)?.quantity

async function run(...names: string[]): Promise<void> {
  for (const name of names) expect(await house.run(name)).toMatchObject({ state: 'done', counts: { error: 0 } })
  await house.quiet()
}

/** What the hub wrote on either side since. */
function writes(): () => string[] {
  const of = () =>
    [...house.clover.effects(), ...shop().effects()].filter(({ by }) => by === 'api').map(({ kind }) => kind)
  const before = of().length
  return () => of().slice(before)
}

async function recordsOf(entity: string): Promise<Schemas['Record'][]> {
  const query = { entity, limit: 200 }
  return (await told(house.api.GET('/api/v1/records', { params: { query } }))).data
}

/** Reconnects the shop as somebody set it in the console. */
async function set(safetyStock: number): Promise<void> {
  const [place] = shop().locations.list()
  const locationId = place?.id.split('/').at(-1)
  const { domain, clientId, clientSecret } = shop()
  const settings = { locationId, hubLocation: house.clover.merchantId, orderHistoryDays: 365, safetyStock }
  const account = { connector: 'shopify', name: 'shop', credentials: { shop: domain, clientId, clientSecret } }
  await told(house.api.POST('/api/v1/connections', { body: { ...account, settings, allowMissing: false } }))
}

test('a price that changes at the till arrives in the web shop', async () => {
  await run('clover-products')
  expect(variant().price).toBe('15.00')
  house.clover.shelf('items').update(mug, { price: 1750 })
  await run('clover-products')
  expect(variant().price).toBe('17.50')
})

test('stock of the till arrives in the web shop, and does not come back', async () => {
  await run('clover-stock')
  expect(variant().available).toBe(10)
  house.clover.shelf('stocks').update(mug, { quantity: 8 })
  await run('clover-stock')
  expect(variant().available).toBe(8)
  const since = writes()
  await run('shopify-stock', 'clover-stock')
  expect(since()).toEqual([])
  expect(await recordsOf('InventoryLevel')).toMatchObject([{ data: { sku: 'MUG-1', quantityOnHand: 8 } }])
})

test('an order of the web shop arrives with its customer, and what it sold is missing at the till', async () => {
  const nora = shop().customers.create({ firstName: 'Nora', lastName: 'Lindqvist', email: 'nora@example.com' })
  shop().orders.create({ customerId: nora.id, lines: [{ variant: 'MUG-1', quantity: 2 }], shipping: '5.00' })
  await run('shopify-customers', 'shopify-orders')
  const customer = await house.record('nora@example.com')
  expect(await recordsOf('Order')).toMatchObject([
    {
      data: {
        customerId: customer?.id,
        status: 'PAID',
        total: 4000,
        shippingAmount: 500,
        lines: [{ sku: 'MUG-1', quantity: 2, unitPrice: 1750 }],
      },
    },
  ])
  await run('shopify-stock')
  expect([variant().available, atTheTill()]).toEqual([6, 6])
})

test('a refund changes the order that is there', async () => {
  const [order] = shop().orders.list()
  shop().orders.refund(order?.id ?? '')
  await run('shopify-orders')
  expect(await recordsOf('Order')).toMatchObject([{ data: { status: 'REFUNDED', refundedAmount: 4000, total: 4000 } }])
})

test('nothing goes round in circles: a second reading of both sides writes nothing anywhere', async () => {
  const since = writes()
  await run('clover-products', 'clover-stock', 'shopify-stock', 'shopify-customers', 'shopify-orders')
  expect(since()).toEqual([])
})

test('what both sides sold at the same time is missing on both', async () => {
  shop().inventory.set(variant().itemId, shop().locations.list()[0]?.id ?? '', 5)
  house.clover.shelf('stocks').update(mug, { quantity: 4 })
  await run('clover-stock')
  await run('shopify-stock')
  expect([variant().available, atTheTill()]).toEqual([3, 3])
})

test('S1-036 a safety stock is kept back from the web shop: of 10 with 3 kept back it is told 7', async () => {
  await set(3)
  house.clover.shelf('stocks').update(mug, { quantity: 10 })
  await run('clover-stock')
  expect(variant().available).toBe(7)
  // What the shop shows is not what is there, and does not go back to the till.
  await run('shopify-stock', 'clover-stock')
  expect([variant().available, atTheTill()]).toEqual([7, 10])
})

test('S1-037 the web shop is never told less than none: of 2 with 3 kept back it is told 0', async () => {
  house.clover.shelf('stocks').update(mug, { quantity: 2 })
  await run('clover-stock')
  expect([variant().available, atTheTill()]).toEqual([0, 2])
})
