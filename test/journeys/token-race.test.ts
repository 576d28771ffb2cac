/** Two hubs in two processes, one PostgreSQL, and a refresh token that is good for one use. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../packages/hub/src/clock.ts'
import { type HubProcess, startHubProcess } from '../crash/hub-process.ts'
import { newPlace } from '../database/test-database.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { openBrowser } from '../harness/walk.ts'

const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

const hour = 3_600_000
/** Of the first token so much is left, for Clover's clock is late at first; by half of it another one is asked for. */
const left = 16_000
let behind = hour - left
let clover: CloverSimulator
let hubs: HubProcess[]
beforeAll(async () => {
  const now = () => new Date(systemClock.now().getTime() - behind)
  clover = await startClover({ customers: 3, orders: 0, limits: false, choices: { accessSeconds: hour / 1_000 }, now })
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-race-'))
  closing.push(
    () => clover.stop(),
    async () => rmSync(dataDir, { recursive: true, force: true }),
  )
  const place = await newPlace({ migrated: true, engine: 'postgres' })
  const environment = {
    TREFOIL_DATA_DIR: dataDir,
    TREFOIL_ENDPOINT_CLOVER: clover.url,
    ...('url' in place ? { DATABASE_URL: place.url } : {}),
  }
  hubs = await Promise.all([startHubProcess(environment), startHubProcess(environment)])
  closing.push(() => Promise.all(hubs.map((hub) => hub.stop())))
})

const till = { params: { path: { name: 'clover-customers' } } }

test('twenty sessions in two processes find a token that ends, and one asks for another', async () => {
  const [first] = hubs
  if (first === undefined) throw new Error('no hub runs')
  const app = { clientId: clover.app.id, clientSecret: clover.app.secret }
  const body = { connector: 'clover', name: 'till', settings: {}, allowMissing: true, app }
  const begun = await told(first.api.POST('/api/v1/connections/oauth', { body }))
  clover.app.configure({ redirectUris: [begun.redirectUri] })
  expect((await openBrowser().open(begun.url)).status).toBe(200)
  const givenAt = systemClock.now().getTime()
  await told(first.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name: 'clover-customers' } } }))
  await until('half of its time to be over', async () => {
    const age = systemClock.now().getTime() - givenAt
    return age > left / 2 ? undefined : new Waiting(age)
  })
  behind = 0
  const asked = hubs.flatMap((hub) =>
    Array.from({ length: 10 }, () => told(hub.api.GET('/api/v1/flows/{name}/readiness', till))),
  )
  const answers = await Promise.all(asked)
  expect(answers.map(({ checks }) => checks.find(({ code }) => code === 'connection')?.passed)).toEqual(
    Array.from({ length: 20 }, () => true),
  )
  const refreshes = clover.requests().filter(({ path }) => path.startsWith('/oauth/v2/refresh'))
  expect(refreshes.map(({ status }) => status)).toEqual([200])
})
