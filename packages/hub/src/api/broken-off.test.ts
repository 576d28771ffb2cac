/** Two that write the same rows in different orders: the database breaks one off, and whoever asked does not hear of it. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodTill, insertCustomer, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.call('POST', '/api/v1/connections', goodTill)
  await server.call('POST', '/api/v1/recipes/till-customers/apply')
  await server.call('POST', '/api/v1/flows/till-customers/pause')
  await server.call('POST', '/api/v1/people', { email: 'ann@shop.test', name: 'Ann', role: 'owner' })
  await insertCustomer(server.db, 1, { firstName: 'Ana' })
})
afterAll(() => server.stop())

const withdrawn = { channel: 'email', state: 'withdrawn' }

test.each([
  ['flow', 'POST', '/flows/till-customers/resume', {}],
  ['flow', 'POST', '/recipes/till-again/apply', { override: true }],
  ['consent', 'POST', '/records/1/consents', withdrawn],
  ['connection', 'POST', '/connections', goodTill],
  ['person', 'PATCH', '/people/1', { name: 'Ann Lee' }],
])('a write to %s is done again: %s %s', async (table, method, path, body) => {
  await sql`create sequence attempt`.execute(server.db)
  await sql`create function break_off() returns trigger language plpgsql as
    $$ begin if nextval('attempt') = 1 then raise 'deadlock detected' using errcode = '40P01'; end if; return new; end $$`.execute(
    server.db,
  )
  const name = sql.id(table)
  await sql`create trigger break_off before insert or update on ${name} for each row execute function break_off()`.execute(
    server.db,
  )
  const { status } = await server.call(method, `/api/v1${path}`, body)
  const { rows } = await sql<{ attempts: number }>`select last_value as attempts from attempt`.execute(server.db)
  await sql`drop function break_off cascade`.execute(server.db)
  await sql`drop sequence attempt`.execute(server.db)
  expect(status).toBeLessThan(300)
  expect(Number(rows[0]?.attempts)).toBeGreaterThan(1)
})
