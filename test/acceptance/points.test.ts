/** S4: customers earn points by what the till sells them, and a ledger that only grows says why. */
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-orders'

interface Person {
  id: number
  externalId: string
}

const house = shared(() => openHouse({ apply: ['clover-customers', flow] }))
let nora: Person
let paul: Person

beforeAll(async () => {
  await rules({ isOn: true })
  nora = await customer('Nora')
  paul = await customer('Paul')
})

const rules = (loyalty: Partial<Schemas['Settings']['loyalty']>) =>
  told(house.api.PATCH('/api/v1/settings', { body: { loyalty } }))

async function customer(name: string): Promise<Person> {
  const { id: externalId } = house.clover.customers.create(customerDraft(name))
  await house.sync('clover-customers', { externalId })
  const record = await house.record(externalId)
  if (record === null) throw new Error(`${name} did not arrive`)
  return { id: record.id, externalId }
}

const at = { createdTime: 1, clientCreatedTime: 1, modifiedTime: 1 }

/** An order of the till, paid, and read by the hub. */
async function sells(to: Person | null, title: string, total = 4820): Promise<string> {
  const sums = { amount: total, taxAmount: 0, tipAmount: 0 }
  const { id } = house.clover.orders.createFor(to?.externalId, {
    ...{ title, paymentState: 'PAID', total },
    lineItems: [{ id: `L-${title}`, name: 'Goods', price: total }],
    payments: [{ id: `P-${title}`, tender: { id: 'T' }, ...sums, offline: false, result: 'SUCCESS', ...at }],
  })
  await reads(id)
  return id
}

const reads = (externalId: string) => house.sync(flow, { externalId })

async function refunds(id: string, title: string, amount: number, paymentState: string): Promise<void> {
  house.pass(60_000)
  const refund = { id: `R-${title}`, payment: { id: `P-${title}` }, amount, status: 'SUCCESS', voided: false }
  const none = { createdTime: 1, clientCreatedTime: 1, taxAmount: 0, tipAmount: 0 }
  house.clover.orders.update(id, { paymentState, refunds: [{ ...refund, ...none }] })
  await reads(id)
}

const points = (of: Person) =>
  told(house.api.GET('/api/v1/customers/{id}/points', { params: { path: { id: String(of.id) }, query: {} } }))

/** Points follow the records a moment later. */
const balanceIs = (of: Person, wanted: number) =>
  until(`a balance of ${wanted}`, async () => {
    const { balance } = await points(of)
    return balance === wanted ? true : new Waiting(balance)
  })

const entriesOf = async (of: Person, number: string) =>
  (await points(of)).data
    .filter(({ order }) => order?.number === number)
    .map(({ kind, points: moved }) => [kind, moved])

const orderCalled = async (number: string) => {
  const { data } = await told(house.api.GET('/api/v1/points/unattributed', { params: { query: {} } }))
  return data.find((order) => order.number === number)
}

const give = (order: number, to: Person) =>
  told(
    house.api.PATCH('/api/v1/records/{id}', {
      params: { path: { id: String(order) } },
      body: { customerId: to.id },
    }),
  )

test('S4-032 a paid order of an identified customer earns, and however often it is read it earns once', async () => {
  const id = await sells(nora, 'tea')
  await balanceIs(nora, 48)
  await reads(id)
  await house.run(flow)
  await sells(nora, 'more tea', 100)
  await balanceIs(nora, 49)
  expect(await entriesOf(nora, 'tea')).toEqual([['earn', 48]])
})

test('S4-032 a refund at the till is a reversing entry: in part, and then of the rest', async () => {
  const lea = await customer('Lea')
  const id = await sells(lea, 'cake')
  await balanceIs(lea, 48)
  await refunds(id, 'cake', 1000, 'PARTIALLY_REFUNDED')
  await balanceIs(lea, 38)
  await refunds(id, 'cake', 4820, 'REFUNDED')
  await balanceIs(lea, 0)
  expect(await entriesOf(lea, 'cake')).toEqual([
    ['reverse', -38],
    ['reverse', -10],
    ['earn', 48],
  ])
})

test('S4-032 the ledger is reckoned anew to the same balance, and new rules hold back to the first order', async () => {
  const { balance } = await points(nora)
  const dry = await trefoil(house, 'points', 'recompute', '--dry-run', '--json')
  expect(JSON.parse(dry.out)).toMatchObject({ given: 0, taken: 0, customers: 0, dryRun: true })
  await rules({ pointsPerHundred: 200 })
  const plan = await told(house.api.POST('/api/v1/points/recompute', { body: { after: 0, dryRun: true } }))
  expect((await points(nora)).balance).toBe(balance)
  const done = await told(house.api.POST('/api/v1/points/recompute', { body: { after: 0, dryRun: false } }))
  expect(done).toEqual(plan)
  expect(done.given).toBeGreaterThan(0)
  // 96 and 2, where each was rounded by itself.
  expect((await points(nora)).balance).toBe(98)
  await rules({ pointsPerHundred: 100 })
  const back = await trefoil(house, 'points', 'recompute')
  expect(back.out).toContain(`${done.given} taken`)
  expect((await points(nora)).balance).toBe(balance)
})

test('S4-021 an order without a customer earns nothing and is listed; given to a customer later it earns once', async () => {
  const before = (await points(paul)).balance
  const id = await sells(null, 'nobody')
  const order = await orderCalled('nobody')
  expect(order).toMatchObject({ wouldEarn: 48, total: 4820, currency: 'USD' })
  await give(order?.id ?? 0, paul)
  await balanceIs(paul, before + 48)
  expect(await orderCalled('nobody')).toBeUndefined()
  await give(order?.id ?? 0, paul)
  await reads(id)
  await house.run(flow)
  await sells(paul, 'after', 100)
  await balanceIs(paul, before + 49)
  expect(await entriesOf(paul, 'nobody')).toEqual([['earn', 48]])
})

test('S4-021 who gave the order to the wrong customer gives it to the right one, and the points go along', async () => {
  await sells(null, 'mistaken')
  const order = await orderCalled('mistaken')
  const [pauls, noras] = [(await points(paul)).balance, (await points(nora)).balance]
  await give(order?.id ?? 0, paul)
  await balanceIs(paul, pauls + 48)
  const done = await trefoil(house, 'points', 'attribute', String(order?.id), String(nora.id))
  expect(done).toMatchObject({ exitCode: 0 })
  await balanceIs(nora, noras + 48)
  await balanceIs(paul, pauls)
})

test('a person gives and takes points with a note, and the ledger says who did', async () => {
  const mia = await customer('Mia')
  const params = { path: { id: String(mia.id) } }
  await told(house.api.POST('/api/v1/customers/{id}/points', { params, body: { points: 20, note: 'Birthday' } }))
  const taken = await trefoil(house, 'points', 'take', String(mia.id), '25', '--note', 'Mistaken')
  expect(taken.out).toBe('-5 points now\n')
  const { balance, data } = await points(mia)
  expect(balance).toBe(-5)
  expect(data).toMatchObject([
    { kind: 'adjust', points: -25, note: 'Mistaken', order: null },
    { kind: 'adjust', points: 20, note: 'Birthday' },
  ])
  const none = house.api.POST('/api/v1/customers/{id}/points', { params, body: { points: 0, note: 'x' } })
  expect(await refused(none)).toMatchObject({ status: 400 })
})

test('while the programme is off nothing moves, and what was sold meanwhile earns when it is on again', async () => {
  const ida = await customer('Ida')
  await rules({ isOn: false })
  await sells(ida, 'quiet')
  const off = house.api.POST('/api/v1/points/recompute', { body: { after: 0, dryRun: false } })
  expect(await refused(off)).toMatchObject({ status: 409, code: 'loyalty_off' })
  expect((await points(ida)).balance).toBe(0)
  await rules({ isOn: true })
  await balanceIs(ida, 48)
  expect((await trefoil(house, 'points', 'status')).out).toMatch(/programme +on\n/)
})
