import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function refused(path: string, init: RequestInit = {}): Promise<string> {
  const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' }
  const reply = await fetch(`${server.url}/api/v1${path}`, { ...init, headers })
  return z.object({ detail: z.string() }).parse(await reply.json()).detail
}

test('what cannot be used is said without the words of the program that looks at it', async () => {
  expect(await refused('/records?limit=0')).toBe('The query cannot be used: limit: must be at least 1')
  const body = JSON.stringify({ brakes: { changed: 500 } })
  expect(await refused('/settings', { method: 'PATCH', body })).toBe(
    'The body cannot be used: brakes/changed: must be at most 100',
  )
  const account = JSON.stringify({ connector: 'till', name: 'x', credentials: {}, settings: {} })
  expect(await refused('/connections', { method: 'POST', body: account })).toMatch(
    /merchantId: is missing; apiToken: is missing/,
  )
  const role = JSON.stringify({ email: 'vic@example.com', name: 'Vic', role: 'king' })
  expect(await refused('/people', { method: 'POST', body: role })).toContain('role: must be "cashier" or "viewer"')
})
