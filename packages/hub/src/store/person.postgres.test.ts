import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../api/test-server.ts'
import { countPeople } from './person.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('of two owners who take the role from each other at the same moment one is left', async () => {
  const owners = await Promise.all([1, 2].map((each) => invite(`owner-${each}@shop.test`)))
  for (let round = 0; round < 10; round += 1) {
    const demoted = await Promise.all(owners.map((id) => change(id, { role: 'viewer' })))
    expect(demoted.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await countPeople(server.db, 1, 'owner')).toBe(1)
    await Promise.all(owners.map((id) => change(id, { role: 'owner' })))
  }
})

test('a new name does not bring back a role that was taken at the same moment', async () => {
  await invite('first@shop.test')
  const id = await invite('second@shop.test')
  for (let round = 0; round < 10; round += 1) {
    await change(id, { role: 'admin' })
    await Promise.all([change(id, { role: 'viewer' }), change(id, { name: `Name ${round}` })])
    const person = await server.db.selectFrom('person').select(['role', 'name']).where('id', '=', id).execute()
    expect(person).toEqual([{ role: 'viewer', name: `Name ${round}` }])
  }
})

async function invite(email: string): Promise<number> {
  const { body } = await server.call('POST', '/api/v1/people', { email, name: 'Ann', role: 'owner' })
  return body.person.id
}

const change = (id: number, to: object) => server.call('PATCH', `/api/v1/people/${id}`, to)
