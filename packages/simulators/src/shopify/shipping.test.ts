import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
let order: string
let item: string
beforeEach(async () => {
  shop = await openTestShop({ products: 0, customers: 0 })
  item =
    shop.products.create({ title: 'Mug', variants: [{ sku: 'MUG', price: '10.00', tracked: true }] }).variants[0]
      ?.itemId ?? ''
  shop.inventory.set(item, shop.locations.list()[0]?.id ?? '', 9)
  order = shop.orders.create({ lines: [{ variant: 'MUG', quantity: 3 }], shipping: '4.90' }).id
})
afterEach(() => shop.stop())

const open = async () => (await shop.ask('FulfillmentOrdersOpen')).data.fulfillmentOrders.nodes
const ship = async (fulfillmentOrderId: string, lines?: object[], more: object = {}) => {
  const group = { fulfillmentOrderId, ...(lines === undefined ? {} : { fulfillmentOrderLineItems: lines }) }
  return (await shop.ask('Ship', { fulfillment: { lineItemsByFulfillmentOrder: [group], ...more } })).data
    .fulfillmentCreate
}

test('a part is shipped, then the rest; the numbers of stock and of the order follow', async () => {
  const [from] = await open()
  expect(from).toMatchObject({
    status: 'OPEN',
    orderId: order,
    lineItems: { nodes: [{ remainingQuantity: 3, sku: 'MUG' }] },
  })
  const line = from.lineItems.nodes[0].id
  const trackingInfo = { company: 'DHL', number: '00340434', url: 'https://track.example/00340434' }
  const first = await ship(from.id, [{ id: line, quantity: 1 }], { trackingInfo })
  expect(first).toMatchObject({
    fulfillment: { name: '#1001-F1', status: 'SUCCESS', trackingInfo: [trackingInfo] },
    userErrors: [],
  })
  expect(shop.orders.get(order)?.fulfillmentStatus).toBe('PARTIALLY_FULFILLED')
  expect(await open()).toMatchObject([{ status: 'IN_PROGRESS', lineItems: { nodes: [{ remainingQuantity: 2 }] } }])
  await ship(from.id)
  expect(shop.orders.get(order)?.fulfillmentStatus).toBe('FULFILLED')
  expect(await open()).toEqual([])
  const { data } = await shop.ask(
    `{ inventoryItem(id: "${item}") { inventoryLevels(first: 1) { nodes { quantities(names: ["available", "committed", "on_hand"]) { quantity } } } } }`,
  )
  expect(data.inventoryItem.inventoryLevels.nodes[0].quantities).toEqual([
    { quantity: 6 },
    { quantity: 0 },
    { quantity: 6 },
  ])
})

test('what is closed, too much or nothing cannot be shipped', async () => {
  const [from] = await open()
  const line = from.lineItems.nodes[0].id
  const message = async (quantity: number) => (await ship(from.id, [{ id: line, quantity }])).userErrors[0]?.message
  expect(await message(0)).toBe('Quantity must be greater than 0')
  expect(await message(4)).toBe('Invalid fulfillment order line item quantity requested.')
  await ship(from.id)
  expect((await ship(from.id)).userErrors[0].message).toMatch(/has an unfulfillable status= closed\.$/)
  const wrong = await shop.ask('Ship', {
    fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/0' }] },
  })
  expect(wrong.errors[0]?.extensions.code).toBe('RESOURCE_NOT_FOUND')
})

test('tracking is changed; a carrier that the vendor knows brings its page', async () => {
  const [from] = await open()
  const { fulfillment } = await ship(from.id)
  const { data } = await shop.ask('Track', {
    id: fulfillment.id,
    tracking: { company: 'UPS', numbers: ['1Z7'] },
    notify: false,
  })
  expect(data.fulfillmentTrackingInfoUpdate.fulfillment.trackingInfo).toEqual([
    { company: 'UPS', number: '1Z7', url: expect.stringMatching(/^https:\/\/www\.ups\.com\/.*1Z7$/) },
  ])
  const gone = await shop.ask('Track', { id: 'gid://shopify/Fulfillment/5', tracking: {} })
  expect(gone.data.fulfillmentTrackingInfoUpdate.userErrors).toMatchObject([{ message: 'Fulfillment does not exist.' }])
})

test('a shipment that is called off opens its quantity again, under a new id', async () => {
  const [from] = await open()
  const { fulfillment } = await ship(from.id)
  expect((await shop.ask('FulfillmentCancel', { id: fulfillment.id })).data.fulfillmentCancel).toMatchObject({
    fulfillment: { status: 'CANCELLED' },
  })
  const [again] = await open()
  expect(again).toMatchObject({ status: 'OPEN', lineItems: { nodes: [{ remainingQuantity: 3 }] } })
  expect(again.id).not.toBe(from.id)
  expect(shop.orders.get(order)?.fulfillmentStatus).toBe('UNFULFILLED')
})

test('what is held cannot be shipped until it is let go', async () => {
  const [from] = await open()
  await shop.ask(
    `mutation { fulfillmentOrderHold(id: "${from.id}", fulfillmentHold: { reason: OTHER }) { userErrors { message } } }`,
  )
  expect((await ship(from.id)).userErrors[0].message).toMatch(/on_hold/)
  await shop.ask(`mutation { fulfillmentOrderReleaseHold(id: "${from.id}") { userErrors { message } } }`)
  expect((await ship(from.id)).userErrors).toEqual([])
})
