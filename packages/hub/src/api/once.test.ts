/** Requests that name themselves: carried out once, however often they are sent. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodTill, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.call('POST', '/api/v1/connections', { ...goodTill, settings: {}, allowMissing: false })
  await server.call('POST', '/api/v1/recipes/till-customers/apply')
})
afterAll(() => server.stop())

const run = (key: string, body?: object) =>
  server.call('POST', '/api/v1/flows/till-customers/runs', body, { 'idempotency-key': key })

const sync = (key: string, externalId: string) =>
  server.call('POST', '/api/v1/flows/till-customers/sync', { externalId }, { 'idempotency-key': key })

const runs = async () => (await server.call('GET', '/api/v1/runs?limit=200')).body.data.length

test('the same request under the same key begins one run, and is answered the same', async () => {
  const before = await runs()
  const first = await run('key-1', { kind: 'full' })
  const again = await run('key-1', { kind: 'full' })
  expect([first.status, again.status]).toEqual([202, 202])
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('location')).toBe(first.headers.get('location'))
  expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true'])
  expect(await runs()).toBe(before + 1)
})

test('another request under the same key is refused, and begins nothing', async () => {
  await run('key-2', { kind: 'full' })
  const before = await runs()
  expect(await run('key-2', { kind: 'replay' })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  })
  expect(await runs()).toBe(before)
})

test('what was refused did nothing, so that its key can be used again', async () => {
  const sync = (externalId: string) =>
    server.call('POST', '/api/v1/flows/nowhere/sync', { externalId }, { 'idempotency-key': 'key-3' })
  expect((await sync('A')).status).toBe(404)
  expect((await sync('B')).status).toBe(404)
})

test('one that has no answer yet is not begun a second time, however long ago whoever began it ended over it', async () => {
  await run('key-4', { kind: 'full' })
  await server.db.updateTable('kept_answer').set({ status: null }).where('key', '=', 'key-4').execute()
  const began = server.hub.now()
  const { now } = server.hub
  const busyAfter = async (seconds: number) => {
    server.hub.now = () => new Date(began.getTime() + seconds * 1_000)
    await server.db.updateTable('kept_answer').set({ at: began }).where('key', '=', 'key-4').execute()
    const { status, body, headers } = await run('key-4', { kind: 'full' })
    server.hub.now = now
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'idempotency_key_in_use' })
    expect(body.detail).toContain(began.toISOString())
    return headers.get('retry-after')
  }
  expect([await busyAfter(0), await busyAfter(8), await busyAfter(7_200)]).toEqual(['1', '8', '3600'])
})

test('what failed may have been done all the same: it is not said that it was not, and its key does not do it again', async () => {
  const before = await runs()
  const { wake } = server.hub
  // The run stands in the database by now.
  server.hub.wake = () => {
    throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' })
  }
  const first = await sync('key-9', 'ABC')
  server.hub.wake = wake
  expect(first).toMatchObject({ status: 503, body: { code: 'database_away' } })
  expect(first.body.detail).not.toContain('nothing')
  expect(await sync('key-9', 'ABC')).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' } })
  expect(await runs()).toBe(before + 1)
})

test('where the answer cannot be kept it is told all the same, and the request is not carried out a second time', async () => {
  const before = await runs()
  await sql`create function refuse() returns trigger language plpgsql as
    $$ begin raise 'going down' using errcode = '57P01'; end $$`.execute(server.db)
  await sql`create trigger refuse before update of status on kept_answer
    for each row execute function refuse()`.execute(server.db)
  const first = await sync('key-7', 'ABC')
  await sql`drop function refuse cascade`.execute(server.db)
  expect([first.status, first.body.run]).toEqual([202, expect.any(Number)])
  expect(await sync('key-7', 'ABC')).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' } })
  expect(await runs()).toBe(before + 1)
})

test('a request that takes long is under way until it is answered', async () => {
  const before = await runs()
  const vendor = slowVendor()
  const first = sync('key-8', 'ABC')
  await vendor.asked
  expect(await sync('key-8', 'ABC')).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' } })
  vendor.answer()
  const { body } = await first
  expect((await sync('key-8', 'ABC')).body).toEqual(body)
  expect(await runs()).toBe(before + 1)
})

test('after a day a key is as good as new', async () => {
  await run('key-5', { kind: 'full' })
  const yesterday = new Date(server.hub.now().getTime() - 86_500_000)
  await server.db.updateTable('kept_answer').set({ at: yesterday }).where('key', '=', 'key-5').execute()
  expect((await run('key-5', { kind: 'replay' })).status).toBe(202)
})

test('an answer with a secret in it is not kept', async () => {
  const body = { name: 'robot', role: 'viewer' }
  await server.call('POST', '/api/v1/api-keys', body, { 'idempotency-key': 'key-6' })
  expect(await server.db.selectFrom('kept_answer').select('key').where('key', '=', 'key-6').execute()).toEqual([])
})

test('a key with spaces is refused', async () => {
  expect((await run('a b')).status).toBe(400)
})

/** A vendor that answers when it is told to. */
function slowVendor() {
  const customers = server.hub.connectors.get('till')?.sources.customers
  if (customers?.fetch === undefined) throw new Error('The till has no customers')
  const { fetch } = customers
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  customers.fetch = async (...question) => {
    asked.resolve()
    await answer.promise
    customers.fetch = fetch
    return fetch(...question)
  }
  return { asked: asked.promise, answer: answer.resolve }
}
