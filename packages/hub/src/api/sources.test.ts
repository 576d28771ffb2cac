/** What a record is sourced from, where a vendor has several accounts here, and where people wrote it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodTill, insertCustomer, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** A shop whose customers come in. */
async function shop(name: string): Promise<number> {
  const { body } = await server.call('POST', '/api/v1/connections', { ...goodTill, name })
  const flow = { workspace_id: 1, name: `${name}-customers`, entity: 'Customer', endpoint: 'customers', version: 1 }
  await server.db
    .insertInto('flow')
    .values({ ...flow, connection_id: body.id, direction: 'to_hub' })
    .execute()
  return body.id
}

async function said(
  recordId: number,
  link: { connection_id: number; said_by?: string[]; contribution?: string | null },
) {
  const row = { workspace_id: 1, entity: 'Customer', id: recordId * 10, record_id: recordId, contribution: '{"a":1}' }
  await server.db
    .insertInto('link')
    .values({ ...row, external_id: `E${recordId}`, ...link })
    .execute()
}

const listed = async (from: string) => {
  const { body } = await server.call('GET', `/api/v1/records?entity=Customer&from=${encodeURIComponent(from)}`)
  return body.data.map(({ id, sourcedFrom }: { id: number; sourcedFrom: { name: string }[] }) => [
    id,
    sourcedFrom.map(({ name }) => name),
  ])
}

test('S4-027 where a vendor has two accounts each goes by its own name, and both by that of the vendor', async () => {
  const corner = await shop('corner')
  const downtown = await shop('downtown')
  await insertCustomer(server.db, 1, { firstName: 'Nora' }, { connectionId: corner, externalId: 'A' })
  await insertCustomer(server.db, 2, { firstName: 'Nora' }, { connectionId: downtown, externalId: 'B' })
  await said(1, { connection_id: 0, said_by: ['api', 'by-hand'] })
  expect(await listed('downtown')).toEqual([[2, ['downtown']]])
  expect(await listed(goodTill.connector)).toEqual([
    [1, ['corner', 'By hand', 'API']],
    [2, ['downtown']],
  ])
  expect(await listed('API')).toEqual([[1, ['corner', 'By hand', 'API']]])
})

test('S4-027 a link that only points at a destination, and one that is gone there, are no sources', async () => {
  const uptown = await shop('uptown')
  await insertCustomer(server.db, 3, { firstName: 'Nora' })
  await said(3, { connection_id: uptown, contribution: null })
  expect(await listed('uptown')).toEqual([])
  await insertCustomer(server.db, 4, { firstName: 'Nora' }, { connectionId: uptown, externalId: 'C' })
  expect(await listed('uptown')).toEqual([[4, ['uptown']]])
  await server.db.updateTable('link').set({ gone_at: new Date() }).where('record_id', '=', 4).execute()
  expect(await listed('uptown')).toEqual([])
})

test('S4-027 the words of the form are told from those of a person', async () => {
  await insertCustomer(server.db, 5, { firstName: 'Nora' })
  await said(5, { connection_id: 0, said_by: ['loyalty-form'] })
  expect(await listed('loyalty-form')).toEqual([[5, ['Loyalty form']]])
  expect(await listed('by-hand')).toEqual([[1, ['corner', 'By hand', 'API']]])
})
