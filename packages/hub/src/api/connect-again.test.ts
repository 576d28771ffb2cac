/** A connection that is made again under its name, as where only its token is new. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { goodTill, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
/** The settings that the vendor was asked with, the newest last. */
const asked: unknown[] = []
beforeAll(async () => {
  server = await startTestServer()
  const { openSession } = server.hub
  server.hub.openSession = (access) => {
    asked.push(access.settings)
    return openSession(access)
  }
})
beforeEach(() => connect({ settings: { days: 7 } }))
afterAll(() => server.stop())

const connect = (more: object) => server.call('POST', '/api/v1/connections', { ...goodTill, ...more })

test('credentials alone leave the settings as they are', async () => {
  const credentials = { merchantId: 'SHOP1', apiToken: 'good-fedcba9876543210' }
  const { status, body } = await connect({ credentials })
  expect([status, body.credentials.apiToken, body.settings]).toEqual([200, '••••3210', { days: 7 }])
  expect((await server.call('GET', '/api/v1/connections/corner')).body.settings).toEqual({ days: 7 })
})

test('a setting that is named is changed', async () => {
  expect((await connect({ settings: { days: 30 } })).body.settings).toEqual({ days: 30 })
})

test('the vendor is asked with the settings that stand, where nothing is to be stored as well', async () => {
  expect((await server.call('POST', '/api/v1/connections/check', goodTill)).status).toBe(200)
  expect(asked.at(-1)).toEqual({ days: 7 })
})

test('another name has settings of its own', async () => {
  expect((await connect({ name: 'airport' })).body.settings).toEqual({ days: 90 })
})
