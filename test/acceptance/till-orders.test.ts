/** Orders of elsewhere go to the till once, and what was paid there comes back: nothing goes round in circles. */
import type { Merchant, Order } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const outgoing = 'clover-orders-from-hub'

/** Orders come in over the branch's till, and go out to the till of the house, whose orders come in as well. */
const house = shared(() => openHouse({ apply: ['clover-customers'] }))
let branch: Merchant
beforeAll(async () => {
  const { clover, recipes } = house
  branch = clover.addMerchant({ items: 0 })
  const shipped = recipes.find(({ recipe }) => recipe === 'clover-orders')
  if (shipped === undefined) throw new Error('clover-orders is not shipped')
  const incoming = shipped.flows.map((flow) => ({ ...flow, name: 'branch-orders' }))
  recipes.push({ ...shipped, recipe: 'branch-orders', flows: incoming })
  const { merchantId, token: apiToken } = branch
  const account = { connector: 'clover', name: 'branch', credentials: { merchantId, apiToken }, settings: {} }
  await told(house.api.POST('/api/v1/connections', { body: { ...account, allowMissing: false } }))
  clover.shelf('orderTypes').create({ label: 'Online' })
  const settings = { orderType: 'Online' }
  const till = {
    connector: 'clover',
    name: 'till',
    credentials: { merchantId: clover.merchantId, apiToken: clover.token },
  }
  await told(house.api.POST('/api/v1/connections', { body: { ...till, settings, allowMissing: false } }))
  await apply('branch-orders', 'branch')
  await apply('clover-orders', 'till')
  await apply(outgoing, 'till')
})

async function apply(name: string, connection: string): Promise<void> {
  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } }, body: { connection } }))
}

/** An order is paid at the branch and comes into the hub, which sends it on. */
async function paidAtBranch(title: string, changes: Partial<Omit<Order, 'id'>> = {}): Promise<void> {
  const { id } = branch.orders.createFor(undefined, { title, paymentState: 'PAID', ...changes })
  await house.sync('branch-orders', { externalId: id })
  await house.quiet()
}

const atTill = (title: string) => house.clover.orders.list().filter((order) => order.title === title)

async function inHub(number: string): Promise<Schemas['RecordInFull']> {
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query: { entity: 'Order', limit: 200 } } }))
  const found = data.find(({ data: fields }) => fields.transactionNumber === number)
  if (found === undefined) throw new Error(`the hub has no order ${number}`)
  return told(house.api.GET('/api/v1/records/{id}', { params: { path: { id: String(found.id) } } }))
}

/** All reasons that the flow gave so far, as one text. */
async function reasons(): Promise<string> {
  const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow: outgoing, limit: 200 } } }))
  const said = data.map(({ id }) => {
    const params = { path: { id: String(id) }, query: { limit: 200 } }
    return told(house.api.GET('/api/v1/runs/{id}/outcomes', { params }))
  })
  return JSON.stringify(await Promise.all(said))
}

const soup = { id: 'L1', name: 'Lentil soup', price: 650 }

test('an order of elsewhere stands at the till with its lines, discount, taxes, order type and total', async () => {
  await paidAtBranch('W-1', {
    lineItems: [
      { ...soup, discounts: [{ id: 'D1', name: 'Silver', percentage: 10 }] },
      { id: 'L2', name: 'Olives', price: 1400, unitQty: 350 },
    ],
    discounts: [{ id: 'D2', name: 'Reward', amount: -75 }],
    payments: [],
    total: 1000,
  })
  const [type] = house.clover
    .shelf('orderTypes')
    .list()
    .filter(({ label }) => label === 'Online')
  const { id } = await inHub('W-1')
  expect(atTill('W-1')).toMatchObject([
    {
      ...{ externalReferenceId: `TF${id}`, state: 'open', orderTypeId: type?.id, total: 1000 },
      lineItems: [
        { name: 'Lentil soup', price: 650, discounts: [{ amount: -65 }] },
        { name: 'Olives × 0.35', price: 490 },
      ],
      discounts: [{ name: 'Discount', amount: -75 }],
    },
  ])
})

test('what is paid at the till comes back into the order of the hub, whose lines stay, and nothing goes out again', async () => {
  await paidAtBranch('W-2', { lineItems: [soup], payments: [], total: 650 })
  const [there] = atTill('W-2')
  if (there === undefined) throw new Error('the order is not at the till')
  const before = await inHub('W-2')
  const tender = house.clover.shelf('tenders').list()[0]?.id ?? ''
  const money = { taxAmount: 0, tipAmount: 100, offline: false, result: 'SUCCESS' }
  const at = { createdTime: 1, clientCreatedTime: 1, modifiedTime: 1 }
  house.clover.orders.update(there.id, {
    ...{ paymentState: 'PARTIALLY_REFUNDED', state: 'locked' },
    payments: [{ id: 'PAYATTILL', tender: { id: tender }, amount: 650, ...money, ...at }],
  })
  const written = house.clover.effects().length
  for (let round = 0; round < 3; round += 1) {
    house.pass(60_000)
    await house.run('clover-orders')
    await house.run('branch-orders')
    await house.quiet()
  }
  const after = await inHub('W-2')
  expect(after.data).toMatchObject({ status: 'PARTIALLY_REFUNDED', payments: [{ id: 'PAYATTILL', amount: 650 }] })
  expect(after.data.lines).toEqual(before.data.lines)
  expect(after.data.transactionNumber).toBe('W-2')
  expect(after.version).toBe(before.version + 1)
  expect(house.clover.effects().slice(written)).toEqual([])
})

test('an order of the till itself is not sent back to it, and says so', async () => {
  const { id } = house.clover.orders.createFor(undefined, { title: 'T-1', paymentState: 'PAID' })
  const before = house.clover.orders.list().length
  await house.sync('clover-orders', { externalId: id })
  await house.quiet()
  expect((await inHub('T-1')).links).toMatchObject([{ connection: 'till', externalId: id }])
  expect(house.clover.orders.list()).toHaveLength(before)
  expect(await reasons()).toContain('no mapping for records that are linked')
})

test('an order whose creation was not answered is found by its reference, and stands at the till once', async () => {
  house.clover.faults.add({
    match: `POST /v3/merchants/${house.clover.merchantId}/orders`,
    kind: 'reset-after-commit',
    times: 3,
  })
  await paidAtBranch('W-3', { lineItems: [soup, { ...soup, id: 'L2' }], payments: [], total: 1300 })
  for (let waits = 0; waits < 6; waits += 1) {
    house.pass(3_600_000)
    await house.quiet()
  }
  house.clover.faults.clear()
  expect(atTill('W-3')).toMatchObject([{ total: 1300, lineItems: [{}, {}] }])
  expect((await inHub('W-3')).links.map(({ connection }) => connection).sort()).toEqual(['branch', 'till'])
})

test('a customer who is at the till as well stands on the order there', async () => {
  const { id } = house.clover.customers.create(customerDraft('Nora'))
  await house.sync('clover-customers', { externalId: id })
  const customer = await house.record(id)
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: { path: { name: outgoing } } }))
  const order = branch.orders.createFor(undefined, { title: 'W-4', paymentState: 'PAID' })
  await house.sync('branch-orders', { externalId: order.id })
  const body = { customerId: customer?.id ?? null }
  const path = { id: String((await inHub('W-4')).id) }
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path }, body }))
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: { path: { name: outgoing } } }))
  await house.quiet()
  expect(atTill('W-4')).toMatchObject([{ customerIds: [id] }])
})

test('an order without lines is named and stops no other; one with an excluded suffix is passed over', async () => {
  await paidAtBranch('W-5', { lineItems: [], total: 500 })
  await paidAtBranch('W-6-TEST')
  await paidAtBranch('W-7')
  expect(atTill('W-5')).toEqual([])
  expect(atTill('W-6-TEST')).toEqual([])
  expect(atTill('W-7')).toHaveLength(1)
  const said = await reasons()
  expect(said).toContain('ORDER_WITHOUT_LINES')
  expect(said).toContain('TransactionNumber')
})
