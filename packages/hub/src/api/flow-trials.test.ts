/** What somebody who may only look can ask of a flow, and what it may cost the hub. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodTill, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.call('POST', '/api/v1/connections', { ...goodTill, settings: {} })
  await server.call('POST', '/api/v1/recipes/till-customers/apply', {})
})
afterAll(() => server.stop())

const flow = '/api/v1/flows/till-customers'
const numbers = `IntListFromString("${Array.from({ length: 100 }, (_, index) => index).join(',')}")`
/** Some ten thousand steps, and just within what one formula may take. */
const isNever = `${numbers}.Any(a => ${numbers}.Any(b => a + b == -1))`

/** A definition whose filters all have to be asked. */
async function proposed(mappings: number, cases: number) {
  const { body } = await server.call('GET', flow)
  const rules = [{ to: 'customerNumber', field: 'id' }]
  const numbered = <T>(count: number, make: (name: string) => T) =>
    Array.from({ length: count }, (_, index) => make(`No. ${index}`))
  return {
    ...body.definition,
    mappings: numbered(mappings, (name) => ({ name, type: 'add_and_update', filter: isNever, rules })),
    cases: numbered(cases, (name) => ({ name, source: { id: 'ABC' }, expect: { filtered: 'x' } })),
  }
}

test('a trial that would take minutes is stopped, and others are answered meanwhile', async () => {
  const state = { isOver: false, answers: 0 }
  const trial = server.call('POST', `${flow}/cases/run`, { definition: await proposed(1, 500) }).finally(() => {
    state.isOver = true
  })
  while (!state.isOver) {
    if ((await server.call('GET', '/livez')).status === 200) state.answers += 1
  }
  const { status, body } = await trial
  expect([status, body.code, body.detail]).toEqual([422, 'too_many_steps', expect.stringContaining('fewer records')])
  expect(state.answers).toBeGreaterThan(5)
})

test.each([
  [
    'the preview of many records',
    'preview',
    2,
    { sources: Array.from({ length: 200 }, (_, id) => ({ id: `C${id}` })) },
  ],
  ['the explanation of one', 'explain', 200, { source: { id: 'ABC' } }],
])('%s is stopped as well', async (_, operation, mappings, which) => {
  const definition = await proposed(mappings, 0)
  const { status, body } = await server.call('POST', `${flow}/${operation}`, { definition, ...which })
  expect([status, body.code]).toEqual([422, 'too_many_steps'])
})

test('a definition has so many cases and not more', async () => {
  const { status, body } = await server.call('POST', `${flow}/cases/run`, { definition: await proposed(1, 501) })
  expect([status, body.errors]).toEqual([400, [expect.objectContaining({ pointer: '/cases' })]])
  expect(body.detail).toContain('at most 500 cases')
})
