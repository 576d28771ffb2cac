/** A hub that is killed when Clover has given the new tokens and before it has them: they are lost, and nothing else is. */
import { startClover } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../packages/hub/src/clock.ts'
import { newPlace } from '../database/test-database.ts'
import { applyRecipe } from '../harness/set-up.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { openBrowser } from '../harness/walk.ts'
import { openGatepost } from './gatepost.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'
import { queueRun } from './town.ts'

const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

const hour = 3_600_000

test('killed between the refresh and its storing, the next hub says once to sign in again, and then all arrives', async () => {
  // Late at first: of the tokens that Clover gives then little is left, and by half of it others are asked for.
  const left = 16_000
  let behind = hour - left
  const now = () => new Date(systemClock.now().getTime() - behind)
  const clover = await startClover({ customers: 3, orders: 0, limits: false, choices: { accessSeconds: 3_600 }, now })
  closing.push(() => clover.stop())
  const place = await newPlace({ migrated: true, engine: 'pglite' })
  const dataDir = 'dataDir' in place ? place.dataDir : ''
  const post = await openGatepost({ name: 'clover', url: clover.url }, ({ line, when }) => {
    if (when === 'asked' || !line.startsWith('POST /oauth/v2/refresh')) return true
    killed.kill()
    return false
  })
  closing.push(() => post.close())
  const killed = await startHubProcess({ TREFOIL_DATA_DIR: dataDir, TREFOIL_ENDPOINT_CLOVER: post.url })
  await signIn(killed)
  const givenAt = systemClock.now().getTime()
  await applyRecipe(killed.api, 'clover-customers')
  await until('half of its time to be over', async () => {
    const age = systemClock.now().getTime() - givenAt
    return age > left / 2 ? undefined : new Waiting(age)
  })
  behind = 0
  await queueRun(killed.api, 'clover-customers')
  expect(await killed.ended).toBe('SIGKILL')

  const next = await startHubProcess({ TREFOIL_DATA_DIR: dataDir, TREFOIL_ENDPOINT_CLOVER: clover.url })
  closing.push(() => next.stop())
  const stopped = await until('the connection to stop', async () => {
    const { state, fault } = await till(next)
    return state === 'stopped' && fault !== null ? fault : new Waiting(state)
  })
  expect(stopped).toMatchObject({ kind: 'credentials', code: 'CONNECT_AGAIN' })
  expect(await openIssues(next)).toEqual(['CONNECT_AGAIN'])
  clover.customers.create({ firstName: 'Held', emailAddresses: [{ emailAddress: 'held@example.com' }] })
  await signIn(next)
  const id = await queueRun(next.api, 'clover-customers')
  const run = await until('the run to end', async () => {
    const params = { path: { id: String(id) } }
    const at = await told(next.api.GET('/api/v1/runs/{id}', { params }))
    return at.finishedAt === null ? new Waiting(at.state) : at
  })
  expect(run).toMatchObject({ state: 'done', read: 4 })
  expect(await openIssues(next)).not.toContain('CONNECT_AGAIN')

  async function signIn({ api }: HubProcess): Promise<void> {
    const app = { clientId: clover.app.id, clientSecret: clover.app.secret }
    const body = { connector: 'clover', name: 'till', settings: {}, allowMissing: true, app }
    const begun = await told(api.POST('/api/v1/connections/oauth', { body }))
    clover.app.configure({ redirectUris: [begun.redirectUri] })
    expect((await openBrowser().open(begun.url)).status).toBe(200)
  }
})

const till = ({ api }: HubProcess) =>
  told(api.GET('/api/v1/connections/{name}', { params: { path: { name: 'till' } } }))

async function openIssues({ api }: HubProcess): Promise<string[]> {
  const { data } = await told(api.GET('/api/v1/issues', { params: { query: { limit: 50 } } }))
  return data.filter(({ state }) => state === 'open').map(({ code }) => code)
}
