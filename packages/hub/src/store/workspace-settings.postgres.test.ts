import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../api/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('of two who change different settings at the same moment neither undoes the other', async () => {
  const change = (body: object) => server.call('PATCH', '/api/v1/settings', body)
  for (let round = 1; round <= 10; round += 1) {
    await Promise.all([change({ retention: { alertDays: round } }), change({ retention: { noticeDays: round } })])
    const { body } = await server.call('GET', '/api/v1/settings')
    expect(body.retention).toMatchObject({ alertDays: round, noticeDays: round })
  }
})
