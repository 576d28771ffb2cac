import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertCustomer, startTestServer, type TestServer } from '../api/test-server.ts'
import { appendEntries } from './points-entry.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.call('PATCH', '/api/v1/settings', { loyalty: { isOn: true } })
})
afterAll(() => server.stop())

test('two counters at the same moment do not spend the same points', async () => {
  const discount = { kind: 'percent', percent: 10 }
  const reward = await server.call('POST', '/api/v1/rewards', { name: 'Tea', points: 100, discount, tillName: 'Tea' })
  const redeem = (id: number) =>
    server.call('POST', `/api/v1/customers/${id}/redemptions`, { rewardId: reward.body.id })
  for (let id = 1; id <= 10; id += 1) {
    await insertCustomer(server.db, id, { customerNumber: `C-${id}` })
    const entry = {
      customerId: id,
      kind: 'earn',
      points: 150,
      key: `t:${id}`,
      actor: 'test',
      at: server.hub.now(),
    } as const
    await appendEntries(server.db, 1, [entry])
    const [one, other] = await Promise.all([redeem(id), redeem(id)])
    expect([one.status, other.status].sort()).toEqual([201, 409])
    expect([one.body.code, other.body.code]).toContain('too_few_points')
    const { customer } = (await server.call('GET', `/api/v1/counter/customers/${id}`)).body
    expect(customer.balance).toBe(50)
  }
})

test('a redemption that two people cancel at the same moment gives its points back once', async () => {
  const discount = { kind: 'percent', percent: 10 }
  const reward = await server.call('POST', '/api/v1/rewards', { name: 'Cake', points: 100, discount, tillName: 'Cake' })
  await insertCustomer(server.db, 50, { customerNumber: 'C-50' })
  const entry = { customerId: 50, kind: 'earn', points: 100, key: 't:50', actor: 'test', at: server.hub.now() } as const
  await appendEntries(server.db, 1, [entry])
  for (let round = 0; round < 5; round += 1) {
    const made = await server.call('POST', '/api/v1/customers/50/redemptions', { rewardId: reward.body.id })
    const cancel = () => server.call('POST', `/api/v1/redemptions/${made.body.redemption.id}/cancel`, {})
    const answers = await Promise.all([cancel(), cancel()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await server.call('GET', '/api/v1/counter/customers/50')).body.customer.balance).toBe(100)
  }
})
