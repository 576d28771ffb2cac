/** What a screen asks before and after an account is connected: what its credentials open, and where a record is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodTill, insertCustomer, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const listed = async (q: string) => {
  const { body } = await server.call('GET', `/api/v1/records?entity=Customer&q=${encodeURIComponent(q)}`)
  return body.data.map(({ id, sourcedFrom }: { id: number; sourcedFrom: { from: string }[] }) => [
    id,
    sourcedFrom.map(({ from }) => from),
  ])
}

test('S1-005 credentials are checked permission by permission, the missing ones first, and nothing is stored', async () => {
  server.till.permissions = { CUSTOMERS_R: 'missing', ORDERS_R: 'granted', PAYMENTS_R: 'granted' }
  const { status, body } = await server.call('POST', '/api/v1/connections/check', { ...goodTill, settings: {} })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    account: 'SHOP1',
    label: 'Corner shop',
    permissions: [
      { permission: 'CUSTOMERS_R', state: 'missing', neededBy: ['Customers'] },
      { permission: 'ORDERS_R', state: 'granted', neededBy: ['Orders'] },
      { permission: 'PAYMENTS_R', state: 'granted', neededBy: [] },
    ],
  })
  expect((await server.call('GET', '/api/v1/connections')).body.data).toEqual([])
  server.till.permissions = { CUSTOMERS_R: 'granted', ORDERS_R: 'granted' }
})

test('a customer is found by the beginning of the number or the e-mail address, by a part of the name, and says who knows it', async () => {
  const { body } = await server.call('POST', '/api/v1/connections', goodTill)
  const nora = { customerNumber: 'A-1001', emailAddress: 'nora@example.com', firstName: 'Nora', lastName: 'de la Cruz' }
  await insertCustomer(server.db, 7, nora, { connectionId: body.id, externalId: 'X7' })
  await insertCustomer(server.db, 8, { customerNumber: 'B-2002', firstName: 'Nathan' })
  for (const [name, value] of [
    ['customerNumber', 'a-1001'],
    ['emailAddress', 'nora@example.com'],
  ]) {
    const key = { workspace_id: 1, entity: 'Customer', name: name ?? '', value: value ?? '', record_id: 7 }
    await server.db.insertInto('record_key').values(key).execute()
  }
  const found = [[7, ['till']]]
  expect([await listed('A-10'), await listed('NORA@'), await listed('cruz nor'), await listed('2002')]).toEqual([
    found,
    found,
    found,
    [[8, []]],
  ])
  expect(await listed('a_1001')).toEqual([])
})

test('a kind of record that the hub does not keep is named, where nothing found would be misread', async () => {
  for (const path of ['/api/v1/records', '/api/v1/changes']) {
    const { status, body } = await server.call('GET', `${path}?entity=Customers`)
    expect({ status, says: body.detail }).toEqual({ status: 400, says: expect.stringContaining('Customer or Order') })
  }
})
