import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetActs } from '../store/retention.ts'
import { goodTill, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const acts = async (query = '') => (await server.call('GET', `/api/v1/audit${query}`)).body.data
const chain = async () => (await server.call('GET', '/api/v1/audit/check')).body

test('an act stands with who did what to what, and no word of its body; looking is no act', async () => {
  await server.call('PATCH', '/api/v1/settings', { brakes: { changed: 50 } })
  await server.call('POST', '/api/v1/api-keys', { name: 'the accountant Ana', role: 'viewer', days: 30 })
  await server.call('GET', '/api/v1/settings')
  const [made, changed, ...others] = await acts()
  expect(others).toEqual([])
  expect(changed).toMatchObject({ id: 1, action: 'changeSettings', target: {}, chose: {}, status: 200 })
  expect(made).toMatchObject({ id: 2, action: 'makeApiKey', says: expect.stringContaining('Make a key'), status: 201 })
  expect(made).toMatchObject({ actor: expect.stringMatching(/^key:/), chose: { days: 30 }, address: '127.0.0.1' })
  expect(JSON.stringify([made, changed])).not.toContain('accountant')
})

test('what was refused stands there too, with its answer', async () => {
  expect((await server.call('DELETE', '/api/v1/api-keys/999')).status).toBe(404)
  expect((await acts())[0]).toMatchObject({ action: 'removeApiKey', target: { id: '999' }, status: 404 })
})

test('acts side by side stand in one chain without a gap', async () => {
  const body = { brakes: { changed: 60 } }
  await Promise.all(Array.from({ length: 12 }, () => server.call('PATCH', '/api/v1/settings', body)))
  const all = await acts('?limit=200')
  expect(all.map(({ id }: { id: number }) => id)).toEqual(
    Array.from({ length: all.length }, (_, at) => all.length - at),
  )
  expect(await chain()).toMatchObject({ entries: all.length, last: { id: all.length }, brokenAt: null })
})

test('a request that comes twice under one Idempotency-Key is one act', async () => {
  await server.call('POST', '/api/v1/connections', { ...goodTill, settings: {}, allowMissing: false })
  await server.call('POST', '/api/v1/recipes/till-customers/apply')
  const headers = { 'idempotency-key': 'once' }
  for (const _ of [1, 2]) await server.call('POST', '/api/v1/flows/till-customers/runs', undefined, headers)
  const actions = (await acts()).map(({ action }: { action: string }) => action)
  expect(actions.slice(0, 3)).toEqual(['runFlow', 'applyRecipe', 'connect'])
})

test.each([
  ['an altered entry', sql`update audit_entry set actor = 'nobody' where id = 3`, 3],
  ['a missing one', sql`delete from audit_entry where id = 6`, 7],
])('%s is found', async (_, harm, at) => {
  await sql`create table if not exists kept as table audit_entry`.execute(server.db)
  await harm.execute(server.db)
  expect((await chain()).brokenAt).toBe(at)
  await sql`truncate audit_entry`.execute(server.db)
  await sql`insert into audit_entry select * from kept`.execute(server.db)
  await sql`drop table kept`.execute(server.db)
  expect((await chain()).brokenAt).toBeNull()
})

test('what is old is forgotten from the beginning on, and what is left is whole; the newest stays', async () => {
  const before = (await chain()).last.id
  expect(await forgetActs(server.db, 1, new Date(Date.now() + 60_000))).toBe(before - 1)
  expect(await chain()).toMatchObject({ entries: 1, last: { id: before }, brokenAt: null })
  await server.call('PATCH', '/api/v1/settings', { brakes: { changed: 70 } })
  expect(await chain()).toMatchObject({ entries: 2, last: { id: before + 1 }, brokenAt: null })
})

test('who comes in at the door stands there, and who was not let in', async () => {
  const origin = { origin: server.url }
  const wrong = { email: 'nora@example.com', password: 'guessed' }
  expect((await server.call('POST', '/api/v1/session', wrong, origin)).status).toBe(401)
  const person = { email: 'nora@example.com', name: 'Nora', role: 'owner' }
  const { path } = (await server.call('POST', '/api/v1/people', person)).body
  await server.call('POST', '/api/v1/session/enter', { token: path.split('#')[1] }, origin)
  await expect
    .poll(async () => (await acts()).slice(0, 3))
    .toMatchObject([
      { action: 'enter', actor: expect.stringMatching(/^person:/), status: 200 },
      { action: 'invitePerson' },
      { action: 'signIn', actor: 'nobody', status: 401 },
    ])
  expect(JSON.stringify(await acts())).not.toContain('nora')
})

test('the log is for owners', async () => {
  const { key } = (await server.call('POST', '/api/v1/api-keys', { name: 'clerk', role: 'admin' })).body
  const asAdmin = { authorization: `Bearer ${key}` }
  expect((await server.call('GET', '/api/v1/audit', undefined, asAdmin)).status).toBe(403)
})
