import type { Session, Write } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { type ShopifySimulator, startShopify } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { shopify } from '../connector.ts'
import { numberOf } from '../gid.ts'
import { stockTarget } from './stock-target.ts'

const shop = await startShopify({
  ...{ products: 0, customers: 0, orders: 0, limits: false },
  choices: { indexDelay: 0 },
})
afterAll(() => shop.stop())
const [first, second] = [
  shop.locations.list()[0] ?? shop.locations.create({ name: 'Shop' }),
  shop.locations.create({ name: 'Cellar' }),
]

let made = 0

function variant(wish: { tracked: boolean; available: number }) {
  const sku = `SKU-${++made}`
  const { variants } = shop.products.create({ title: sku, variants: [{ sku, tracked: wish.tracked }] })
  const itemId = variants[0]?.itemId ?? ''
  shop.inventory.set(itemId, first.id, wish.available)
  return { sku, itemId, left: (place = first.id) => shop.inventory.available(itemId, place) }
}

/** Before each call that sets quantities something happens in the shop. */
function session(of: ShopifySimulator, place = first.id, before: () => void = () => {}): Session {
  const opened = openSession(shopify, {
    endpoint: of.url,
    credentials: { shop: of.domain, clientId: of.clientId, clientSecret: of.clientSecret },
    settings: { locationId: numberOf(place) },
    now: () => new Date(),
  })
  const post: Session['http']['post'] = (path, body, options) => {
    if (JSON.stringify(body).includes('inventorySetQuantities')) before()
    return opened.http.post(path, body, options)
  }
  return { ...opened, http: { ...opened.http, post } }
}

const write = (sku: string, quantity: number, more: Partial<Write> = {}): Write => {
  return { id: null, data: { sku, quantity }, idempotencyKey: `${sku} ${quantity}`, ...more }
}

test('what is bought between the reading and the writing is read again, and stays bought', async () => {
  const mug = variant({ tracked: true, available: 10 })
  let isBought = false
  const buyOne = () => {
    if (!isBought) shop.inventory.set(mug.itemId, first.id, 9)
    isBought = true
  }
  const known = { quantity: 10 }
  const [outcome] = await stockTarget.upsert(session(shop, first.id, buyOne), [write(mug.sku, 12, { known })])
  expect(outcome).toMatchObject({ status: 'updated', warnings: [expect.stringContaining('1 fewer')] })
  expect(mug.left()).toBe(11)
})

test('where somebody buys each time, the write is tried another time and stops no other', async () => {
  const [busy, calm] = [variant({ tracked: true, available: 50 }), variant({ tracked: true, available: 1 })]
  const buyOne = () => shop.inventory.set(busy.itemId, first.id, busy.left() - 1)
  const outcomes = await stockTarget.upsert(session(shop, first.id, buyOne), [write(busy.sku, 7)])
  expect(outcomes).toMatchObject([{ status: 'failed', fault: { kind: 'conflict' } }])
  expect(await stockTarget.upsert(session(shop), [write(calm.sku, 2)])).toMatchObject([{ status: 'updated' }])
})

test('an item that Shopify does not track is left alone, and its outcome says why', async () => {
  const card = variant({ tracked: false, available: 0 })
  const [outcome] = await stockTarget.upsert(session(shop), [write(card.sku, 5)])
  expect(outcome).toMatchObject({ status: 'unchanged', warnings: [expect.stringContaining('does not track')] })
  expect(card.left()).toBe(0)
})

test('an item that is not stocked at the location is activated there, and then has its stock', async () => {
  const mug = variant({ tracked: true, available: 3 })
  expect(await stockTarget.upsert(session(shop, second.id), [write(mug.sku, 5)])).toMatchObject([{ status: 'updated' }])
  expect([mug.left(), mug.left(second.id)]).toEqual([3, 5])
})

test('one that cannot be found stops no other, and a write that may have arrived is not made twice', async () => {
  const mug = variant({ tracked: true, available: 4 })
  const unclear = write(mug.sku, 6, { known: { quantity: 5 }, unclear: true })
  expect(await stockTarget.upsert(session(shop), [write('nowhere', 1), unclear])).toMatchObject([
    { status: 'failed', fault: { details: { code: 'VARIANT_NOT_FOUND' } } },
    { status: 'unchanged', warnings: [expect.stringContaining('may have arrived')] },
  ])
  expect(mug.left()).toBe(4)
})
