import { Fault, type JsonObject, type Session } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clover } from '../connector.ts'
import { employees } from './employees.ts'
import { items, readItem } from './items.ts'
import { stock } from './stock.ts'
import { stockTarget } from './stock-target.ts'

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

const write = async (data: unknown, id: string | null = null, known?: JsonObject) => {
  const [outcome] = await stockTarget.upsert(open(), [{ id, data, idempotencyKey: 'k', ...(known && { known }) }])
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
  expect(await write({ barcode: '4006381333931', quantity: 7 })).toEqual({ status: 'updated', id })
  expect(await write({ quantity: 7 }, id)).toEqual({ status: 'unchanged', id })
  expect(shop.shelf('stocks').get(id)?.quantity).toBe(7)
})

test('what the till sold since the hub heard of it is kept: the quantity moves by as much as it was to move', async () => {
  const { id } = shop.shelf('items').create({ name: 'Bun', price: 1 })
  shop.shelf('stocks').create({ id, quantity: 8.7 })
  // The hub had heard of 10.1 and wants 15: five came in, and 1.4 were sold meanwhile.
  const outcome = await write({ quantity: 15, unit: 'kg' }, id, { quantity: 10.1 })
  expect(outcome).toMatchObject({
    status: 'updated',
    warnings: [expect.stringContaining('13.6 was written and not 15')],
  })
  expect(shop.shelf('stocks').get(id)?.quantity).toBe(13.6)
})

test.each([
  [-2, null, 'below zero, -2'],
  [2.5, null, 'old parts of Clover show 3'],
  [2.5, 'kg', undefined],
  [0, null, undefined],
])(
  'a stock of %d with the unit %s is written as it is, and what is remarkable is said',
  async (quantity, unit, said) => {
    const { id } = shop.shelf('items').create({ name: 'Odd', price: 1 })
    const outcome = await write({ quantity, unit }, id)
    expect(shop.shelf('stocks').get(id)?.quantity).toBe(quantity)
    const warnings = said === undefined ? {} : { warnings: [expect.stringContaining(said)] }
    expect(outcome).toEqual({ status: 'updated', id, ...warnings })
  },
)

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

test('S4-025 where stock is not tracked nothing is written nor believed, and the fix is told', async () => {
  const { id } = shop.shelf('items').create({ name: 'Untracked', price: 1, sku: 'UNTRACKED' })
  shop.setProperties({ trackStock: false })
  const written = await write({ sku: 'UNTRACKED', quantity: 4 }).catch((cause: unknown) => cause)
  const read = await stock.pull(open(), { cursor: null, limit: 10 }).catch((cause: unknown) => cause)
  shop.setProperties({ trackStock: true })
  for (const fault of [written, read]) {
    expect(fault).toBeInstanceOf(Fault)
    expect(fault).toMatchObject({ kind: 'permission', details: { code: 'TRACK_STOCK_OFF' } })
    expect(String(fault)).toContain('Inventory, Setup, Track Stock')
  }
  expect(shop.shelf('stocks').get(id)).toBeUndefined()
})
