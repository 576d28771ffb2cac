import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ products: 0, customers: 0 })
})
afterEach(() => shop.stop())

const door = async (method: string, path: string, body?: unknown) => {
  const reply = await fetch(`${shop.url}/_sim/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  return { status: reply.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}
const plain = (id: string) => id.split('/').at(-1)

test('a person makes a product, counts it in, sells, ships and gives back, and the log says who it was', async () => {
  const { body: mug } = await door('POST', 'products', {
    title: 'Mug',
    variants: [{ sku: 'MUG', price: '9.50', tracked: true }],
  })
  const place = (await door('GET', 'locations')).body[0].id
  expect(
    (await door('PUT', `inventory/${plain(mug.variants[0].itemId)}/${plain(place)}`, { available: 5 })).body,
  ).toEqual({ available: 5 })
  const { body: ana } = await door('POST', 'customers', { email: 'ana@example.com' })
  const { body: order } = await door('POST', 'orders', {
    customerId: ana.id,
    lines: [{ variant: 'MUG', quantity: 2 }],
    at: place,
    taxRate: 0.1,
  })
  expect(order).toMatchObject({ name: '#1001', total: '20.90', financialStatus: 'PAID', customerId: ana.id })
  expect((await door('POST', `orders/${plain(order.id)}/ship`, { number: '1Z' })).body).toMatchObject({
    fulfillmentStatus: 'FULFILLED',
    tracking: [{ number: '1Z' }],
  })
  expect((await door('POST', `orders/${plain(order.id)}/refund`, { amount: '4.00' })).body).toMatchObject({
    refunded: '4.00',
    financialStatus: 'PARTIALLY_REFUNDED',
  })
  const { data } = await shop.ask(`{ order(id: "${order.id}") { sourceName retailLocation { id } customer { id } } }`)
  expect(data.order).toEqual({ sourceName: 'pos', retailLocation: { id: place }, customer: { id: ana.id } })
  await shop.ask('OrderPatch', { input: { id: order.id, note: 'by the app' } })
  const effects = shop.effects().map(({ kind, by }) => `${by} ${kind}`)
  expect(effects).toContain('person order.create')
  expect(effects.at(-1)).toBe('api order.update')
})

test('the shop is changed and looked at page by page', async () => {
  for (const title of ['A', 'B', 'C']) await door('POST', 'products', { title })
  const { body } = await door('GET', 'products?offset=1&limit=1')
  expect(body).toMatchObject({ total: 3, rows: [{ title: 'B' }] })
  const n = plain(body.rows[0].id)
  expect((await door('PATCH', `products/${n}`, { title: 'Bee', tags: ['x'] })).body).toMatchObject({
    title: 'Bee',
    tags: ['x'],
  })
  const variant = plain(body.rows[0].variants[0].id)
  expect((await door('PATCH', `variants/${variant}`, { price: '3.10', sku: 'BEE' })).body).toMatchObject({
    price: '3.10',
    sku: 'BEE',
  })
  await door('DELETE', `products/${n}`)
  expect(shop.products.count()).toBe(2)
  expect((await door('PATCH', `products/${n}`, { title: 'x' })).status).toBe(400)
})

test('scopes, tokens and patience are changed from outside', async () => {
  await door('PUT', 'scopes', ['read_products'])
  expect((await shop.ask('{ customers(first: 1) { nodes { id } } }')).errors[0]?.extensions.code).toBe('ACCESS_DENIED')
  await door('POST', 'throttle', { times: 1 })
  expect((await shop.ask('{ shop { id } }')).errors[0]?.extensions.code).toBe('THROTTLED')
  await door('DELETE', `tokens/${shop.token}`)
  const reply = await fetch(`${shop.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'x-shopify-access-token': shop.token },
  })
  expect(reply.status).toBe(401)
})

test('the desk shows what the app may, takes a scope away and throttles', async () => {
  const page = async () => (await fetch(`${shop.url}/_sim/desk`)).text()
  expect(await page()).toContain('title="Take away write_products"')
  const submit = (action: string, fields: Record<string, string>) =>
    fetch(`${shop.url}/_sim/desk/${action}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  await submit('remove-scope', { scope: 'write_products' })
  expect(await page()).toContain('title="Give write_products"')
  expect((await shop.ask('{ products(first: 1) { nodes { id } } }')).errors).toHaveLength(1)
  await submit('throttle', { times: '1' })
  expect((await shop.ask('{ shop { id } }')).errors[0]?.extensions.code).toBe('THROTTLED')
})

test('a reply that is lost after the work leaves its effect', async () => {
  shop.faults.add({ kind: 'reset-after-commit', match: 'POST /admin/api/' })
  await expect(shop.ask('CustomerUpsert', { input: { email: 'a@example.com' } })).rejects.toThrow()
  expect(shop.customers.count()).toBe(1)
})

test('the same seed opens the same shop, and another one another', async () => {
  const titles = async (seed: number) => {
    const other = await openTestShop({ seed, products: 5, customers: 5, orders: 5, dirt: true })
    const seen = [other.products.list(), other.customers.list(), other.orders.list()]
    await other.stop()
    return seen
  }
  expect(await titles(4)).toEqual(await titles(4))
  expect(await titles(4)).not.toEqual(await titles(5))
})

test('some thousand rows a second come through pages of 250', async () => {
  const large = await openTestShop({ products: 1500, customers: 0 })
  const began = performance.now()
  let rows = 0
  for (let after: string | null = null; ; ) {
    const { data } = await large.ask('VariantsPage', { first: 250, after, query: null })
    rows += data.productVariants.nodes.length
    if (!data.productVariants.pageInfo.hasNextPage) break
    after = data.productVariants.pageInfo.endCursor
  }
  const perSecond = rows / ((performance.now() - began) / 1000)
  await large.stop()
  expect(rows).toBe(4000)
  expect(perSecond).toBeGreaterThan(1000)
})
