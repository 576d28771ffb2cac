import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
let item: string
let place: string
beforeEach(async () => {
  shop = await openTestShop({ products: 0, customers: 0 })
  item = shop.products.create({ title: 'Mug', variants: [{ sku: 'MUG', tracked: true }] }).variants[0]?.itemId ?? ''
  place = shop.locations.list()[0]?.id ?? ''
  shop.inventory.set(item, place, 5)
})
afterEach(() => shop.stop())

let keys = 0
const set = async (rows: object[], more: Record<string, unknown> = {}, key = `k${keys++}`) => {
  const input = { name: 'available', reason: 'correction', quantities: rows, ...more }
  return shop.ask('InventorySet', { input, key })
}
const row = (quantity: number, from: number | null) => ({
  inventoryItemId: item,
  locationId: place,
  quantity,
  changeFromQuantity: from,
})
const quantities = async () => {
  const { data } = await shop.ask('InventoryAtLocation', { itemId: item, locationId: place })
  const level = data.inventoryItem.inventoryLevel
  return Object.fromEntries(
    level.quantities.map(({ name, quantity }: { name: string; quantity: number }) => [name, quantity]),
  )
}

test('a set under a key changes what is available and says so in a pair of rows', async () => {
  const { data } = await set([row(12, 5)])
  expect(data.inventorySetQuantities.userErrors).toEqual([])
  expect(data.inventorySetQuantities.inventoryAdjustmentGroup.changes).toMatchObject([
    { name: 'available', delta: 7, quantityAfterChange: null, item: { id: item }, location: { id: place } },
    { name: 'on_hand', delta: 7, quantityAfterChange: null },
  ])
  expect(await quantities()).toEqual({ available: 12, on_hand: 12, committed: 0, incoming: 0, reserved: 0 })
})

test('without the directive, or without saying from what, nothing is done', async () => {
  const input = { name: 'available', reason: 'correction', quantities: [row(9, 5)] }
  const bare = await shop.ask(
    'mutation S($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { code } } }',
    { input },
  )
  expect(bare.errors[0]).toMatchObject({
    message: 'The @idempotent directive is required for this mutation but was not provided.',
    extensions: { code: 'BAD_REQUEST' },
  })
  const { changeFromQuantity: _gone, ...silent } = row(9, 5)
  const absent = await set([silent])
  expect(absent.errors[0]).toMatchObject({
    message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.',
    extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
  })
  expect(shop.inventory.available(item)).toBe(5)
  expect((await set([row(9, null)])).data.inventorySetQuantities.userErrors).toEqual([])
})

test('a stale comparison changes nothing, and names no row', async () => {
  const { data } = await set([row(9, 4)])
  expect(data.inventorySetQuantities).toEqual({
    inventoryAdjustmentGroup: null,
    userErrors: [
      {
        field: null,
        message: 'The changeFromQuantity argument no longer matches the persisted quantity.',
        code: 'CHANGE_FROM_QUANTITY_STALE',
      },
    ],
  })
  expect(shop.inventory.available(item)).toBe(5)
})

test('the same call under its key has one effect; another call under it is refused', async () => {
  const first = await set([row(12, 5)], {}, 'same')
  const again = await set([row(12, 5)], {}, 'same')
  expect(again.data).toEqual(first.data)
  expect(shop.effects().filter(({ kind, by }) => kind === 'inventory.set' && by === 'api')).toHaveLength(1)
  const other = await set([row(13, 12)], {}, 'same')
  expect(other.data.inventorySetQuantities.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }])
  shop.wait(86_400_000)
  expect((await set([row(13, 12)], {}, 'same')).data.inventorySetQuantities.userErrors).toEqual([])
})

test('where a repeat is looked at anew, it is stale', async () => {
  await shop.stop()
  shop = await openTestShop({ products: 0, customers: 0, choices: { replay: 'evaluated' } })
  item = shop.products.create({ title: 'Mug', variants: [{ tracked: true }] }).variants[0]?.itemId ?? ''
  place = shop.locations.list()[0]?.id ?? ''
  await set([row(12, 0)], {}, 'same')
  const again = await set([row(12, 0)], {}, 'same')
  expect(again.data.inventorySetQuantities.userErrors).toMatchObject([{ code: 'CHANGE_FROM_QUANTITY_STALE' }])
})

test.each([
  [{ name: 'committed' }, 'INVALID_NAME', 'input.name'],
  [{ reason: 'because' }, 'INVALID_REASON', 'input.reason'],
  [{ quantities: 'twice' }, 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR', 'input.quantities.0.locationId'],
  [{ quantities: 'below' }, 'INVALID_QUANTITY_NEGATIVE', 'input.quantities.0.quantity'],
  [{ quantities: 'huge' }, 'INVALID_QUANTITY_TOO_HIGH', 'input.quantities.0.quantity'],
  [{ quantities: 'nothing' }, 'INVALID_INVENTORY_ITEM', 'input.quantities.0.inventoryItemId'],
])('a set with %o is refused with %s', async (more, code, field) => {
  const rows: Record<string, object[]> = {
    twice: [row(1, 5), row(2, 5)],
    below: [row(-1, 5)],
    huge: [row(1_000_000_001, 5)],
    nothing: [{ ...row(1, 5), inventoryItemId: 'gid://shopify/InventoryItem/1' }],
  }
  const { quantities: which, ...rest } = { quantities: 'usual', ...more }
  const { data } = await set(rows[which] ?? [row(9, 5)], rest)
  expect(data.inventorySetQuantities.userErrors[0]).toMatchObject({ code, field: field.split('.') })
  expect(shop.inventory.available(item)).toBe(5)
})

test('an order holds stock: what is on hand stays, and counting it leaves the order its units', async () => {
  shop.orders.create({ lines: [{ variant: 'MUG', quantity: 2 }] })
  expect(await quantities()).toMatchObject({ available: 3, committed: 2, on_hand: 5 })
  await set([row(10, 5)], { name: 'on_hand' })
  expect(await quantities()).toMatchObject({ available: 8, committed: 2, on_hand: 10 })
})

test('an adjustment moves by a difference; of nothing at all it makes no group', async () => {
  const adjust = async (name: string, change: object) => {
    const changes = [{ inventoryItemId: item, locationId: place, changeFromQuantity: null, ...change }]
    return (await shop.ask('InventoryAdjust', { input: { name, reason: 'received', changes }, key: `a${keys++}` })).data
      .inventoryAdjustQuantities
  }
  expect((await adjust('available', { delta: -2 })).inventoryAdjustmentGroup.changes).toEqual([
    { name: 'available', delta: -2 },
    { name: 'on_hand', delta: -2 },
  ])
  expect(await adjust('available', { delta: 0 })).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] })
  expect((await adjust('damaged', { delta: 1 })).userErrors).toMatchObject([
    { message: 'A ledger document URI is required except when adjusting available.' },
  ])
  expect((await adjust('available', { delta: 1, ledgerDocumentUri: 'app://1' })).userErrors).toMatchObject([
    { code: 'INVALID_AVAILABLE_DOCUMENT' },
  ])
  await adjust('incoming', { delta: 4, ledgerDocumentUri: 'app://po/1' })
  expect(await quantities()).toMatchObject({ available: 3, incoming: 4, on_hand: 3 })
})

test('a write where the item is not active succeeds and sells nothing, until it is activated', async () => {
  const other = shop.locations.create({ name: 'Annex' }).id
  const { data } = await set([{ inventoryItemId: item, locationId: other, quantity: 7, changeFromQuantity: null }])
  expect(data.inventorySetQuantities.userErrors).toEqual([])
  expect(shop.inventory.available(item)).toBe(5)
  const at = { itemId: item, locationId: other }
  expect((await shop.ask('InventoryAtLocation', at)).data.inventoryItem.inventoryLevel.isActive).toBe(false)
  const activated = await shop.ask('InventoryActivate', { ...at, key: 'x1' })
  expect(activated.data.inventoryActivate).toMatchObject({ inventoryLevel: { isActive: true }, userErrors: [] })
  expect(shop.inventory.available(item)).toBe(12)
  const again = await shop.ask('InventoryActivate', { ...at, key: 'x2', available: 3 })
  expect(again.data.inventoryActivate.userErrors).toMatchObject([
    {
      field: ['available'],
      message: 'Not allowed to set available quantity when the item is already active at the location.',
    },
  ])
})

test('the id of a level has its item in its query, and the last one cannot be given up', async () => {
  const { data } = await shop.ask('InventoryAtLocation', { itemId: item, locationId: place })
  const { id } = data.inventoryItem.inventoryLevel
  expect(id).toMatch(/^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=\d+$/)
  expect((await shop.ask(`{ inventoryLevel(id: "${id}") { isActive } }`)).data.inventoryLevel).toEqual({
    isActive: true,
  })
  const gone = await shop.ask(`mutation { inventoryDeactivate(inventoryLevelId: "${id}") { userErrors { message } } }`)
  expect(gone.data.inventoryDeactivate.userErrors).toMatchObject([
    { message: expect.stringContaining('minimum of 1 location') },
  ])
})
