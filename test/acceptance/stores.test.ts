/** Stores: which keys of the sources are whose, what comes from none, and where customers like to buy. */
import type { Merchant, Order } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const house = shared(() => openHouse({ apply: ['clover-customers', 'clover-orders'] }))
let airport: Merchant
let nora: number
let downtown: Schemas['Store']
beforeAll(async () => {
  const { clover } = house
  airport = clover.addMerchant()
  const credentials = { merchantId: airport.merchantId, apiToken: airport.token }
  const account = { connector: 'clover', name: 'airport', settings: {}, credentials, allowMissing: false }
  await told(house.api.POST('/api/v1/connections', { body: account }))
  for (const name of ['clover-customers', 'clover-orders']) {
    const body = { connection: 'airport' }
    await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } }, body }))
  }
  const here = clover.customers.create(customerDraft('Nora')).id
  const draft = customerDraft('Zoe')
  const there = airport.customers.create(draft).id
  for (const title of ['one', 'two']) buy(clover, here, title)
  buy(airport, there, 'gate')
  for (const flow of ['clover-customers', 'clover-customers-airport']) await house.run(flow)
  for (const flow of ['clover-orders', 'clover-orders-airport']) await house.run(flow)
  nora = (await house.record(here))?.id ?? 0
})

function buy(shop: Pick<Merchant, 'orders'>, customerId: string | undefined, title: string, more: Partial<Order> = {}) {
  return shop.orders.createFor(customerId, { title, paymentState: 'PAID', total: 650, ...more }).id
}

const keys = async () => (await told(house.api.GET('/api/v1/stores/keys'))).data

/** The keys, once the feed has been followed as far as this many orders. */
const keysOf = (orders: number) =>
  until(`${orders} orders to have their place`, async () => {
    const seen = await keys()
    return seen.reduce((sum, each) => sum + each.orders, 0) === orders ? seen : new Waiting(seen)
  })

const unmapped = async () => (await keys()).filter(({ store }) => store === null)
const openIssues = async () =>
  (await told(house.api.GET('/api/v1/issues'))).data.filter(({ code }) => code === 'UNMAPPED_STORE')
const change = (id: number, body: Schemas['ChangeStoreInput']) =>
  house.api.PATCH('/api/v1/stores/{id}', { params: { path: { id: String(id) } }, body })
const turnLoyalty = (isOn: boolean) => told(house.api.PATCH('/api/v1/settings', { body: { loyalty: { isOn } } }))
const favouriteOf = (id: number) =>
  told(house.api.GET('/api/v1/customers/{id}/store', { params: { path: { id: String(id) } } }))

test('S4-016 the keys that orders came from are there with their counts, before there is any store', async () => {
  const seen = await keysOf(3)
  expect(seen).toMatchObject([
    { connection: 'till', connector: 'clover', key: house.clover.merchantId, orders: 2, store: null },
    { connection: 'airport', connector: 'clover', key: airport.merchantId, orders: 1, store: null },
  ])
  expect(await openIssues()).toEqual([])
})

test('S4-013 S4-014 a store is entered and edited, with its name, nickname, phone, web page and address', async () => {
  const address = { address1: '5 Elm St', city: 'Boston', region: 'MA', postalCode: '02134', country: 'US' }
  const body = { name: 'Downtown', nickname: 'DT', phone: '+16175550100', website: 'https://tea.example', ...address }
  downtown = await told(house.api.POST('/api/v1/stores', { body: { ...body, keys: [] } }))
  expect(downtown).toMatchObject({ ...body, keys: [], archivedAt: null })
  const edited = await told(change(downtown.id, { nickname: 'The old one', phone: '' }))
  expect(edited).toMatchObject({ ...body, nickname: 'The old one', phone: null })
  const again = await refused(house.api.POST('/api/v1/stores', { body: { name: 'downtown', keys: [] } }))
  expect(again).toMatchObject({ status: 409, code: 'store_name_taken' })
})

test('S4-029 orders from a key without a store are told as an issue and by mail', async () => {
  const issues = await openIssues()
  expect(issues).toMatchObject([
    { shape: 'store', connection: 'airport', field: airport.merchantId, title: 'Unmapped Store' },
    { shape: 'store', connection: 'till', field: house.clover.merchantId },
  ])
  const { kysely } = house.hub.database
  const alerts = await kysely.selectFrom('alert').select('kind').where('code', '=', 'UNMAPPED_STORE').execute()
  expect(alerts.map(({ kind }) => kind)).toEqual(['issue_opened', 'issue_opened'])
  const id = String(issues[0]?.id)
  const replayed = await refused(house.api.POST('/api/v1/issues/{id}/replay', { params: { path: { id } }, body: {} }))
  expect(replayed).toMatchObject({ status: 409, code: 'unmapped_store' })
})

test('S4-015 S4-017 a key is mapped: the source stands with the store, and one key fewer is without one', async () => {
  const before = (await unmapped()).length
  const mapped = await told(change(downtown.id, { keys: [{ connection: 'till', key: house.clover.merchantId }] }))
  expect(mapped.keys).toMatchObject([
    { connection: 'till', connector: 'clover', key: house.clover.merchantId, orders: 2 },
  ])
  expect((await unmapped()).length).toBe(before - 1)
})

test('S4-029 the issue closes by itself when its key is mapped', async () => {
  expect(await openIssues()).toMatchObject([{ connection: 'airport' }])
  const query = { state: 'closed' } as const
  const closed = await told(house.api.GET('/api/v1/issues', { params: { query } }))
  expect(closed.data).toMatchObject([{ connection: 'till', closedBy: 'passed' }])
})

test('S4-018 a key leads to one store at the most: the second is refused by the name of the first, and nothing is stored', async () => {
  const taken = { connection: 'till', key: house.clover.merchantId }
  const free = { connection: 'airport', key: airport.merchantId }
  const problem = await refused(house.api.POST('/api/v1/stores', { body: { name: 'Gate', keys: [free, taken] } }))
  expect(problem).toMatchObject({ status: 409, code: 'key_taken' })
  expect(problem.detail).toContain('"Downtown"')
  expect((await told(house.api.GET('/api/v1/stores'))).data).toHaveLength(1)
  expect(await unmapped()).toMatchObject([free])
})

test('S4-018 each further store has a key of its own, from the command line too', async () => {
  const added = await trefoil(house, 'store', 'add', 'Airport', '--city', 'Boston')
  expect(added).toMatchObject({ exitCode: 0 })
  expect((await trefoil(house, 'store', 'keys')).out).toMatch(new RegExp(`airport +${airport.merchantId} +1`))
  expect(await trefoil(house, 'store', 'map', 'airport', 'airport', airport.merchantId)).toMatchObject({ exitCode: 0 })
  const { out } = await trefoil(house, 'store', 'list')
  expect(out).toMatch(new RegExp(`Downtown .*till:${house.clover.merchantId} +2`))
  expect(out).toMatch(new RegExp(`Airport .*airport:${airport.merchantId} +1`))
  expect(await unmapped()).toEqual([])
  expect(await openIssues()).toEqual([])
})

test('S4-030 the favourite store is the one with the most orders, and moves with its key', async () => {
  expect(await favouriteOf(nora)).toMatchObject({
    favourite: { name: 'Downtown' },
    choice: null,
    visits: [{ name: 'Downtown', orders: 2 }],
  })
  await told(change(downtown.id, { keys: [] }))
  expect((await favouriteOf(nora)).favourite).toBeNull()
  await told(change(downtown.id, { keys: [{ connection: 'till', key: house.clover.merchantId }] }))
  expect((await favouriteOf(nora)).favourite).toMatchObject({ name: 'Downtown' })
})

test('S4-030 what a person chose wins over the orders, until it is taken back', async () => {
  const gate = (await told(house.api.GET('/api/v1/stores'))).data.find(({ name }) => name === 'Airport')
  const params = { path: { id: String(nora) } }
  const chosen = await told(house.api.PUT('/api/v1/customers/{id}/store', { params, body: { store: gate?.id ?? 0 } }))
  expect(chosen).toMatchObject({ favourite: { name: 'Airport' }, visits: [{ name: 'Downtown' }] })
  expect((await trefoil(house, 'store', 'favourite', String(nora))).out).toMatch(/^Airport, chosen by /)
  expect(await told(house.api.DELETE('/api/v1/customers/{id}/store', { params }))).toMatchObject({
    favourite: { name: 'Downtown' },
    choice: null,
  })
})

test('an order that comes later is counted with its key, once however often it is told', async () => {
  const id = buy(house.clover, undefined, 'three')
  house.pass(60_000)
  await house.sync('clover-orders', { externalId: id })
  await keysOf(4)
  house.clover.orders.update(id, { note: 'told again' })
  house.pass(60_000)
  await house.sync('clover-orders', { externalId: id })
  buy(house.clover, undefined, 'four')
  await house.run('clover-orders')
  await keysOf(5)
})

test('points are earned in the store where the order was sold', async () => {
  await turnLoyalty(true)
  const earned = await until('the orders to earn points', async () => {
    const rows = await house.hub.database.kysely
      .selectFrom('points_entry')
      .select(['customer_id', 'store_id'])
      .execute()
    return rows.length >= 3 ? rows : new Waiting(rows)
  })
  await turnLoyalty(false)
  const ofNora = earned.filter(({ customer_id }) => customer_id === nora)
  expect(ofNora.map(({ store_id }) => store_id)).toEqual([downtown.id, downtown.id])
})

test('an archived store has no keys: what comes from there is told of again', async () => {
  const archived = await trefoil(house, 'store', 'archive', 'Airport')
  expect(archived).toMatchObject({ exitCode: 0 })
  expect(await openIssues()).toMatchObject([{ connection: 'airport', field: airport.merchantId }])
  const { data } = await told(house.api.GET('/api/v1/stores', { params: { query: { archived: 'true' } } }))
  expect(data).toMatchObject([{ name: 'Airport', keys: [] }])
  const keyed = await refused(change(data[0]?.id ?? 0, { keys: [{ connection: 'airport', key: 'X' }] }))
  expect(keyed).toMatchObject({ status: 409, code: 'store_archived' })
})

test('S4-029 a loyalty programme misses the stores of every key, and without one or any store nobody does', async () => {
  await told(change(downtown.id, { isArchived: true }))
  expect(await openIssues()).toEqual([])
  await turnLoyalty(true)
  expect(await openIssues()).toHaveLength(2)
  await turnLoyalty(false)
  expect(await openIssues()).toEqual([])
})
