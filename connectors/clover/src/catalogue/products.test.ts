import { openSession } from '@trefoil/sdk/testing'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clover } from '../connector.ts'
import { itemGroupsTarget } from './item-groups-target.ts'
import { itemsTarget } from './items-target.ts'
import { readLevel } from './level.ts'
import type { CloverProduct } from './product.ts'
import { products } from './products.ts'

let shop: CloverSimulator
let groupId: string
let mediumId: string
beforeAll(async () => {
  shop = await startClover({ customers: 0, orders: 0, items: 2, limits: false })
  const post = async (path: string, body: object): Promise<string> => {
    const reply = await open().http.post(`/v3/merchants/${shop.merchantId}/${path}`, JSON.parse(JSON.stringify(body)))
    return String(Reflect.get(Object(reply.json), 'id'))
  }
  groupId = await post('item_groups', { name: 'Tee' })
  const size = await post('attributes', { name: 'Size', itemGroup: { id: groupId } })
  const itemGroup = { id: groupId }
  for (const [name, price] of [
    ['S', 1900],
    ['M', 2100],
  ] as const) {
    const option = await post(`attributes/${size}/options`, { name })
    const item = await post('items', { name: `Tee ${name}`, price, sku: `TEE-${name}`, itemGroup })
    await post('option_items', { elements: [{ option: { id: option }, item: { id: item } }] })
    mediumId = item
  }
})
afterAll(() => shop.stop())

const open = () =>
  openSession(clover, {
    endpoint: shop.url,
    credentials: { merchantId: shop.merchantId, apiToken: shop.token },
    settings: {},
  })

async function listAll(limit: number): Promise<CloverProduct[]> {
  const all: CloverProduct[] = []
  for (let cursor: Parameters<typeof products.pull>[1]['cursor'] = null; ; ) {
    const page = await products.pull(open(), { cursor, limit })
    all.push(...page.records)
    cursor = page.cursor
    if (!page.more) return all
  }
}

test('a group of items is one product with its variants and options, and its items are no products of their own', async () => {
  const all = await listAll(100)
  expect(all.map(({ isGroup }) => isGroup)).toEqual([true, false, false])
  expect(all[0]).toMatchObject({
    ...{ id: groupId, name: 'Tee', currency: 'USD' },
    options: [{ name: 'Size', values: expect.arrayContaining(['S', 'M']) }],
    variants: expect.arrayContaining([
      expect.objectContaining({ sku: 'TEE-S', price: 1900, options: { Size: 'S' } }),
      expect.objectContaining({ sku: 'TEE-M', price: 2100, options: { Size: 'M' } }),
    ]),
  })
})

test('a sale changes no product', async () => {
  const before = await listAll(100)
  for (const { id } of shop.shelf('stocks').list()) shop.shelf('stocks').update(id, { quantity: 0 })
  expect(shop.shelf('stocks').list().length).toBeGreaterThan(0)
  expect(await listAll(2)).toEqual(before)
})

test('an item of a group that is asked for by its id is answered by the group', async () => {
  const found = await products.fetch?.(open(), [mediumId, groupId, 'NOBODY0000000'])
  expect(found?.get(mediumId)).toMatchObject({ id: groupId, isGroup: true })
  expect(found?.get(groupId)).toMatchObject({ id: groupId })
  expect(found?.get('NOBODY0000000')).toBe('gone')
})

test('stock with a shape that nobody promised is left out and said, and the rest of it stays', () => {
  const said: unknown[] = []
  const log = { debug() {}, info() {}, warn: (...each: unknown[]) => void said.push(each) }
  expect(readLevel({ id: 'I', sku: 'TEE', itemStock: { quantity: 'many' } }, 'M', log)).toEqual({
    ...{ id: 'I', sku: 'TEE', merchantId: 'M' },
  })
  expect(said).toEqual([['clover.stock.fields-left-out', { id: 'I', fields: ['itemStock'] }]])
})

test('an update writes what is news to the till, and leaves alone what somebody changed there meanwhile', async () => {
  const { id } = shop.shelf('items').create({ name: 'Mug', price: 900, sku: 'MUG' })
  const known = { name: 'Mug', price: 900, sku: 'MUG' }
  shop.shelf('items').update(id, { price: 950 })
  const write = (data: object) => itemsTarget.upsert(open(), [{ id, data, idempotencyKey: 'k', known }])
  expect(await write({ ...known, name: 'Big mug' })).toEqual([{ status: 'updated', id }])
  expect(shop.shelf('items').get(id)).toMatchObject({ name: 'Big mug', price: 950 })
  expect(await write(known)).toEqual([{ status: 'unchanged', id }])
})

test.each([
  [{ name: 'Free?', sku: 'FREE' }, 'price'],
  [{ price: 100, sku: 'NAMELESS' }, 'name'],
  [{ name: 'Halves', price: 10.5, sku: 'HALVES' }, 'price'],
  [{ name: 'x'.repeat(128), price: 1, sku: 'LONG' }, 'name'],
])('a new item that the till would refuse, %j, is refused by its %s', async (data, field) => {
  const [outcome] = await itemsTarget.upsert(open(), [{ id: null, data, idempotencyKey: 'k' }])
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'invalid', details: { field } } })
})

test('a variant that the group lacks is named, and the others are written', async () => {
  const data = {
    name: 'Tee',
    variants: [
      { id: 'X', sku: 'TEE-XL', price: 1 },
      { sku: 'TEE-M', price: 2500 },
    ],
  }
  const known = { name: 'Tee' }
  const [outcome] = await itemGroupsTarget.upsert(open(), [{ id: groupId, data, idempotencyKey: 'k', known }])
  expect(outcome).toEqual({ status: 'updated', id: groupId, warnings: [expect.stringContaining('TEE-XL is not in')] })
  expect(shop.shelf('items').get(mediumId)).toMatchObject({ price: 2500, name: 'Tee M' })
})

test('a SKU that ends with a star is that of no other variant', async () => {
  const data = { name: 'Nobody', variants: [{ sku: 'TEE-*' }] }
  const [outcome] = await itemGroupsTarget.upsert(open(), [{ id: null, data, idempotencyKey: 'k' }])
  expect(outcome).toMatchObject({ fault: { kind: 'invalid', details: { code: 'GROUP_NOT_FOUND' } } })
  expect(shop.shelf('itemGroups').get(groupId)).toMatchObject({ name: 'Tee' })
})

test('variants in several groups, or in none, are written nowhere and the groups are named', async () => {
  const other = shop.shelf('itemGroups').create({ name: 'Old tee' }).id
  shop.shelf('items').create({ name: 'Old tee S', sku: 'TEE-S', price: 5, itemGroup: { id: other } })
  const write = (...skus: string[]) => ({
    id: null,
    data: { variants: skus.map((sku) => ({ sku })) },
    idempotencyKey: 'k',
  })
  const outcomes = await itemGroupsTarget.upsert(open(), [write('TEE-S', 'TEE-M'), write('NOWHERE')])
  expect(outcomes).toMatchObject([
    { fault: { kind: 'ambiguous', details: { candidates: expect.arrayContaining([groupId, other]) } } },
    { fault: { kind: 'invalid', details: { code: 'GROUP_NOT_FOUND' } } },
  ])
})
