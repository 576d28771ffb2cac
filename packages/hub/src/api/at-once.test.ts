/** Two who want what only one can have, at the same moment: one is told yes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, goodTill, insertCustomer, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.call('POST', '/api/v1/connections', goodTill)
  await server.call('POST', '/api/v1/recipes/till-customers/apply')
  await server.call('POST', '/api/v1/recipes/till-again/apply', { override: true })
})
afterAll(() => server.stop())

const told = (answers: Answer[]) => answers.map(({ status, body }) => [status, body.code ?? null]).sort()

test('of two paused rivals that are resumed one is enabled', async () => {
  const flows = ['till-customers', 'till-customers-too']
  for (const name of flows) await server.call('POST', `/api/v1/flows/${name}/pause`)
  const answers = await Promise.all(flows.map((name) => server.call('POST', `/api/v1/flows/${name}/resume`)))
  expect(told(answers)).toEqual([
    [200, null],
    [409, 'flow_conflict'],
  ])
  const { body } = await server.call('GET', '/api/v1/flows')
  expect(body.data.filter(({ state }: { state: string }) => state === 'enabled')).toHaveLength(1)
})

test('of two flows that are changed to take over each other’s records one is changed', async () => {
  const flows = ['till-customers', 'till-customers-too']
  for (const name of flows) await server.call('POST', `/api/v1/flows/${name}/resume`, { override: true })
  const save = async (name: string, type: string, override = false) => {
    const { definition } = (await server.call('GET', `/api/v1/flows/${name}`)).body
    const mappings = definition.mappings.map((mapping: object) => ({ ...mapping, type }))
    const body = { definition: { ...definition, mappings }, override }
    return server.call('PUT', `/api/v1/flows/${name}/definition`, body)
  }
  await save('till-customers', 'add', true)
  await save('till-customers-too', 'update', true)
  const answers = await Promise.all(flows.map((name) => save(name, 'delete')))
  expect(told(answers)).toEqual([
    [200, null],
    [409, 'flow_conflict'],
  ])
})

test('of two records that are linked with the same new id one has it, and the other is not said to be repaired', async () => {
  for (const id of [1, 2]) await insertCustomer(server.db, id, { firstName: 'Ana' })
  const link = { connection: 'corner', externalId: 'ABC' }
  const answers = await Promise.all([1, 2].map((id) => server.call('POST', `/api/v1/records/${id}/link`, link)))
  expect(told(answers)).toEqual([
    [200, null],
    [409, 'changed_meanwhile'],
  ])
  const [linked] = await server.db.selectFrom('link').select('record_id').where('external_id', '=', 'ABC').execute()
  const repairs = await server.db.selectFrom('repair').select('to_record_id').execute()
  expect(repairs).toEqual([{ to_record_id: linked?.record_id }])
})

test.each(['runs', 'reconciliation'])('of three who ask for %s of a flow at once all are told of one', async (what) => {
  await server.call('POST', '/api/v1/flows/till-customers/resume', { override: true })
  const path = `/api/v1/flows/till-customers/${what}`
  const answers = await Promise.all([1, 2, 3].map(() => server.call('POST', path)))
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
})

test('who wants all to be mapped anew is not answered with a run that maps what changed', async () => {
  const { body: plain } = await server.call('POST', '/api/v1/flows/till-customers/runs')
  const initialise = () => server.call('POST', '/api/v1/entities/Customer/initialise')
  const [one, other] = [await initialise(), await initialise()]
  expect(one.body.runs).not.toContain(plain.run)
  expect(other.body.runs).toEqual(one.body.runs)
})
