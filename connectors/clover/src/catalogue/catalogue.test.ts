import { Fault, type Session } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clover } from '../clover.ts'
import { employees } from './employees.ts'
import { items, readItem } from './items.ts'
import { stock } from './stock.ts'

let shop: CloverSimulator
beforeAll(async () => {
  shop = await startClover({ customers: 0, orders: 0, items: 3, limits: false, choices: { deletedRows: 'listed' } })
  shop.setProperties({ trackStock: true })
})
afterAll(() => shop.stop())

const open = (): Session =>
  openSession(clover, {
    endpoint: shop.url,
    credentials: { merchantId: shop.merchantId, apiToken: shop.token },
    settings: {},
  })

const write = async (data: unknown, id: string | null = null) => {
  const [outcome] = await stock.upsert(open(), [{ id, data, idempotencyKey: 'k' }])
  return outcome
}

const log = { debug() {}, info() {}, warn() {} }

test('stock with decimals and below zero is read as it stands; an item without SKU has none, not an empty one', () => {
  const read = (itemStock: object) => readItem({ id: 'I', name: 'Tea', itemStock }, log)
  expect(read({ quantity: 2.25, stockCount: 2 })).toEqual({ id: 'I', name: 'Tea', quantity: 2.25 })
  expect(read({ quantity: -3 }).quantity).toBe(-3)
  expect(read({})).toEqual({ id: 'I', name: 'Tea' })
})

test('an item that is marked as deleted is gone, and one that nobody knows as well', async () => {
  const { id } = shop.shelf('items').create({ name: 'Old tea', price: 1 })
  shop.shelf('items').update(id, { deleted: true })
  const page = await items.pull(open(), { cursor: null, limit: 100 })
  expect(page.gone).toContain(id)
  expect(page.records.map(items.key)).not.toContain(id)
  expect((await items.fetch?.(open(), ['NOBODY0000000']))?.get('NOBODY0000000')).toBe('gone')
})

test('no PIN of an employee is read', async () => {
  shop.shelf('employees').create({ name: 'Ana', pin: '4711', unhashedPin: '4711' })
  const { records } = await employees.pull(open(), { cursor: null, limit: 100 })
  expect(records.length).toBeGreaterThan(0)
  expect(JSON.stringify(records)).not.toContain('4711')
})

test('stock is set absolutely, by the item’s SKU, its barcode or its id, and not written again where it is so', async () => {
  const { id } = shop.shelf('items').create({ name: 'Tea', price: 1, sku: 'TEA', code: '4006381333931' })
  expect(await write({ sku: 'TEA', quantity: 4 })).toEqual({ status: 'updated', id })
  expect(await write({ barcode: '4006381333931', quantity: -1.5 })).toEqual({ status: 'updated', id })
  expect(await write({ quantity: -1.5 }, id)).toEqual({ status: 'unchanged', id })
  expect(shop.shelf('stocks').get(id)?.quantity).toBe(-1.5)
})

test('stock of a record without SKU and barcode, and of two items with one SKU, is named and written nowhere', async () => {
  // Items are listed newest first.
  const two = [1, 2].map(() => shop.shelf('items').create({ name: 'Twin', price: 1, sku: 'TWIN' }).id)
  const before = shop.effects().length
  expect(await write({ quantity: 4 })).toMatchObject({
    status: 'failed',
    fault: { details: { code: 'ITEM_NOT_FOUND' } },
  })
  expect(await write({ sku: 'TWIN', quantity: 4 })).toMatchObject({
    status: 'failed',
    fault: { kind: 'ambiguous', details: { candidates: two.toReversed() } },
  })
  expect(shop.effects().length).toBe(before)
})

test('S4-025 where stock is not tracked nothing is written, and the fix is told', async () => {
  const { id } = shop.shelf('items').create({ name: 'Untracked', price: 1, sku: 'UNTRACKED' })
  shop.setProperties({ trackStock: false })
  const fault = await write({ sku: 'UNTRACKED', quantity: 4 }).catch((cause: unknown) => cause)
  shop.setProperties({ trackStock: true })
  expect(fault).toBeInstanceOf(Fault)
  expect(fault).toMatchObject({ kind: 'permission', details: { code: 'TRACK_STOCK_OFF' } })
  expect(String(fault)).toContain('Inventory, Setup, Track Stock')
  expect(shop.shelf('stocks').get(id)).toBeUndefined()
})
