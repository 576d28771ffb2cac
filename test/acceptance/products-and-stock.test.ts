/** Products and stock between the till and the hub: each change goes round once, no sale is undone, bad input is named. */
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { type FinishedRun, openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const flows = [
  'clover-products',
  'clover-stock',
  ...['products', 'variants', 'stock'].map((of) => `clover-${of}-from-hub`),
]

const house = shared(() => openHouse({ apply: flows, clover: { items: 0 } }))
let soup: string
beforeAll(async () => {
  soup = shelve({ name: 'Lentil soup', sku: 'SOUP-1', code: '4006381333931', price: 650 }, 10)
})

const items = () => house.clover.shelf('items')
const stocks = () => house.clover.shelf('stocks')

/** A new item at the till, counted in or not. */
function shelve(item: object, quantity?: number): string {
  const { id } = items().create({ ...item })
  if (quantity !== undefined) stocks().create({ id, quantity })
  return id
}

async function recordsOf(entity: string): Promise<Schemas['Record'][]> {
  const query = { entity, limit: 200 }
  return (await told(house.api.GET('/api/v1/records', { params: { query } }))).data
}

async function find(entity: string, name: string): Promise<Schemas['Record']> {
  const found = (await recordsOf(entity)).filter(({ data }) => data.name === name)
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} of ${entity} called ${name}`)
  return found[0]
}

const level = (name: string) => find('InventoryLevel', name)

async function edit(entity: string, name: string, body: Record<string, unknown>): Promise<void> {
  const { id } = await find(entity, name)
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(id) } }, body }))
  await house.quiet()
}

/** What the hub wrote at the till since. */
const written = (since: number) =>
  house.clover
    .effects()
    .slice(since)
    .filter(({ by }) => by === 'api')
const mark = () => house.clover.effects().length

/** What the last runs of a flow said; more than one, for a poll that came due meanwhile has runs follow it. */
async function lastWords(flow: string): Promise<string> {
  const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 3 } } }))
  const said = data.map(({ id }) => {
    const path = { id: String(id) }
    return told(house.api.GET('/api/v1/runs/{id}/outcomes', { params: { path } }))
  })
  return JSON.stringify(await Promise.all(said))
}

const errors = (run: FinishedRun) => run.outcomes.filter(({ outcome }) => outcome === 'error')

test('S4-025 where Track Stock is off, no stock is brought and the flow tells the exact fix; once it is on, stock arrives', async () => {
  const flow = { params: { path: { name: 'clover-stock' } } }
  expect(await house.run('clover-stock')).toMatchObject({ state: 'failed', fault: { code: 'TRACK_STOCK_OFF' } })
  const stopped = await told(house.api.GET('/api/v1/flows/{name}', flow))
  expect(stopped.state).toBe('stopped')
  expect(JSON.stringify(stopped.fault)).toContain('Inventory, Setup, Track Stock')
  expect(await recordsOf('InventoryLevel')).toEqual([])
  house.clover.setProperties({ trackStock: true })
  await house.run('clover-products')
  await told(house.api.POST('/api/v1/flows/{name}/resume', flow))
  await house.run('clover-stock')
  const product = await find('Product', 'Lentil soup')
  expect((await level('Lentil soup')).data).toMatchObject({
    ...{ sku: 'SOUP-1', productId: product.id, locationId: house.clover.merchantId },
    ...{ quantityOnHand: 10, status: 'in stock' },
  })
})

test('an item arrives as a product with its codes and its price in the currency of the merchant', async () => {
  expect((await find('Product', 'Lentil soup')).data).toMatchObject({
    ...{ sku: 'SOUP-1', barcode: '4006381333931', defaultPrice: 650, currency: 'USD', status: 'active' },
  })
})

test('what came from the till is not written back to it', async () => {
  await house.quiet()
  stocks().update(soup, { quantity: 9 })
  const before = mark()
  await house.run('clover-stock')
  await house.quiet()
  expect((await level('Lentil soup')).data.quantityOnHand).toBe(9)
  expect(written(before)).toEqual([])
})

test('a level that is changed in the hub is set at the till once, and the listings after it change nothing', async () => {
  const before = mark()
  await edit('InventoryLevel', 'Lentil soup', { quantityOnHand: 20 })
  expect(stocks().get(soup)?.quantity).toBe(20)
  const { version } = await level('Lentil soup')
  for (const flow of ['clover-stock', 'clover-stock-from-hub', 'clover-stock']) await house.run(flow)
  await house.quiet()
  expect(written(before).map(({ kind }) => kind)).toEqual(['stock.update'])
  expect(await level('Lentil soup')).toMatchObject({ version, data: { quantityOnHand: 20 } })
})

test('what the till sold before the change arrived is not undone: 20 that become 25, of which 3 were sold, are 22', async () => {
  stocks().update(soup, { quantity: 17 })
  await edit('InventoryLevel', 'Lentil soup', { quantityOnHand: 25 })
  expect(stocks().get(soup)?.quantity).toBe(22)
  expect(await lastWords('clover-stock-from-hub')).toContain('The till has 17 where the hub had heard 20')
  await edit('InventoryLevel', 'Lentil soup', { quantityOnHand: 30 })
  expect(stocks().get(soup)?.quantity).toBe(27)
  await house.run('clover-stock')
  expect((await level('Lentil soup')).data.quantityOnHand).toBe(27)
})

test('a till that goes back to what it had before is believed', async () => {
  await edit('InventoryLevel', 'Lentil soup', { quantityOnHand: 40 })
  stocks().update(soup, { quantity: 27 })
  await house.run('clover-stock')
  await house.quiet()
  expect((await level('Lentil soup')).data.quantityOnHand).toBe(27)
  expect(stocks().get(soup)?.quantity).toBe(27)
})

test('a write whose answer is lost is not done twice, although it is a difference', async () => {
  stocks().update(soup, { quantity: 26 })
  house.clover.faults.add({
    match: `POST /v3/merchants/${house.clover.merchantId}/item_stocks`,
    kind: 'reset-after-commit',
    times: 12,
  })
  const { id } = await level('Lentil soup')
  const path = { id: String(id) }
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path }, body: { quantityOnHand: 37 } }))
  await until('the write to be tried until its answer comes', async () => {
    house.pass(60_000)
    const { deliveries } = await told(house.api.GET('/api/v1/records/{id}', { params: { path } }))
    return deliveries.every(({ state }) => state === 'done') ? undefined : new Waiting(deliveries)
  })
  house.clover.faults.clear()
  expect(await lastWords('clover-stock-from-hub')).toContain('An earlier write of 37 may have arrived')
  // Ten came in where the hub had 27, and one was sold.
  expect(stocks().get(soup)?.quantity).toBe(36)
  await house.run('clover-stock')
  expect((await level('Lentil soup')).data.quantityOnHand).toBe(36)
})

test('an item without a SKU, stock below zero and stock with decimals arrive as they are', async () => {
  shelve({ name: 'Tap water', price: 0 }, -3)
  shelve({ name: 'Olives', price: 1400, sku: 'OLIVES', priceType: 'PER_UNIT', unitName: 'kg' }, 2.25)
  shelve({ name: 'Advice', price: 100, sku: 'ADVICE' })
  await house.run('clover-products')
  const run = await house.run('clover-stock')
  expect((await level('Tap water')).data).toMatchObject({ quantityOnHand: -3, status: 'oversold' })
  expect((await level('Olives')).data).toMatchObject({ quantityOnHand: 2.25, unit: 'kg' })
  expect(run.outcomes).toMatchObject([{ outcome: 'filtered', reason: expect.stringContaining('Quantity') }])
  await edit('InventoryLevel', 'Tap water', { quantityOnHand: -1 })
  expect(await lastWords('clover-stock-from-hub')).toContain('Stock below zero, -1')
})

test('S1-023 of two items with one SKU the second is named, linked with nothing, and costs no other item', async () => {
  const twin = shelve({ name: 'Soup again', sku: 'soup-1', price: 1 }, 5)
  shelve({ name: 'Beside it', sku: 'BESIDE', price: 1 }, 5)
  for (const flow of ['clover-products', 'clover-stock']) {
    const run = await house.run(flow)
    expect(errors(run)).toMatchObject([{ externalId: twin, reason: expect.stringContaining('has the same sku') }])
  }
  await level('Beside it')
  items().remove(twin)
})

test('a product that is changed in the hub changes in that field alone, and the price that the till changed stays', async () => {
  const before = mark()
  items().update(soup, { price: 700 })
  await edit('Product', 'Lentil soup', { name: 'Red lentil soup' })
  await house.run('clover-products')
  await house.quiet()
  expect(items().get(soup)).toMatchObject({ name: 'Red lentil soup', price: 700, sku: 'SOUP-1' })
  expect(written(before)).toMatchObject([{ kind: 'item.update', detail: { name: 'Red lentil soup' } }])
  expect((await find('Product', 'Red lentil soup')).data).toMatchObject({ defaultPrice: 700 })
  await edit('Product', 'Red lentil soup', { name: 'Lentil soup' })
})

test('a product whose item was deleted at the till is made there again when it changes in the hub, once', async () => {
  const gone = shelve({ name: 'Mug', sku: 'MUG', price: 900 })
  await house.sync('clover-products', { externalId: gone })
  items().remove(gone)
  await house.sync('clover-products', { externalId: gone })
  await edit('Product', 'Mug', { status: 'active', name: 'Big mug' })
  for (const flow of ['clover-products', 'clover-products-from-hub']) await house.run(flow)
  await house.quiet()
  const made = items()
    .list()
    .filter(({ sku }) => sku === 'MUG')
  expect(made).toMatchObject([{ name: 'Big mug', price: 900 }])
  expect((await recordsOf('Product')).filter(({ data }) => data.sku === 'MUG')).toHaveLength(1)
})

test('a variant that is changed in the hub changes at its item alone, and its group is one product all along', async () => {
  const { id: group } = house.clover.shelf('itemGroups').create({ name: 'Tee' })
  const [small = '', medium = ''] = ['S', 'M'].map((size) =>
    shelve({ name: `Tee ${size}`, sku: `TEE-${size}`, price: 1900, itemGroup: { id: group } }),
  )
  await house.run('clover-products')
  await house.quiet()
  const before = mark()
  items().update(small, { price: 1950 })
  const { data } = await find('Product', 'Tee')
  const variants = Array.isArray(data.variants) ? data.variants : []
  expect(variants).toMatchObject([{ sku: expect.stringContaining('TEE-') }, { sku: expect.stringContaining('TEE-') }])
  await edit('Product', 'Tee', {
    variants: variants.map((each) => (each.id === medium ? { ...each, defaultPrice: 2300 } : each)),
  })
  await house.run('clover-products')
  await house.quiet()
  expect([small, medium].map((id) => items().get(id)?.price)).toEqual([1950, 2300])
  expect(written(before)).toMatchObject([{ kind: 'item.update', id: medium, detail: { price: 2300 } }])
  expect((await recordsOf('Product')).filter(({ data: fields }) => fields.name === 'Tee')).toHaveLength(1)
})

test('a person finds a product by a part of its SKU and a level by its name', async () => {
  const found = await trefoil(house, 'record', 'list', '--entity', 'Product', '--q', 'olives')
  expect(found.out).toMatch(/OLIVES\s+Olives/)
  const levels = await trefoil(house, 'record', 'list', '--entity', 'InventoryLevel', '--q', 'SOUP-1')
  expect(levels.out).toMatch(/SOUP-1\s+Lentil soup/)
})

test('a bulk of stock that falls to zero stops the listing before anything of it is stored, until a person lets it go on', async () => {
  for (let at = 0; at < 25; at += 1) shelve({ name: `Bun ${at}`, sku: `BUN-${at}`, price: 10 }, 5)
  await house.run('clover-stock')
  for (const { id, sku } of items().list()) {
    if (String(sku).startsWith('BUN-')) stocks().update(id, { quantity: 0 })
  }
  const run = await stops('clover-stock', 'BRAKE_ZEROED')
  expect((await level('Bun 3')).data.quantityOnHand).toBe(5)
  await release(run)
  expect((await level('Bun 3')).data).toMatchObject({ quantityOnHand: 0, status: 'out of stock' })
})

test('a run that would set the stock of the till to zero in bulk stops before it writes', async () => {
  const name = 'clover-stock-from-hub'
  await house.quiet()
  await house.change(name, (flow) => ({ ...flow, triggers: {}, brakes: { atLeast: 3 } }))
  const counted = (await recordsOf('InventoryLevel')).filter(({ data }) => /^BUN-[1-4]$/.test(String(data.sku)))
  await setAll(counted, 7)
  await house.run(name)
  expect(
    stocks()
      .list()
      .filter(({ quantity }) => quantity === 7),
  ).toHaveLength(4)
  const before = mark()
  await setAll(counted, 0)
  const run = await stops(name, 'BRAKE_ZEROED')
  expect(written(before)).toEqual([])
  await told(house.api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id: String(run) } } }))
})

async function setAll(records: Schemas['Record'][], quantityOnHand: number): Promise<void> {
  for (const { id } of records) {
    const body = { quantityOnHand }
    await told(house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(id) } }, body }))
  }
}

/** Runs the flow over all records until its brakes stop it. */
async function stops(name: string, code: string): Promise<number> {
  const { run } = await told(house.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } } }))
  const stopped = await until('the run to stop', async () => {
    const now = await told(house.api.GET('/api/v1/runs/{id}', { params: { path: { id: String(run) } } }))
    return now.state === 'braked' ? now : new Waiting(now)
  })
  expect(stopped.fault).toMatchObject({ code })
  return run
}

async function release(id: number): Promise<void> {
  const path = { id: String(id) }
  await told(house.api.POST('/api/v1/runs/{id}/release', { params: { path } }))
  await until('the run to end', async () => {
    const now = await told(house.api.GET('/api/v1/runs/{id}', { params: { path } }))
    return now.finishedAt === null ? new Waiting(now) : undefined
  })
}
