/** Texts that no table takes are turned away at the door, whichever route they are meant for. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.stop())

const withoutKey = { authorization: '', 'sec-fetch-site': 'same-origin' }

test.each([
  ['PATCH', '/records/5', { lastName: 'Müller\ud800' }, 'body', '/lastName'],
  ['PATCH', '/records/5', { customFields: { tags: ['a', 'b\u0000'] } }, 'body', '/customFields/tags/1'],
  ['PATCH', '/records/5', { 'Müller\u0000': 1 }, 'body', '/'],
  ['GET', '/records?q=%00', undefined, 'query', '/q'],
  ['GET', '/flows/a%00b', undefined, 'address', '/name'],
] as const)('%s %s is 400 and names the place', async (method, path, body, part, pointer) => {
  const answer = await server.call(method, `/api/v1${path}`, body)
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input', errors: [{ pointer }] } })
  expect(answer.body.detail).toContain(`The ${part} cannot be used`)
  expect(JSON.stringify(answer.body)).not.toContain('Müller')
})

test.each([
  ['POST', '/api/v1/session', { email: 'ann\u0000@example.com', password: 'a long enough one' }],
  ['POST', '/hooks/till%00/key', undefined],
] as const)('%s %s is 400 for a stranger as well', async (method, path, body) => {
  expect(await server.call(method, path, body, withoutKey)).toMatchObject({ status: 400, body: { code: 'bad_input' } })
})

test('a body that is deep and nothing else is refused by its route', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' }
  const answer = await fetch(`${server.url}/api/v1/records/5`, { method: 'PATCH', headers, body: deep })
  expect(answer.status).toBe(400)
})
