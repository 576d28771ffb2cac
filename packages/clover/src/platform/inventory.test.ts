import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Recorder, startRecorder } from '../test-recorder.ts'
import { openShop, type TestShop } from '../test-shop.ts'
import { type CloverPlatform, cloverPlatform } from './platform.ts'

let shop: TestShop
let till: TestShop['till']
let recorder: Recorder
let recorded: CloverPlatform
beforeAll(async () => {
  shop = await openShop({ items: 0 })
  till = shop.till
  recorder = await startRecorder()
  recorded = cloverPlatform('T', { merchantId: 'M1', endpoints: { platform: recorder.url }, retries: 0 })
})
afterAll(async () => {
  await shop?.simulator.stop()
  await recorder?.stop()
})
beforeEach(() => {
  recorder.requests.length = 0
  recorder.replies.length = 0
})

const lines = () =>
  recorder.requests.map(({ method, path, body }) => [method, path.replace('/v3/merchants/M1', ''), body])

test('an item is made, put into a category, found by its code, and shown with both', async () => {
  const soup = await till.items.create({ name: 'Lentil soup', price: 650, sku: 'LS-1', code: '4006381333931' })
  const soups = await till.categories.create({ name: 'Soups' })
  await till.categoryItems.add([{ item: { id: soup.id }, category: { id: soups.id } }])
  const found = await till.items.list({ filter: { itemCode: '4006381333931' }, expand: ['categories'] }).all()
  expect(found).toMatchObject([{ id: soup.id, price: 650, categories: [{ id: soups.id, name: 'Soups' }] }])
})

test('stock is set, not added to, and may be a fraction or below zero', async () => {
  const { id } = await till.items.create({ name: 'Flour', price: 100 })
  expect(await till.stock.get(id)).toEqual({ item: { id } })
  await till.stock.set(id, 4)
  expect(await till.stock.set(id, -2.5)).toMatchObject({ quantity: -2.5 })
  expect(await till.stock.get(id)).toMatchObject({ item: { id }, quantity: -2.5 })
})

test('variants are a group, its attributes, their options, and items of the group', async () => {
  const shirt = await till.itemGroups.create({ name: 'Shirt' })
  const size = await till.attributes.create({ name: 'Size', itemGroup: { id: shirt.id } })
  const small = await till.attributes.options(size.id).create({ name: 'S' })
  const item = await till.items.create({ name: 'Shirt S', price: 1_900, itemGroup: { id: shirt.id } })
  await till.optionItems.add([{ item: { id: item.id }, option: { id: small.id } }])
  const whole = await till.items.get(item.id, { expand: ['options'] })
  expect(whole).toMatchObject({ itemGroup: { id: shirt.id }, options: [{ id: small.id, name: 'S' }] })
})

test('a modifier group has modifiers', async () => {
  const milk = await till.modifierGroups.create({ name: 'Milk', maxAllowed: 1 })
  await till.modifierGroups.modifiers(milk.id).create({ name: 'Oat milk', price: 60 })
  const { modifiers } = await till.modifierGroups.get(milk.id, { expand: ['modifiers'] })
  expect(modifiers).toMatchObject([{ name: 'Oat milk', price: 60 }])
})

test('links are removed by the same call with another mark, and no links are no call', async () => {
  await recorded.tagItems.add([])
  await recorded.tagItems.add([{ item: { id: 'I1' }, tag: { id: 'T1' } }])
  await recorded.tagItems.remove([{ item: { id: 'I1' } }])
  expect(lines()).toEqual([
    ['POST', '/tag_items', { elements: [{ item: { id: 'I1' }, tag: { id: 'T1' } }] }],
    ['POST', '/tag_items?delete=true', { elements: [{ item: { id: 'I1' } }] }],
  ])
})

test('many items are written in calls of a size, and read from either form of the reply', async () => {
  recorder.replies.push({ body: [{ id: 'A' }, { id: 'B' }] }, { body: { elements: [{ id: 'C' }] } })
  const items = ['a', 'b', 'c'].map((name) => ({ name, price: 1 }))
  const made = await recorded.items.createMany(items, { chunk: 2 })
  expect(made.map(({ id }) => id)).toEqual(['A', 'B', 'C'])
  expect(lines()).toEqual([
    ['POST', '/bulk_items', { items: items.slice(0, 2) }],
    ['POST', '/bulk_items', { items: items.slice(2) }],
  ])
})

test('the paths are those of the reference', async () => {
  recorder.replies.push(...Array.from({ length: 40 }, () => ({ body: { id: 'X', elements: [] } })))
  const line = recorded.orders.lineItems('O1')
  await line.createMany([{ name: 'Tea', price: 300 }])
  await line.exchange('L1', 'L2')
  await line.modifications('L1').create({ modifier: { id: 'N1' } })
  await line.modifications('L1').remove('X1')
  await line.removeAll()
  await recorded.orders.serviceCharge('O1').apply({ id: 'S1' })
  await recorded.orders.serviceCharge('O1').remove('S1')
  await recorded.orders.payments('O1').create({ tender: { id: 'V1' }, amount: 1_299 })
  await recorded.orders.createComplete({ lineItems: [{ item: { id: 'I1' } }] })
  await recorded.orders.checkout({ lineItems: [{ price: 5 }] })
  await recorded.items.replace('I1', { name: 'Tea', price: 300 })
  await recorded.items.removeMany(['I1', 'I2'])
  await recorded.categories.items('G1').list().all()
  await recorded.taxRates.items('R1').list().take(1)
  await recorded.employees.shifts('E1').create({ inTime: 1 })
  await recorded.employees.payments('E1').list().take(1)
  await recorded.merchant.properties()
  await recorded.merchant.get({ expand: ['properties'] })
  await recorded.merchant.defaultServiceCharge()
  await recorded.orderTypes.system.list().all()
  await recorded.customers.cards('C1').create({ first6: '424242', last4: '4242' })
  expect(recorder.requests.map(({ method, path }) => `${method} ${path.replace('/v3/merchants/M1', '')}`)).toEqual([
    'POST /orders/O1/bulk_line_items',
    'POST /orders/O1/line_items/L1/exchange/L2',
    'POST /orders/O1/line_items/L1/modifications',
    'DELETE /orders/O1/line_items/L1/modifications/X1',
    'DELETE /orders/O1/line_items',
    'POST /orders/O1/service_charge',
    'DELETE /orders/O1/service_charge/S1',
    'POST /orders/O1/payments',
    'POST /atomic_order/orders',
    'POST /atomic_order/checkouts',
    'PUT /items/I1',
    'DELETE /items?itemIds=I1%2CI2',
    'GET /categories/G1/items?limit=1000&offset=0',
    'GET /tax_rates/R1/items?limit=1000&offset=0',
    'POST /employees/E1/shifts',
    'GET /employees/E1/payments?limit=1000&offset=0',
    'GET /properties',
    'GET ?expand=properties',
    'GET /default_service_charge',
    'GET /system_order_types?limit=1000&offset=0',
    'POST /customers/C1/cards',
  ])
})

test('raw filters and orders go as they are', async () => {
  recorder.replies.push({ body: { elements: [] } })
  await recorded.items.list({ rawFilter: ['categoryId=G1'], orderBy: 'name ASC', filter: { deleted: false } }).all()
  const [request] = recorder.requests
  expect([...new URL(request?.path ?? '', recorder.url).searchParams]).toEqual([
    ['filter', 'deleted=false'],
    ['filter', 'categoryId=G1'],
    ['orderBy', 'name ASC'],
    ['limit', '1000'],
    ['offset', '0'],
  ])
})

test('a list without elements is no list', async () => {
  recorder.replies.push({ body: { message: 'hello' } })
  await expect(recorded.tenders.list().all()).rejects.toMatchObject({ name: 'CloverProtocolError', param: 'elements' })
})
