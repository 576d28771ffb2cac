/** Clover and Klaviyo are connected by signing in; tokens that end are renewed, and what cannot be renewed holds the work. */
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'
import { openBrowser } from '../harness/walk.ts'

const hour = 3_600_000

const house = shared(() => openHouse({ isSetUp: false }))
beforeAll(async () => {
  const redirectUris = [`${house.hub.url}/oauth/callback`]
  house.clover.app.configure({ redirectUris, permissions: ['CUSTOMERS_R', 'ORDERS_R', 'MERCHANT_R'] })
  house.klaviyo.app.configure({ redirectUris })
})

const cloverApp = () => ({ clientId: house.clover.app.id, clientSecret: house.clover.app.secret })
const klaviyoApp = () => ({ clientId: house.klaviyo.app.id, clientSecret: house.klaviyo.app.secret })

type Begin = Partial<{
  name: string
  settings: Record<string, number>
  app: Record<string, string>
  allowMissing: boolean
  connector: string
}>

const begin = (wishes: Begin = {}) =>
  house.api.POST('/api/v1/connections/oauth', {
    body: { connector: 'clover', name: 'till', settings: {}, allowMissing: true, app: cloverApp(), ...wishes },
  })

const attempt = (id: number) =>
  told(house.api.GET('/api/v1/connections/oauth/{id}', { params: { path: { id: String(id) } } }))

const connection = (name: string) => told(house.api.GET('/api/v1/connections/{name}', { params: { path: { name } } }))

/** Signs in and answers how it went. */
async function signIn(wishes: Begin = {}): Promise<Schemas['OAuthAttempt'] & { page: string }> {
  const { id, url } = await told(begin(wishes))
  const { text } = await openBrowser().open(url)
  return { ...(await attempt(id)), page: text }
}

const refreshes = () => house.clover.requests().filter(({ path }) => path.startsWith('/oauth/v2/refresh'))

async function applied(recipe: string): Promise<void> {
  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name: recipe } } }))
}

test('a merchant signs in at Clover, and the connection is there with what the app may do', async () => {
  const ended = await signIn()
  expect(ended).toMatchObject({ progress: 'connected', problem: null })
  expect(ended.page).toContain('&quot;till&quot; is made')
  const made = await connection('till')
  expect(made).toMatchObject({ account: house.clover.merchantId, state: 'active', isSignedIn: true })
  expect(made.permissions).toMatchObject({ CUSTOMERS_R: 'granted', CUSTOMERS_W: 'missing' })
})

test('no token and no secret of the app is shown or logged', async () => {
  const shown = JSON.stringify(await connection('till')) + house.log()
  for (const { token, kind } of house.clover.keys.list()) if (kind === 'oauth') expect(shown).not.toContain(token)
  expect(shown).not.toContain(house.clover.app.secret)
})

test('an app without a secret signs in by PKCE', async () => {
  expect(await signIn({ app: { clientId: house.clover.app.id } })).toMatchObject({ progress: 'connected' })
})

test('a person signs in at Klaviyo with the scopes that sources and targets need', async () => {
  const ended = await signIn({ connector: 'klaviyo', name: 'mail', app: klaviyoApp(), allowMissing: false })
  expect(ended).toMatchObject({ progress: 'connected' })
  const { permissions } = await connection('mail')
  expect(Object.values(permissions)).not.toContain('missing')
})

test('a state works once, in the browser that began, and for ten minutes', async () => {
  const { url } = await told(begin())
  const browser = openBrowser()
  const { next: vendor } = await browser.step(url)
  const { next: back } = await browser.step(vendor ?? '')
  expect((await openBrowser().open(back ?? '')).text).toContain('another browser')
  expect((await browser.open(back ?? '')).status).toBe(200)
  expect((await browser.open(back ?? '')).status).toBe(400)
  expect((await openBrowser().open(url)).text).toContain('begin again')
  const late = await told(begin())
  house.pass(10 * 60_000)
  expect((await openBrowser().open(late.url)).status).toBe(400)
  expect(await attempt(late.id)).toMatchObject({ progress: 'failed', problem: { code: 'oauth_expired' } })
})

test('a state that was changed on the way is refused', async () => {
  const { url, id } = await told(begin())
  const browser = openBrowser()
  const { next: vendor } = await browser.step(url)
  const { next: back } = await browser.step(vendor ?? '')
  const changed = new URL(back ?? '')
  changed.searchParams.set('state', 'x'.repeat(43))
  expect((await browser.open(changed.href)).status).toBe(400)
  expect(await attempt(id)).toMatchObject({ progress: 'waiting' })
})

test('an owner who says no, and a wrong secret of the app, are named', async () => {
  house.klaviyo.app.deny()
  const denied = await signIn({ connector: 'klaviyo', name: 'mail', app: klaviyoApp() })
  expect(denied.problem).toMatchObject({ code: 'oauth_denied', detail: expect.stringContaining('said no') })
  const wrong = { ...klaviyoApp(), clientSecret: 'wrong' }
  const { problem } = await signIn({ connector: 'klaviyo', name: 'mail', app: wrong })
  expect(problem?.detail).toContain('does not know the app by this client id and secret')
})

test('a sign-in that lacks what flows need is refused by name, unless it is allowed', async () => {
  const { problem } = await signIn({ name: 'narrow', allowMissing: false })
  expect(problem).toMatchObject({ code: 'missing_permissions', detail: expect.stringContaining('CUSTOMERS_W') })
  const none = await refused(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'narrow' } } }))
  expect(none.status).toBe(404)
})

test('a connection of one merchant is not taken over by another who signs in', async () => {
  const other = house.clover.addMerchant()
  house.clover.app.signIn(other.merchantId)
  const { problem } = await signIn()
  house.clover.app.signIn(house.clover.merchantId)
  expect(problem).toMatchObject({ code: 'name_taken', detail: expect.stringContaining(other.merchantId) })
  expect((await connection('till')).account).toBe(house.clover.merchantId)
})

test('where access was signed in to before, app and settings need not be named again; a first time they must', async () => {
  await signIn({ settings: { orderHistoryDays: 7 } })
  const { id, url } = await told(
    house.api.POST('/api/v1/connections/oauth', {
      body: { connector: 'clover', name: 'till', settings: {}, allowMissing: true },
    }),
  )
  await openBrowser().open(url)
  expect(await attempt(id)).toMatchObject({ progress: 'connected' })
  expect((await connection('till')).settings).toMatchObject({ orderHistoryDays: 7 })
  const body = { connector: 'clover', name: 'first', settings: {}, allowMissing: true }
  const problem = await refused(house.api.POST('/api/v1/connections/oauth', { body }))
  expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/app/clientId' }] })
})

test('an access token that is about to end is renewed by one request, and the flow goes on', async () => {
  await applied('clover-customers')
  house.clover.customers.create(customerDraft('Before'))
  await house.run('clover-customers')
  const before = refreshes().length
  house.pass(hour)
  house.clover.customers.create(customerDraft('After'))
  expect((await house.run('clover-customers')).state).toBe('done')
  expect(refreshes().length - before).toBe(1)
})

test('a token that Clover ends before its time is renewed at the first 401', async () => {
  house.pass(10 * 60_000)
  const before = refreshes().length
  for (const { token, kind, revoked } of house.clover.keys.list()) {
    if (kind === 'oauth' && !revoked) house.clover.keys.revoke(token)
  }
  expect((await house.run('clover-customers')).state).toBe('done')
  expect(refreshes().length - before).toBe(1)
})

test('a refresh whose answer was lost ends in one issue, the work is held, and signing in again brings it all', async () => {
  house.pass(hour)
  house.clover.faults.add({ kind: 'reset-after-commit', match: '/oauth/v2/refresh' })
  const { id } = house.clover.customers.create(customerDraft('Held'))
  house.pass(hour)
  const stopped = await until('the connection to stop', async () => {
    const now = await connection('till')
    return now.state === 'stopped' ? now : new Waiting(now.state)
  })
  expect(stopped.fault).toMatchObject({ kind: 'credentials', code: 'CONNECT_AGAIN' })
  const open = await told(house.api.GET('/api/v1/issues', { params: { query: { limit: 50 } } }))
  expect(open.data.filter(({ code }) => code === 'CONNECT_AGAIN')).toHaveLength(1)
  expect(await signIn()).toMatchObject({ progress: 'connected' })
  await house.run('clover-customers')
  expect(await house.record(id)).not.toBe(null)
  const after = await told(house.api.GET('/api/v1/issues', { params: { query: { limit: 50 } } }))
  expect(after.data.filter(({ code, state }) => code === 'CONNECT_AGAIN' && state === 'open')).toEqual([])
})

test('an app that the merchant took off stops the connection with the same words', async () => {
  house.clover.app.uninstall()
  house.pass(hour)
  const stopped = await until('the connection to stop', async () => {
    const now = await connection('till')
    return now.state === 'stopped' ? now : new Waiting(now.state)
  })
  expect(stopped.fault).toMatchObject({ code: 'CONNECT_AGAIN' })
  expect(await signIn()).toMatchObject({ progress: 'connected' })
  expect((await connection('till')).state).toBe('active')
})

test('signing in on the command line without an app names the options that give it', async () => {
  const { exitCode, err } = await trefoil(house, 'connect', 'clover', '--name', 'elsewhere', '--oauth')
  expect(exitCode).toBe(2)
  expect(err).toContain('--set clientId=…')
})
