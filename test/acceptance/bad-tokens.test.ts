/** Tokens that go bad in the midst of things, and tokens that were never good: each is named, and nothing is lost by it. */
import { expect, test } from 'vitest'
import { systemClock } from '../../packages/hub/src/clock.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { startTrefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'
import { openBrowser } from '../harness/walk.ts'

const hour = 3_600_000
const flow = 'clover-customers'
const all = ['accounts:read', 'profiles:read', 'profiles:write', 'lists:read', 'lists:write', 'subscriptions:write']

const house = shared(() =>
  openHouse({ klaviyo: { keys: { pk_narrow: ['accounts:read', 'profiles:read'], pk_wide: all } } }),
)

const till = { params: { path: { name: 'till' } } }
const ofFlow = (name = flow) => ({ params: { path: { name } } })

function connect(apiToken: string, merchantId = house.clover.merchantId) {
  const body = { connector: 'clover', name: 'till', settings: {}, allowMissing: false }
  return house.api.POST('/api/v1/connections', { body: { ...body, credentials: { merchantId, apiToken } } })
}

function stopped(): Promise<Record<string, unknown>> {
  return until('the connection to stop', async () => {
    const { state, fault } = await told(house.api.GET('/api/v1/connections/{name}', till))
    return state === 'stopped' && fault !== null ? fault : new Waiting(state)
  })
}

const openIssues = async () => {
  const { data } = await told(house.api.GET('/api/v1/issues', { params: { query: { limit: 50 } } }))
  return data.filter(({ state }) => state === 'open')
}

test.each([
  ['revoked', () => house.clover.keys.issue(), (token: string) => house.clover.keys.revoke(token)],
  ['expired', () => house.clover.keys.issue({ expiresAt: inAnHour() }), () => house.pass(2 * hour)],
])(
  'S0-022 a token that is %s in the midst stops the connection with one issue; a new one brings all that waited',
  async (word, issue, spoil) => {
    const token = issue()
    await told(connect(token))
    await house.run(flow)
    await house.quiet()
    spoil(token)
    const { id } = house.clover.customers.create(customerDraft(`While-${word}`))
    await told(house.api.POST('/api/v1/flows/{name}/runs', ofFlow()))
    expect(await stopped()).toMatchObject({ kind: 'credentials', message: expect.stringContaining('API token') })
    expect(await openIssues()).toMatchObject([{ connection: 'till' }])
    await told(connect(house.clover.keys.issue()))
    await house.run(flow)
    await house.quiet()
    expect(await house.record(id)).not.toBe(null)
    expect(house.klaviyo.profiles.findByEmail(`while-${word}@example.com`)).toBeDefined()
    expect(await openIssues()).toEqual([])
  },
)

test.each([
  ['of another region', () => connect(house.clover.keys.issue({ region: 'eu' }))],
  ["of another merchant's", () => connect(house.clover.addMerchant().token)],
  ['for the id of another merchant', () => connect(house.clover.token, house.clover.addMerchant().merchantId)],
])('S0-024 a token %s is refused by name, and the one that was there goes on', async (_, attempt) => {
  const problem = await refused(attempt())
  expect(problem).toMatchObject({ status: 422, facts: { fault: { kind: 'credentials' } } })
  expect(problem.detail).toContain('nothing was stored')
  expect((await house.run(flow)).state).toBe('done')
})

test('S1-011 a permission that is taken away stops the flow by its name; it is resumed only once it is granted again', async () => {
  const token = house.clover.keys.issue()
  await told(connect(token))
  house.clover.keys.permit(token, ['MERCHANT_R', 'ORDERS_R', 'INVENTORY_R'])
  const { id } = house.clover.customers.create(customerDraft('Withheld'))
  await told(house.api.POST('/api/v1/flows/{name}/runs', ofFlow()))
  await until('the flow to stop', async () => {
    const { state, fault } = await told(house.api.GET('/api/v1/flows/{name}', ofFlow()))
    return state === 'stopped' && JSON.stringify(fault).includes('CUSTOMERS_R') ? true : new Waiting(state)
  })
  const problem = await refused(house.api.POST('/api/v1/flows/{name}/resume', { ...ofFlow(), body: {} }))
  expect(problem).toMatchObject({ code: 'missing_permissions', detail: expect.stringContaining('CUSTOMERS_R') })
  house.clover.keys.permit(token, ['MERCHANT_R', 'ORDERS_R', 'INVENTORY_R', 'CUSTOMERS_R'])
  await told(house.api.POST('/api/v1/flows/{name}/resume', { ...ofFlow(), body: {} }))
  await house.run(flow)
  expect(await house.record(id)).not.toBe(null)
})

test('a key of Klaviyo without a scope that an enabled flow needs is refused by name; a flow is enabled only with its scopes', async () => {
  const mail = (apiKey: string) => ({
    ...{ connector: 'klaviyo', name: 'mail', settings: {}, credentials: { apiKey } },
  })
  const narrow = await refused(
    house.api.POST('/api/v1/connections', { body: { ...mail('pk_narrow'), allowMissing: false } }),
  )
  expect(narrow).toMatchObject({ code: 'missing_permissions', detail: expect.stringContaining('profiles:write') })
  expect(narrow.detail).not.toContain('events:write')
  await told(house.api.POST('/api/v1/flows/{name}/pause', ofFlow('klaviyo-profiles')))
  await told(house.api.POST('/api/v1/connections', { body: { ...mail('pk_narrow'), allowMissing: true } }))
  const resumed = await refused(
    house.api.POST('/api/v1/flows/{name}/resume', { ...ofFlow('klaviyo-profiles'), body: {} }),
  )
  expect(resumed).toMatchObject({ code: 'missing_permissions', detail: expect.stringContaining('profiles:write') })
  await told(house.api.POST('/api/v1/connections', { body: { ...mail('pk_wide'), allowMissing: true } }))
  await told(house.api.POST('/api/v1/flows/{name}/resume', { ...ofFlow('klaviyo-profiles'), body: {} }))
  const orders = house.api.POST('/api/v1/recipes/{name}/apply', ofFlow('klaviyo-order-events'))
  expect((await refused(orders)).detail).toContain('events:write')
})

test('at the command line a sign-in prints where to go, waits for the browser, and ends with the connection', async () => {
  house.clover.app.configure({ redirectUris: [`${house.hub.url}/oauth/callback`] })
  const words = ['connect', 'clover', '--name', 'shore', '--oauth', '--set', `clientId=${house.clover.app.id}`]
  const command = startTrefoil(house, ...words, '--allow-missing', '--json')
  const address = await until('the address to be printed', async () => {
    const found = /http\S+\/oauth\/start\/\S+/.exec(command.err())
    return found?.[0] ?? new Waiting(command.err())
  })
  await openBrowser().open(address)
  const { exitCode, out } = await command.ended
  expect(exitCode).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ name: 'shore', account: house.clover.merchantId, isSignedIn: true })
})

const inAnHour = () => systemClock.now().getTime() + hour
