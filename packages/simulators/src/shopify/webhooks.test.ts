import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
let server: Server
let url: string
let status: number
let heard: { headers: IncomingHttpHeaders; body: string }[]

beforeEach(async () => {
  heard = []
  status = 200
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`
  shop = await openTestShop({
    products: 0,
    customers: 0,
    choices: { webhookDelay: 60_000, webhookRetryGaps: Array(8).fill(60_000) },
  })
})
afterEach(async () => {
  await shop.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const subscribe = async (topic: string, sub: object = { uri: url }) =>
  (await shop.ask('WebhookCreate', { topic, sub })).data.webhookSubscriptionCreate

test('a change in the shop is told with all headers, signed over the very bytes', async () => {
  expect((await subscribe('PRODUCTS_CREATE', { uri: url, name: 'hub' })).userErrors).toEqual([])
  const { id } = shop.products.create({ title: 'Mug', variants: [{ sku: 'MUG', price: '9.50' }] })
  await shop.webhooks.deliver()
  const [{ headers, body } = { headers: {}, body: '' }] = heard
  expect(headers).toMatchObject({
    'x-shopify-topic': 'products/create',
    'x-shopify-shop-domain': 'trefoil-test.myshopify.com',
    'x-shopify-api-version': '2026-07',
    'x-shopify-name': 'hub',
    'x-shopify-webhook-id': expect.any(String),
    'x-shopify-event-id': expect.any(String),
    'x-shopify-triggered-at': '2026-11-20T12:00:00.000Z',
    'x-shopify-hmac-sha256': createHmac('sha256', shop.clientSecret).update(body).digest('base64'),
  })
  expect(JSON.parse(body)).toMatchObject({
    id: Number(id.split('/').at(-1)),
    admin_graphql_api_id: id,
    title: 'Mug',
    updated_at: '2026-11-20T07:00:00-05:00',
    variants: [{ sku: 'MUG', price: '9.50' }],
  })
})

test('a product that is set is told of when it is whole', async () => {
  for (const topic of ['PRODUCTS_CREATE', 'PRODUCTS_UPDATE']) await subscribe(topic)
  const set = (price: string) =>
    shop.ask('ProductUpsert', {
      identifier: { handle: 'tee' },
      sync: true,
      input: {
        title: 'Tee',
        handle: 'tee',
        productOptions: [{ name: 'Size', values: [{ name: 'S' }] }],
        variants: [{ optionValues: [{ optionName: 'Size', name: 'S' }], price, inventoryItem: { sku: 'TEE' } }],
      },
    })
  await set('5.00')
  await shop.webhooks.deliver()
  await set('6.00')
  await shop.webhooks.deliver()
  expect(heard.map(({ headers, body }) => [headers['x-shopify-topic'], JSON.parse(body).variants])).toMatchObject([
    ['products/create', [{ sku: 'TEE', price: '5.00' }]],
    ['products/update', [{ sku: 'TEE', price: '6.00' }]],
  ])
})

test('stock is told in five fields, an order with its lines, and one event has one id', async () => {
  for (const topic of ['INVENTORY_LEVELS_UPDATE', 'ORDERS_CREATE', 'ORDERS_PAID']) await subscribe(topic)
  const { variants } = shop.products.create({ title: 'Mug', variants: [{ sku: 'MUG', price: '9.50', tracked: true }] })
  shop.inventory.set(variants[0]?.itemId ?? '', shop.locations.list()[0]?.id ?? '', 4)
  shop.orders.create({ lines: [{ variant: 'MUG' }], email: 'a@example.com' })
  await shop.webhooks.deliver()
  const told = (topic: string) =>
    heard.filter(({ headers }) => headers['x-shopify-topic'] === topic).map(({ body }) => JSON.parse(body))
  expect(Object.keys(told('inventory_levels/update')[0]).sort()).toEqual([
    'admin_graphql_api_id',
    'available',
    'inventory_item_id',
    'location_id',
    'updated_at',
  ])
  expect(
    told('inventory_levels/update')
      .map(({ available }) => available)
      .sort(),
  ).toEqual([3, 4])
  expect(told('orders/create')).toMatchObject([
    { name: '#1001', total_price: '9.50', financial_status: 'paid', line_items: [{ sku: 'MUG', quantity: 1 }] },
  ])
  expect(told('orders/paid')).toHaveLength(1)
})

test('what is not taken is sent again, the same bytes under the same id, and after eight failures the subscription is gone', async () => {
  await subscribe('CUSTOMERS_CREATE')
  status = 500
  shop.customers.create({ firstName: 'A' })
  for (let n = 0; n < 12; n++) await shop.webhooks.deliver()
  expect(new Set(heard.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1)
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
  expect(heard).toHaveLength(9)
  expect(shop.webhooks.subscriptions()).toEqual([])
  expect(shop.effects().at(-1)).toMatchObject({ kind: 'webhook.drop' })
})

test('one that comes through in time is delivered once', async () => {
  await subscribe('CUSTOMERS_CREATE')
  status = 503
  shop.customers.create({ firstName: 'A' })
  await shop.webhooks.deliver()
  status = 200
  await shop.webhooks.deliver()
  await shop.webhooks.deliver()
  expect(shop.webhooks.deliveries().map(({ status: answered, attempt }) => [answered, attempt])).toEqual([
    [503, 1],
    [200, 2],
  ])
})

test.each([
  [{ uri: 'http://shop.example.com/a' }, 'Address protocol http:// is not supported'],
  [{ uri: 'https://a.myshopify.com/a' }, 'Address cannot be a Shopify or an internal domain'],
  [{ uri: ' ' }, "Address can't be blank"],
  [{ uri: 'nowhere' }, 'Address is invalid'],
])('a subscription to %o is refused: %s', async (sub, message) => {
  expect((await subscribe('ORDERS_CREATE', sub)).userErrors).toEqual([
    { field: ['webhookSubscription', 'callbackUrl'], message },
  ])
})

test('an address is taken once for a topic; a subscription is listed, changed and removed', async () => {
  const { webhookSubscription } = await subscribe('ORDERS_CREATE')
  expect(webhookSubscription.apiVersion).toEqual({ handle: '2026-07' })
  expect((await subscribe('ORDERS_CREATE')).userErrors).toMatchObject([
    { message: 'Address for this topic has already been taken' },
  ])
  const listed = await shop.ask('Webhooks')
  expect(listed.data.webhookSubscriptions.nodes).toMatchObject([
    { id: webhookSubscription.id, topic: 'ORDERS_CREATE', uri: url, format: 'JSON' },
  ])
  await shop.ask('WebhookDelete', { id: webhookSubscription.id })
  expect(shop.webhooks.subscriptions()).toEqual([])
})

test('doubles come twice under one id, and what is dropped never comes', async () => {
  await shop.stop()
  shop = await openTestShop({ products: 0, customers: 0, choices: { webhookDelay: 60_000, webhookDuplicate: 1 } })
  await subscribe('CUSTOMERS_CREATE')
  shop.customers.create({ firstName: 'A' })
  await shop.webhooks.deliver()
  expect(heard.map(({ headers }) => headers['x-shopify-webhook-id'])).toHaveLength(2)
  expect(heard[0]?.headers['x-shopify-webhook-id']).toBe(heard[1]?.headers['x-shopify-webhook-id'])
})
