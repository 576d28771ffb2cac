import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendEntries } from '../store/points-entry.ts'
import { insertCustomer, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let reward: number
beforeAll(async () => {
  server = await startTestServer()
  await server.call('PATCH', '/api/v1/settings', { loyalty: { isOn: true } })
  reward = (await offer({ name: 'Tea', points: 100, tillName: 'Reward tea' })).body.id
})
afterAll(() => server.stop())

const fiver = { kind: 'amount', amount: 500, currency: 'USD' }
const offer = (terms: object) => server.call('POST', '/api/v1/rewards', { discount: fiver, ...terms })

/** A customer with so many points; each has an id of its own. */
async function customer(id: number, points: number): Promise<number> {
  await insertCustomer(server.db, id, {
    ...{ customerNumber: `C-${id}`, firstName: 'Nora', lastName: `Nr${id}`, emailAddress: `nora.${id}@shop.test` },
    addresses: [{ id: '1', phoneNumber: `+1 (555) 010-${1000 + id}` }],
  })
  const entry = {
    customerId: id,
    kind: 'adjust',
    points,
    key: `test:${id}`,
    actor: 'test',
    at: server.hub.now(),
  } as const
  if (points > 0) await appendEntries(server.db, 1, [entry])
  return id
}

const redeem = (id: number, body: object = { rewardId: reward }, headers: Record<string, string> = {}) =>
  server.call('POST', `/api/v1/customers/${id}/redemptions`, body, headers)
const at = async (id: number) => (await server.call('GET', `/api/v1/counter/customers/${id}`)).body

test('redeeming takes the points, and answers a code and what to give at the till', async () => {
  const id = await customer(11, 250)
  const { status, body } = await redeem(id)
  expect(status).toBe(201)
  expect(body).toMatchObject({
    balance: 150,
    redemption: {
      ...{ code: expect.stringMatching(/^[A-Z2-9]{5}$/), customer: 'Nora Nr11', state: 'redeemed', isFlagged: false },
      reward: { name: 'Tea', points: 100, discount: fiver, tillName: 'Reward tea' },
      redeemedBy: expect.stringContaining('key:'),
    },
  })
  const { customer: seen, rewards, redemptions } = await at(id)
  expect(seen).toMatchObject({ name: 'Nora Nr11', balance: 150, email: 'n…@shop.test', phone: '…1011' })
  expect(rewards).toMatchObject([{ name: 'Tea', missing: 0 }])
  expect(redemptions).toMatchObject([{ id: body.redemption.id, canUndo: true }])
  const byCode = await server.call('GET', `/api/v1/redemptions?code=${body.redemption.code.toLowerCase()}`)
  expect(byCode.body.data).toHaveLength(1)
})

test('who has too few points is told how many they have, and keeps them', async () => {
  const id = await customer(12, 99)
  const { status, body } = await redeem(id)
  expect([status, body.code, body.facts]).toEqual([409, 'too_few_points', { balance: 99, points: 100 }])
  expect(body.detail).toContain('costs 100 points, and the customer has 99')
  expect(await at(id)).toMatchObject({ customer: { balance: 99 }, rewards: [{ missing: 1 }], redemptions: [] })
})

test('the same request under the same Idempotency-Key takes the points once', async () => {
  const id = await customer(13, 250)
  const key = { 'idempotency-key': 'counter-1' }
  const [first, again] = [await redeem(id, { rewardId: reward }, key), await redeem(id, { rewardId: reward }, key)]
  expect(again.body).toEqual(first.body)
  expect((await at(id)).customer.balance).toBe(150)
})

test('cancelling gives the points back once, and each step has its actor', async () => {
  const id = await customer(14, 100)
  const { redemption } = (await redeem(id)).body
  const cancel = () => server.call('POST', `/api/v1/redemptions/${redemption.id}/cancel`, { note: 'changed her mind' })
  const cancelled = await cancel()
  expect(cancelled.body).toMatchObject({ balance: 100, redemption: { state: 'cancelled', note: 'changed her mind' } })
  expect(await cancel()).toMatchObject({ status: 409, body: { code: 'redemption_cancelled' } })
  expect((await at(id)).customer.balance).toBe(100)
  const { steps } = (await server.call('GET', `/api/v1/redemptions/${redemption.id}`)).body
  expect(steps).toMatchObject([
    { step: 'redeemed', actor: redemption.redeemedBy },
    { step: 'cancelled', actor: redemption.redeemedBy, note: 'changed her mind' },
  ])
})

test('what was redeemed a moment ago is undone by whoever did it, until it was applied', async () => {
  const id = await customer(15, 200)
  const [first, second] = [(await redeem(id)).body.redemption, (await redeem(id)).body.redemption]
  const undo = (of: { id: number }) => server.call('POST', `/api/v1/redemptions/${of.id}/undo`)
  expect((await undo(first)).body).toMatchObject({ balance: 100, redemption: { state: 'cancelled' } })
  const applied = await server.call('POST', `/api/v1/redemptions/${second.id}/apply`, { note: 'receipt 17' })
  expect(applied.body).toMatchObject({ state: 'applied', orderId: null, note: 'receipt 17' })
  expect(await undo(second)).toMatchObject({ status: 409, body: { code: 'redemption_not_undone' } })
  const another = (await redeem(await customer(16, 100))).body.redemption
  await server.db.updateTable('redemption').set({ redeemed_by: 'person:9' }).where('id', '=', another.id).execute()
  expect((await undo(another)).body.detail).toContain('somebody else redeemed it')
})

test('a reward is not redeemed while it does not hold, once it is archived, or while the programme is off', async () => {
  const id = await customer(17, 1_000)
  const later = (await offer({ name: 'Later', points: 1, tillName: 'L', validFrom: '2099-01-01T00:00:00Z' })).body
  const past = (await offer({ name: 'Past', points: 1, tillName: 'P', validUntil: '2020-01-01T00:00:00Z' })).body
  expect((await redeem(id, { rewardId: later.id })).body.detail).toContain('it holds from 2099')
  expect((await redeem(id, { rewardId: past.id })).body.detail).toContain('it held until 2020')
  expect((await at(id)).rewards.map(({ name }: { name: string }) => name)).toEqual(['Tea'])
  await server.call('PATCH', `/api/v1/rewards/${later.id}`, { isArchived: true, validFrom: null })
  expect((await redeem(id, { rewardId: later.id })).body.detail).toContain('no longer on offer')
  await server.call('PATCH', '/api/v1/settings', { loyalty: { isOn: false } })
  expect((await redeem(id)).body.code).toBe('loyalty_off')
  await server.call('PATCH', '/api/v1/settings', { loyalty: { isOn: true } })
})

test('no two rewards on offer share a name, and what was redeemed keeps what the reward was', async () => {
  const made = (await offer({ name: 'Cake', points: 10, tillName: 'Reward cake' })).body
  expect(await offer({ name: 'cake', points: 20, tillName: 'C' })).toMatchObject({
    status: 409,
    body: { code: 'reward_name_taken', errors: [{ pointer: '/name' }] },
  })
  const { redemption } = (await redeem(await customer(18, 10), { rewardId: made.id })).body
  const changed = await server.call('PATCH', `/api/v1/rewards/${made.id}`, {
    points: 30,
    discount: { kind: 'percent', percent: 5 },
  })
  expect(changed.body).toMatchObject({ name: 'Cake', points: 30, discount: { kind: 'percent', percent: 5 } })
  const kept = (await server.call('GET', `/api/v1/redemptions/${redemption.id}`)).body
  expect(kept.reward).toEqual({ name: 'Cake', points: 10, discount: fiver, tillName: 'Reward cake' })
})

test.each([
  ['the end of the phone number, as people say it', '555 0101021'],
  ['the last four digits', '1021'],
  ['the e-mail address', 'NORA.21@shop.test'],
  ['the number', 'c-21'],
  ['the name', 'nora nr21'],
])('a customer is found at the counter by %s', async (_what, q) => {
  await customer(21, 5).catch(() => {})
  const { body } = await server.call('GET', `/api/v1/counter/customers?q=${encodeURIComponent(q)}`)
  expect(body.data).toMatchObject([{ id: 21, name: 'Nora Nr21', balance: 5, phone: '…1021' }])
})

test('what waits for the till for longer than the settings allow is flagged, and no longer once it is applied', async () => {
  const { redemption } = (await redeem(await customer(22, 100))).body
  const old = new Date(server.hub.now().getTime() - 25 * 3_600_000)
  await server.db.updateTable('redemption').set({ redeemed_at: old }).where('id', '=', redemption.id).execute()
  const flagged = async () => (await server.call('GET', '/api/v1/redemptions?state=flagged')).body.data
  expect(await flagged()).toMatchObject([{ id: redemption.id, isFlagged: true, state: 'redeemed' }])
  await server.call('PATCH', '/api/v1/settings', { loyalty: { applyWithinHours: 48 } })
  expect(await flagged()).toEqual([])
  await server.call('PATCH', '/api/v1/settings', { loyalty: { applyWithinHours: 24 } })
  await server.call('POST', `/api/v1/redemptions/${redemption.id}/apply`, {})
  expect(await flagged()).toEqual([])
})
