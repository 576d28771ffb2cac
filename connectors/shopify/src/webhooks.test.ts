import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { webhooks } from './webhooks.ts'

const secrets = { signingSecret: 'hush' }

function delivery(topic: string, told: unknown, signedBy = 'hush') {
  const body = Buffer.from(JSON.stringify(told))
  return {
    ...{ method: 'POST', path: '/hooks/shop/key', body },
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': 'my-shop.myshopify.com',
      'x-shopify-webhook-id': 'w-1',
      'x-shopify-hmac-sha256': createHmac('sha256', signedBy).update(body).digest('base64'),
    },
  }
}

test('only what is signed with the secret, over every byte, is heard', async () => {
  const good = delivery('orders/create', { id: 1 })
  expect(await webhooks.verify(good, secrets)).toBe(true)
  expect(await webhooks.verify(delivery('orders/create', { id: 1 }, 'other'), secrets)).toBe(false)
  expect(await webhooks.verify({ ...good, body: Buffer.from(`${good.body} `) }, secrets)).toBe(false)
  expect(await webhooks.verify({ ...good, headers: {} }, secrets)).toBe(false)
})

test.each([
  ['products/update', { id: 71, admin_graphql_api_id: 'gid://shopify/Product/71' }, 'products', '71', 'upsert'],
  ['products/delete', { id: 71 }, 'products', '71', 'gone'],
  [
    'customers/update',
    { id: 706405506930370000, admin_graphql_api_id: 'gid://shopify/Customer/706405506930370084' },
    'customers',
    '706405506930370084',
    'upsert',
  ],
  ['orders/cancelled', { id: 5501 }, 'orders', '5501', 'upsert'],
  ['orders/delete', { id: 5501 }, 'orders', '5501', 'gone'],
  ['orders/edited', { order_edit: { id: 3, order_id: 5501 } }, 'orders', '5501', 'upsert'],
  ['refunds/create', { id: 8, order_id: 5501 }, 'orders', '5501', 'upsert'],
  ['fulfillments/update', { id: 8, order_id: 5501 }, 'orders', '5501', 'upsert'],
  [
    'inventory_levels/update',
    {
      ...{ inventory_item_id: 271878346596884000, location_id: 655 },
      admin_graphql_api_id: 'gid://shopify/InventoryLevel/655?inventory_item_id=271878346596884015',
    },
    'stock',
    '271878346596884015@655',
    'upsert',
  ],
  ['inventory_levels/disconnect', { inventory_item_id: 4711, location_id: 655 }, 'stock', '4711@655', 'gone'],
])('%s says what to read', (topic, told, source, id, change) => {
  const account = 'my-shop.myshopify.com'
  expect(webhooks.read(delivery(topic, told))).toEqual([{ delivery: 'w-1', account, source, id, change }])
})

test('a topic that no flow reads says nothing', () => {
  expect(webhooks.read(delivery('carts/update', { id: 'x' }))).toEqual([])
})
