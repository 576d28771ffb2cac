import { expect, test } from 'vitest'
import { shopifyCredentials } from './credentials.ts'

const app = { clientId: 'abc', clientSecret: 'shpss_secret' }

test.each([
  ['my-shop.myshopify.com'],
  ['My-Shop'],
  ['https://my-shop.myshopify.com/admin/products'],
  ['https://admin.shopify.com/store/my-shop/settings'],
])('%s names the shop', (shop) => {
  expect(shopifyCredentials.parse({ shop, ...app }).shop).toBe('my-shop.myshopify.com')
})

test.each(['shop.example.com', '-x.myshopify.com', 'my-shop.myshopify.com.evil.example', ''])(
  '%s is no address of a shop at Shopify',
  (shop) => {
    expect(shopifyCredentials.safeParse({ shop, ...app }).success).toBe(false)
  },
)

test('a token alone will do, an id without its secret will not', () => {
  const shop = 'my-shop.myshopify.com'
  expect(shopifyCredentials.safeParse({ shop, accessToken: 'shpat_x' }).success).toBe(true)
  expect(shopifyCredentials.safeParse({ shop, clientId: 'abc' }).success).toBe(false)
})
