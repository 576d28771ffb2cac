import { afterAll, beforeAll, expect, test } from 'vitest'
import { usualSettings } from '../store/workspace-settings.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const read = async () => (await server.call('GET', '/api/v1/settings')).body
const change = (body: unknown) => server.call('PATCH', '/api/v1/settings', body)

test('what nobody chose is as it usually is, and a change keeps all that it does not name', async () => {
  expect(await read()).toEqual({ ...usualSettings, mail: null })
  await change({ brakes: { changed: 100 } })
  await change({ brakes: { gone: 0 }, notifications: { quiet: { from: '22:00', to: '07:00', zone: 'Europe/Madrid' } } })
  const { brakes, notifications, retention } = await read()
  expect(brakes).toEqual({ changed: 100, gone: 0, zeroed: 5, atLeast: 20 })
  expect(notifications).toEqual({
    kinds: usualSettings.notifications.kinds,
    to: [],
    quiet: { from: '22:00', to: '07:00', zone: 'Europe/Madrid' },
  })
  expect(retention).toEqual(usualSettings.retention)
  await change({ notifications: { quiet: null, kinds: [] } })
  expect((await read()).notifications).toEqual({ kinds: [], to: [], quiet: null })
})

test.each([
  ['a share above 100 %', { brakes: { changed: 101 } }, '/brakes/changed'],
  [
    'a time that no clock shows',
    { notifications: { quiet: { from: '24:00', to: '07:00', zone: 'UTC' } } },
    '/quiet/from',
  ],
  [
    'a zone that there is not',
    { notifications: { quiet: { from: '22:00', to: '07:00', zone: 'Mars' } } },
    '/quiet/zone',
  ],
  ['no address', { notifications: { to: ['ann'] } }, '/notifications/to/0'],
  ['an unknown setting', { brakes: { hand: 1 } }, '/brakes'],
])('%s is refused by its place, and nothing is changed', async (_what, body, place) => {
  const before = await read()
  const refused = await change(body)
  expect(refused.status).toBe(400)
  expect(refused.body.errors[0].pointer).toContain(place)
  expect(await read()).toEqual(before)
})

test('the slices of activity are all of one length, and reach up to now', async () => {
  const { body } = await server.call('GET', '/api/v1/activity?hours=24')
  expect(body).toMatchObject({ sliceSeconds: 1_800, slices: [], rates: [] })
  const reach = Date.parse(body.since) + 48 * 1_800_000 - server.hub.now().getTime()
  expect(reach).toBeGreaterThan(0)
  expect(reach).toBeLessThanOrEqual(1_800_000)
})
