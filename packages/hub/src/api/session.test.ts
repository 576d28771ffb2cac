import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeSetUpToken, makeToken } from '../operations/sign-in.ts'
import { findPerson } from '../store/person.ts'
import { BusyError } from '../vault/password.ts'
import { buildApi } from './server.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let now: Date
beforeAll(async () => {
  server = await startTestServer()
  server.hub.now = () => now
})
afterAll(() => server.stop())
beforeEach(async () => {
  now = new Date('2026-11-20T08:00:00Z')
  for (const table of ['session', 'entry_token', 'sign_in_failure', 'person'] as const) {
    await server.db.deleteFrom(table).execute()
  }
})

const nora = { email: 'Nora@Example.com', name: 'Nora Berg', password: 'lantern oyster bicycle' }

/** A browser: keeps the cookie, and says that it is on a page of the hub. */
function browser() {
  const jar = { cookie: '' }
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const reply = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(jar.cookie === '' ? {} : { cookie: jar.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const set = reply.headers.get('set-cookie')
    if (set !== null) jar.cookie = set.split(';')[0] ?? ''
    return { status: reply.status, headers: reply.headers, body: JSON.parse(await reply.text()), set }
  }
  return { call, jar }
}

async function owner() {
  const page = browser()
  await page.call('POST', '/session/set-up', { ...nora, token: await makeSetUpToken(server.hub) })
  return page
}

test('a fresh hub is set up once with its token, and the first account is an owner that is signed in', async () => {
  const page = browser()
  expect((await page.call('GET', '/session')).body).toEqual({ state: 'set_up', person: null })
  const token = await makeSetUpToken(server.hub)
  const done = await page.call('POST', '/session/set-up', { ...nora, token })
  expect(done.body).toMatchObject({ state: 'signed_in', person: { email: 'nora@example.com', role: 'owner' } })
  expect(done.set).toMatch(/^trefoil_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/)
  expect((await page.call('GET', '/flows')).status).toBe(200)
  const again = await browser().call('POST', '/session/set-up', { ...nora, email: 'eve@example.com', token })
  expect([again.status, again.body.code]).toEqual([401, 'bad_token'])
  expect(await makeSetUpToken(server.hub)).toBeNull()
})

test('a set-up token of more than an hour ago makes no account, and neither does a guess', async () => {
  const token = await makeSetUpToken(server.hub)
  now = new Date('2026-11-20T09:00:01Z')
  for (const tried of [token, 'guess']) {
    const { status } = await browser().call('POST', '/session/set-up', { ...nora, token: tried })
    expect(status).toBe(401)
  }
  expect((await browser().call('GET', '/session')).body.state).toBe('set_up')
})

test('a password must be long and not worn out, and is not asked for signs and digits', async () => {
  const token = await makeSetUpToken(server.hub)
  for (const password of ['short one', 'passwordpassword', 'aaaaaaaaaaaaaa', 'NoraBerg2026!!']) {
    const refused = await browser().call('POST', '/session/set-up', { ...nora, password, token })
    expect([refused.status, refused.body.code]).toEqual([400, 'bad_password'])
  }
  expect((await browser().call('POST', '/session/set-up', { ...nora, token })).status).toBe(200)
})

test('S1-014 a wrong password and an unknown account are told the same; the right one signs in; signing out ends it', async () => {
  await owner()
  const page = browser()
  const wrong = await page.call('POST', '/session', { email: 'nora@example.com', password: 'x' })
  const unknown = await page.call('POST', '/session', { email: 'eve@example.com', password: 'x' })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
  expect(unknown.body).toEqual(wrong.body)
  expect((await page.call('POST', '/session', nora)).status).toBe(400)
  const { email, password } = nora
  expect((await page.call('POST', '/session', { email, password })).body.state).toBe('signed_in')
  const { cookie } = page.jar
  expect((await page.call('DELETE', '/session')).set).toContain('Max-Age=0')
  expect((await browser().call('GET', '/flows', undefined, { cookie })).status).toBe(401)
})

test('S1-014 after five wrong passwords each further one costs twice the wait, for this account alone', async () => {
  await owner()
  const attempt = (password: string) => browser().call('POST', '/session', { email: 'nora@example.com', password })
  for (let tries = 0; tries < 5; tries += 1) expect((await attempt('wrong')).status).toBe(401)
  const refused = await attempt(nora.password)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  now = new Date(now.getTime() + 1_001)
  expect((await attempt('wrong')).status).toBe(401)
  expect((await attempt(nora.password)).headers.get('retry-after')).toBe('2')
  now = new Date(now.getTime() + 2_001)
  expect((await attempt(nora.password)).status).toBe(200)
})

test('of forty wrong passwords at the same moment a few are heard', async () => {
  await owner()
  const tries = Array.from({ length: 40 }, () =>
    browser().call('POST', '/session', { email: nora.email, password: 'wrong' }),
  )
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  expect([401, 429].map((status) => statuses.filter((each) => each === status).length)).toEqual([5, 35])
})

test('what comes while too many sign in is told to come again, and counts for nothing', async () => {
  await owner()
  const { passwords } = server.hub
  const busy = () => Promise.reject(new BusyError())
  server.hub.passwords = { hash: busy, isRight: busy }
  const signIn = () => browser().call('POST', '/session', { email: nora.email, password: nora.password })
  for (let tries = 0; tries < 6; tries += 1) {
    const refused = await signIn()
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'busy', '5'])
  }
  server.hub.passwords = passwords
  expect((await signIn()).status).toBe(200)
})

test('a wrong password now and then never adds up to a lock, and the right one is not counted', async () => {
  await owner()
  const attempt = async (password: string) =>
    (await browser().call('POST', '/session', { email: nora.email, password })).status
  for (let tries = 0; tries < 35; tries += 1) {
    expect([await attempt('wrong'), await attempt(nora.password)]).toEqual([401, 200])
    now = new Date(now.getTime() + 50 * 60_000)
  }
  for (let tries = 0; tries < 35; tries += 1) expect(await attempt(nora.password)).toBe(200)
  // One an hour of the last day: what is older was forgotten.
  expect(await server.db.selectFrom('sign_in_failure').selectAll().execute()).toHaveLength(25)
})

test('behind a proxy a stranger uses up the patience for one address, until the hour is over', async () => {
  await owner()
  const { hub } = server
  const api = await buildApi({
    ...{ hub, trustedProxies: ['127.0.0.1'] },
    editRecord: async () => ({ version: 1 }),
    ready: async () => {},
    newId: () => 'request-id',
  })
  const attempt = async (address: string, path: string, payload: Record<string, string>) => {
    const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': `198.51.100.1, ${address}` }
    return (await api.inject({ method: 'POST', url: `/api/v1${path}`, headers, payload })).statusCode
  }
  const signIn = (address: string) => attempt(address, '/session', { email: nora.email, password: nora.password })
  for (let tries = 0; tries < 30; tries += 1) {
    expect(await attempt('203.0.113.9', '/session/enter', { token: `junk-${tries}` })).toBe(401)
  }
  expect([await signIn('203.0.113.9'), await signIn('203.0.113.10')]).toEqual([429, 200])
  const token = await makeToken(hub, (await findPerson(hub.db, 1, { email: 'nora@example.com' }))?.id ?? 0, 60_000)
  expect(await attempt('203.0.113.10', '/session/enter', { token })).toBe(200)
  now = new Date('2026-11-20T09:00:00Z')
  expect(await signIn('203.0.113.9')).toBe(200)
  await api.close()
})

test('what a request says of where it came from is not believed without a proxy', async () => {
  await owner()
  const statuses = []
  for (let tries = 0; tries < 31; tries += 1) {
    const from = { 'x-forwarded-for': `203.0.113.${tries}` }
    statuses.push((await browser().call('POST', '/session/enter', { token: 'junk' }, from)).status)
  }
  expect(statuses.indexOf(429)).toBe(30)
})

test('a session ends after eight idle hours, and after a week of use', async () => {
  const page = await owner()
  const start = now.getTime()
  const at = async (hours: number) => {
    now = new Date(start + hours * 3_600_000)
    return (await page.call('GET', '/flows')).status
  }
  expect([await at(7), await at(14), await at(22.5)]).toEqual([200, 200, 401])
  const second = browser()
  await second.call('POST', '/session', { email: nora.email, password: nora.password })
  const begun = now.getTime()
  const statuses = []
  for (let hours = 0; hours <= 170; hours += 5) {
    now = new Date(begun + hours * 3_600_000)
    statuses.push((await second.call('GET', '/flows')).status)
  }
  expect([statuses.lastIndexOf(200) * 5, statuses.at(-1)]).toEqual([165, 401])
})

test('another site cannot use the session: what it sends is refused, with and without its name', async () => {
  const page = await owner()
  const post = (headers: Record<string, string>) => page.call('POST', '/flows/none/pause', undefined, headers)
  expect((await post({})).status).toBe(404)
  for (const site of ['cross-site', 'same-site', 'none'])
    expect((await post({ 'sec-fetch-site': site })).status).toBe(401)
  const form = await fetch(`${server.url}/api/v1/flows/none/pause`, {
    method: 'POST',
    headers: { cookie: page.jar.cookie },
  })
  expect(form.status).toBe(401)
  const signIn = await page.call(
    'POST',
    '/session',
    { email: nora.email, password: 'x' },
    { 'sec-fetch-site': 'cross-site' },
  )
  expect(signIn.body.code).toBe('wrong_origin')
})

test('over https the cookie goes back over https alone', async () => {
  await owner()
  const { host } = new URL(server.url)
  const { set } = await browser().call(
    'POST',
    '/session',
    { email: nora.email, password: nora.password },
    { origin: `https://${host}` },
  )
  expect(set).toMatch(/^__Host-trefoil_session=.*; Secure$/)
})

test('S1-015 an owner invites somebody, whose link works once, and who then may look and change nothing', async () => {
  const page = await owner()
  const invited = await page.call('POST', '/people', { email: 'vic@example.com', name: 'Vic', role: 'viewer' })
  expect(invited.status).toBe(201)
  const token = invited.body.path.split('#')[1]
  const vic = browser()
  expect((await vic.call('POST', '/session/enter', { token })).body.person).toMatchObject({
    name: 'Vic',
    hasPassword: false,
  })
  expect((await browser().call('POST', '/session/enter', { token })).status).toBe(401)
  expect((await vic.call('GET', '/flows')).status).toBe(200)
  expect((await vic.call('POST', '/flows/none/preview', {})).status).toBe(404)
  for (const [method, path] of [
    ['POST', '/flows/none/pause'],
    ['GET', '/api-keys'],
    ['POST', '/people'],
  ] as const) {
    const refused = await vic.call(
      method,
      path,
      method === 'POST' ? { email: 'x@example.com', name: 'X', role: 'owner' } : undefined,
    )
    expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'forbidden'])
  }
  expect((await vic.call('PUT', '/session/password', { password: 'garden violin pepper' })).status).toBe(200)
  expect(
    (await browser().call('POST', '/session', { email: 'vic@example.com', password: 'garden violin pepper' })).status,
  ).toBe(200)
})

test('the last owner can neither leave nor step down', async () => {
  const page = await owner()
  const { id } = (await page.call('GET', '/session')).body.person
  expect((await page.call('DELETE', `/people/${id}`)).body.code).toBe('last_owner')
  expect((await page.call('PATCH', `/people/${id}`, { role: 'viewer' })).body.code).toBe('last_owner')
  expect((await page.call('GET', '/people')).body.data).toHaveLength(1)
})

test('a new password ends the other sessions, and needs the present one', async () => {
  const page = await owner()
  const other = browser()
  await other.call('POST', '/session', { email: nora.email, password: nora.password })
  const change = { current: 'not this', password: 'garden violin pepper' }
  expect((await page.call('PUT', '/session/password', change)).body.code).toBe('wrong_password')
  expect((await page.call('PUT', '/session/password', { ...change, current: nora.password })).status).toBe(200)
  expect([(await page.call('GET', '/flows')).status, (await other.call('GET', '/flows')).status]).toEqual([200, 401])
})

test('a key is shown once, works with its role, and stops at once when it is removed', async () => {
  const page = await owner()
  const made = (await page.call('POST', '/api-keys', { name: 'report', role: 'viewer' })).body
  const headers = { authorization: `Bearer ${made.key}` }
  expect((await server.call('GET', '/api/v1/flows', undefined, headers)).status).toBe(200)
  expect((await server.call('POST', '/api/v1/flows/none/pause', undefined, headers)).status).toBe(403)
  const listed = JSON.stringify((await page.call('GET', '/api-keys')).body)
  expect(listed).toContain('"report"')
  expect(listed).not.toContain(made.key)
  await page.call('DELETE', `/api-keys/${made.id}`)
  expect((await server.call('GET', '/api/v1/flows', undefined, headers)).status).toBe(401)
})

test('neither passwords nor secrets of sessions and links stand in the database', async () => {
  const page = await owner()
  const { body } = await page.call('POST', '/people', { email: 'vic@example.com', name: 'Vic', role: 'viewer' })
  const rows = await Promise.all(
    (['person', 'session', 'entry_token'] as const).map((table) => server.db.selectFrom(table).selectAll().execute()),
  )
  const stored = JSON.stringify(rows)
  for (const secret of [nora.password, page.jar.cookie.split('=')[1], body.path.split('#')[1]]) {
    expect(stored).not.toContain(secret)
  }
})

test('a person sees where somebody is signed in by the same account, ends one of them, or all but this one', async () => {
  const page = await owner()
  const [desk, phone] = [browser(), browser()]
  const { email, password } = nora
  await desk.call('POST', '/session', { email, password }, { 'user-agent': 'Firefox on a desk' })
  await phone.call('POST', '/session', { email, password }, { 'user-agent': 'A phone' })
  const sessions = async () => (await page.call('GET', '/sessions')).body.data
  expect((await sessions()).map(({ agent, isThis }: { agent: string; isThis: boolean }) => [agent, isThis])).toEqual([
    ['A phone', false],
    ['Firefox on a desk', false],
    ['node', true],
  ])
  const found = (await sessions()).find(({ agent }: { agent: string }) => agent === 'A phone')
  expect(JSON.stringify(found)).not.toContain(phone.jar.cookie.split('=')[1])
  expect((await page.call('DELETE', `/sessions/${found.id}`)).body).toEqual({ ended: 1 })
  expect([(await phone.call('GET', '/flows')).status, (await desk.call('GET', '/flows')).status]).toEqual([401, 200])
  expect((await page.call('DELETE', '/sessions')).body).toEqual({ ended: 1 })
  expect([(await desk.call('GET', '/flows')).status, (await page.call('GET', '/flows')).status]).toEqual([401, 200])
})

test('nobody ends a session of somebody else by its number; an owner signs a person out as a whole', async () => {
  const page = await owner()
  const { body } = await page.call('POST', '/people', { email: 'vic@example.com', name: 'Vic', role: 'operator' })
  const vic = browser()
  await vic.call('POST', '/session/enter', { token: body.path.split('#')[1] })
  const [own] = (await page.call('GET', '/sessions')).body.data
  expect((await vic.call('DELETE', `/sessions/${own.id}`)).body.code).toBe('unknown_session')
  expect((await page.call('DELETE', `/people/${body.person.id}/sessions`)).body).toEqual({ ended: 1 })
  expect([(await vic.call('GET', '/flows')).status, (await page.call('GET', '/flows')).status]).toEqual([401, 200])
})
