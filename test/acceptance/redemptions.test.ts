/** S4: points are redeemed at the counter or in the wallet, and the discount is given at the till. */
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-orders'
const hour = 3_600_000

const house = shared(() => openHouse({ apply: ['clover-customers', flow] }))
let tea: Schemas['Reward']
let nora: { id: number; externalId: string }

beforeAll(async () => {
  const loyalty = { isOn: true, pointsPerHundred: 100 }
  await told(house.api.PATCH('/api/v1/settings', { body: { loyalty } }))
  const discount = { kind: 'amount', amount: 500, currency: 'USD' } as const
  const body = { name: 'A pot of tea', points: 100, discount, tillName: 'Reward tea' }
  tea = await told(house.api.POST('/api/v1/rewards', { body }))
  nora = await customer('Nora')
  await sells(nora, { title: 'first', total: 60_000 })
  await until('the points of the first order', async () => {
    const points = await balance(nora)
    return points === 600 ? points : new Waiting(points)
  })
})

async function customer(name: string): Promise<{ id: number; externalId: string }> {
  const { id: externalId } = house.clover.customers.create(customerDraft(name))
  await house.sync('clover-customers', { externalId })
  const record = await house.record(externalId)
  if (record === null) throw new Error(`${name} did not arrive`)
  return { id: record.id, externalId }
}

interface Sale {
  title: string
  total: number
  discounts?: { id: string; name: string; amount: number }[]
}

/** An order of the till, paid, and read by the hub. */
async function sells(to: { externalId: string }, sale: Sale): Promise<string> {
  const { total, discounts = [] } = sale
  const taken = discounts.reduce((sum, { amount }) => sum + amount, 0)
  const at = { createdTime: 1, clientCreatedTime: 1, modifiedTime: 1 }
  const payment = {
    id: `P-${sale.title}`,
    tender: { id: 'T' },
    amount: total,
    taxAmount: 0,
    tipAmount: 0,
    offline: false,
  }
  const { id } = house.clover.orders.createFor(to.externalId, {
    ...{ title: sale.title, paymentState: 'PAID', total, discounts },
    lineItems: [{ id: `L-${sale.title}`, name: 'Goods', price: total - taken }],
    payments: [{ ...payment, result: 'SUCCESS', ...at }],
  })
  await house.sync(flow, { externalId: id })
  return id
}

const counter = (of: { id: number }) =>
  told(house.api.GET('/api/v1/counter/customers/{id}', { params: { path: { id: String(of.id) } } }))
const balance = async (of: { id: number }) => (await counter(of)).customer.balance

async function redeem(by: { id: number }): Promise<Schemas['Redemption']> {
  const params = { path: { id: String(by.id) } }
  const { redemption } = await told(
    house.api.POST('/api/v1/customers/{id}/redemptions', { params, body: { rewardId: tea.id } }),
  )
  return redemption
}

const read = (id: number) => told(house.api.GET('/api/v1/redemptions/{id}', { params: { path: { id: String(id) } } }))

const reaches = (redemption: Schemas['Redemption'], state: string) =>
  until(`the redemption to be ${state}`, async () => {
    const now = await read(redemption.id)
    return now.state === state ? now : new Waiting(now)
  })

test('S4-019 redeeming takes the points and is logged with its actor; with too few points nothing is taken', async () => {
  const before = await balance(nora)
  const redemption = await redeem(nora)
  expect(await balance(nora)).toBe(before - 100)
  const { steps, redeemedBy, code } = await read(redemption.id)
  expect(steps).toMatchObject([{ step: 'redeemed', actor: redeemedBy }])
  expect(redeemedBy).toContain('key:')
  expect(code).toMatch(/^[A-Z2-9]{5}$/)
  const params = { path: { id: String((await customer('Poor')).id) } }
  const refused = await house.api.POST('/api/v1/customers/{id}/redemptions', { params, body: { rewardId: tea.id } })
  expect(refused.error).toMatchObject({ code: 'too_few_points', facts: { balance: 0, points: 100 } })
  const path = { id: String(redemption.id) }
  await told(house.api.POST('/api/v1/redemptions/{id}/cancel', { params: { path }, body: {} }))
  expect(await balance(nora)).toBe(before)
})

test("S4-020 the till's discount applies the redemption, and the order earns on what was paid", async () => {
  const redemption = await redeem(nora)
  expect(redemption.state).toBe('redeemed')
  const before = await balance(nora)
  house.pass(60_000)
  const id = await sells(nora, {
    title: 'tea',
    total: 1_000,
    discounts: [{ id: 'D1', name: 'Reward tea', amount: -500 }],
  })
  const applied = await reaches(redemption, 'applied')
  expect(applied).toMatchObject({ appliedBy: 'till', isFlagged: false })
  expect(applied.steps.map(({ step, actor }) => [step, actor])).toEqual([
    ['redeemed', redemption.redeemedBy],
    ['applied', 'till'],
  ])
  const order = await told(house.api.GET('/api/v1/records/{id}', { params: { path: { id: String(applied.orderId) } } }))
  expect(order.links.map(({ externalId }) => externalId)).toContain(id)
  await until('the points of the order', async () => {
    const points = await balance(nora)
    return points === before + 10 ? points : new Waiting(points)
  })
})

test('S4-020 a discount that goes away opens the redemption again', async () => {
  const redemption = await redeem(nora)
  house.pass(60_000)
  const id = await sells(nora, {
    title: 'off',
    total: 700,
    discounts: [{ id: 'D2', name: redemption.code, amount: -300 }],
  })
  await reaches(redemption, 'applied')
  house.clover.orders.update(id, { discounts: [] })
  await house.sync(flow, { externalId: id })
  expect(await reaches(redemption, 'redeemed')).toMatchObject({ orderId: null, appliedBy: null })
})

test('S4-020 what was not applied within the hours of the settings is flagged, until a person says what became of it', async () => {
  const late = await redeem(nora)
  const flagged = async () => {
    const query = { state: 'flagged', customer: nora.id } as const
    const { data } = await told(house.api.GET('/api/v1/redemptions', { params: { query } }))
    return data.map(({ id }) => id)
  }
  expect(await flagged()).not.toContain(late.id)
  house.pass(25 * hour)
  expect(await flagged()).toContain(late.id)
  const waiting = await told(house.api.GET('/api/v1/redemptions/waiting'))
  expect(waiting.flagged).toBeGreaterThan(0)
  const path = { id: String(late.id) }
  await told(
    house.api.POST('/api/v1/redemptions/{id}/apply', { params: { path }, body: { note: 'seen on the receipt' } }),
  )
  expect(await flagged()).not.toContain(late.id)
})
