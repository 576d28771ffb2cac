import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goodTill, insertCustomer, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('the door', () => {
  test('a request without a key is told what to send', async () => {
    const { status, body, headers } = await server.call('GET', '/api/v1/flows', undefined, { authorization: '' })
    expect(status).toBe(401)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ code: 'unauthenticated', status: 401, instance: '/api/v1/flows' })
  })
  test('a key with one letter changed is no key', async () => {
    const wrong = server.key.slice(0, -1) + (server.key.endsWith('A') ? 'B' : 'A')
    expect((await server.call('GET', '/api/v1/flows', undefined, { authorization: `Bearer ${wrong}` })).status).toBe(
      401,
    )
  })
  test('the first key is readable by its owner alone and not stored as it is', async () => {
    expect(statSync(join(server.dataDir, 'api-key')).mode & 0o777).toBe(0o600)
    const [row] = await server.db.selectFrom('api_key').selectAll().execute()
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(row)).not.toContain(server.key)
  })
  test('a page of another origin is refused even with the key', async () => {
    expect((await server.call('GET', '/api/v1/flows', undefined, { origin: 'https://evil.example' })).status).toBe(403)
  })
  test('a host name that is not ours is refused', async () => {
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${server.url}/livez`, { headers: { host: 'rebound.example' } }, (reply) => {
        reply.resume()
        resolve(reply.statusCode)
      })
      sent.on('error', reject).end()
    })
    expect(status).toBe(421)
  })
  test('health needs no key', async () => {
    expect((await fetch(`${server.url}/livez`)).status).toBe(200)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  })
  test('an unknown address is a problem too, and carries the request id it was given', async () => {
    const { status, body, headers } = await server.call('GET', '/api/v1/nothing', undefined, {
      'request-id': 'my-request-1',
    })
    expect([status, body.code, headers.get('request-id')]).toEqual([404, 'unknown_route', 'my-request-1'])
  })
})

describe('bad input', () => {
  test('malformed JSON is a 400 with words', async () => {
    const { status, body } = await server.call('POST', '/api/v1/connections', '{"connector": ')
    expect([status, body.code]).toEqual([400, 'malformed_json'])
  })
  test('each wrong field is pointed at', async () => {
    const { status, body } = await server.call('POST', '/api/v1/connections', { connector: 5, nmae: 'x' })
    expect(status).toBe(400)
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(
      expect.arrayContaining(['/connector', '/name']),
    )
  })
  test('a limit over 200 is refused', async () => {
    const { status, body } = await server.call('GET', '/api/v1/records?limit=201')
    expect([status, body.errors[0].pointer]).toEqual([400, '/limit'])
  })
  test('a cursor of our own making only', async () => {
    expect((await server.call('GET', '/api/v1/records?cursor=zzz')).body.code).toBe('bad_cursor')
  })
})

describe('connecting', () => {
  test('an unknown connector names those that exist', async () => {
    const { status, body } = await server.call('POST', '/api/v1/connections', { ...goodTill, connector: 'tlil' })
    expect([status, body.code, body.detail]).toEqual([404, 'unknown_connector', expect.stringContaining('till')])
  })
  test('a field of the credentials that is missing is pointed at', async () => {
    const { status, body } = await server.call('POST', '/api/v1/connections', {
      ...goodTill,
      credentials: { merchantId: 'SHOP1' },
    })
    expect([status, body.errors[0].pointer]).toEqual([400, '/credentials/apiToken'])
  })
  test('credentials that the vendor refuses are a 422 with its fault, and nothing is stored', async () => {
    const credentials = { ...goodTill.credentials, apiToken: 'bad-0123456789' }
    const { status, body } = await server.call('POST', '/api/v1/connections', { ...goodTill, credentials })
    expect([status, body.code, body.facts.fault.kind]).toEqual([422, 'connection_check_failed', 'credentials'])
    expect(JSON.stringify(body)).not.toContain('bad-0123456789')
    expect((await server.call('GET', '/api/v1/connections')).body.data).toEqual([])
  })
  test('a missing permission is named together with what needs it, and nothing is stored', async () => {
    server.till.permissions = { CUSTOMERS_R: 'missing', ORDERS_R: 'granted' }
    const { status, body } = await server.call('POST', '/api/v1/connections', goodTill)
    expect([status, body.facts.missing]).toEqual([422, [{ permission: 'CUSTOMERS_R', neededBy: ['customers'] }]])
    expect((await server.call('GET', '/api/v1/connections')).body.data).toEqual([])
    server.till.permissions = { CUSTOMERS_R: 'granted', ORDERS_R: 'granted' }
  })
  test('a vendor that stays silent is a 422 that says so, and a fault of ours a 500 that keeps its words for the log', async () => {
    server.till.trouble = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    const silent = await server.call('POST', '/api/v1/connections', goodTill)
    expect([silent.status, silent.body.facts.fault.kind]).toEqual([422, 'unavailable'])
    server.till.trouble = new Error('secret inner state')
    const broken = await server.call('POST', '/api/v1/connections', goodTill)
    server.till.trouble = undefined
    expect([broken.status, broken.body.code]).toEqual([500, 'internal'])
    expect(broken.body.detail).toContain(broken.headers.get('request-id'))
    expect(JSON.stringify(broken.body)).not.toContain('inner state')
    expect((await server.call('GET', '/api/v1/connections')).body.data).toEqual([])
  })
  test('a recipe cannot be applied before there is a connection for it', async () => {
    const { status, body } = await server.call('POST', '/api/v1/recipes/till-customers/apply')
    expect([status, body.code]).toEqual([409, 'no_connection'])
  })
  test('good credentials connect, and are never shown again', async () => {
    const { status, body } = await server.call('POST', '/api/v1/connections', goodTill)
    expect(status).toBe(201)
    expect(body).toMatchObject({ account: 'SHOP1', label: 'Corner shop', settings: { days: 90 } })
    expect(body.credentials).toEqual({ merchantId: 'SHOP1', apiToken: '••••cdef' })
    const shown = await server.call('GET', '/api/v1/connections/corner')
    expect(JSON.stringify(shown.body)).not.toContain(goodTill.credentials.apiToken)
  })
  test('the same name with new credentials renews, with another account it is refused', async () => {
    const renewed = await server.call('POST', '/api/v1/connections', {
      ...goodTill,
      credentials: { merchantId: 'SHOP1', apiToken: 'good-fedcba9876543210' },
    })
    expect([renewed.status, renewed.body.credentials.apiToken]).toEqual([200, '••••3210'])
    const other = await server.call('POST', '/api/v1/connections', {
      ...goodTill,
      credentials: { ...goodTill.credentials, merchantId: 'SHOP2' },
    })
    expect([other.status, other.body.code]).toEqual([409, 'name_taken'])
  })
})

describe('flows', () => {
  test('applying a recipe twice makes its flow once', async () => {
    const first = await server.call('POST', '/api/v1/recipes/till-customers/apply')
    expect(first.body).toEqual({
      recipe: 'till-customers',
      connection: 'corner',
      flows: [{ name: 'till-customers', version: 1, result: 'created' }],
    })
    const again = await server.call('POST', '/api/v1/recipes/till-customers/apply', { connection: 'corner' })
    expect(again.body.flows).toEqual([{ name: 'till-customers', version: 1, result: 'unchanged' }])
  })
  test('the polls of a new flow begin one interval later', async () => {
    const polls = await server.db.selectFrom('poll').select(['source', 'next_at']).orderBy('source').execute()
    expect(polls.map((poll) => poll.source)).toEqual(['customers', 'orders'])
    const wait = Number(polls[0]?.next_at?.getTime()) - server.hub.now().getTime()
    expect(wait).toBeGreaterThan(14 * 60_000)
    const { body } = await server.call('GET', '/api/v1/flows/till-customers')
    expect(body.schedules).toEqual(
      polls.map(({ source, next_at }) => ({ source, schedule: '15m', nextAt: next_at?.toISOString() })),
    )
  })
  test('a changed recipe becomes a new version', async () => {
    const flow = server.hub.recipes[0]?.flows[0]
    if (flow === undefined) throw new Error('The test has no recipe')
    flow.title = 'Customers, renamed'
    const applied = await server.call('POST', '/api/v1/recipes/till-customers/apply')
    expect(applied.body.flows).toEqual([{ name: 'till-customers', version: 2, result: 'updated' }])
    const shown = await server.call('GET', '/api/v1/flows/till-customers')
    expect(shown.body).toMatchObject({
      version: 2,
      connection: 'corner',
      definition: { title: 'Customers, renamed' },
      deliveries: { due: 0, done: 0, held: 0 },
    })
  })
  test('a recipe with a formula that does not parse is refused with the place, and nothing of it is kept', async () => {
    const flow = server.hub.recipes[0]?.flows[0]
    const rule = flow?.mappings[0]?.rules
    if (flow === undefined || rule === undefined) throw new Error('The test has no recipe')
    rule.push({ to: 'firstName', formula: 'FirstName + (' })
    const { status, body } = await server.call('POST', '/api/v1/recipes/till-customers/apply')
    rule.pop()
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'bad_mapping', '/mappings/0/rules/1/formula'])
    expect((await server.call('GET', '/api/v1/flows/till-customers')).body.version).toBe(2)
  })
  test('a definition whose YAML refers to nothing is the fault of whoever sent it', async () => {
    const definition = 'name: till-customers\ntitle: *vip'
    const { status, body } = await server.call('PUT', '/api/v1/flows/till-customers/definition', { definition })
    expect([status, body.code]).toEqual([400, 'bad_definition'])
  })
  test('an unknown recipe names those that exist', async () => {
    const { status, body } = await server.call('POST', '/api/v1/recipes/nothing/apply')
    expect([status, body.detail]).toEqual([404, expect.stringContaining('till-customers')])
  })
  test('S0-013: a second flow on the same records is refused by both names, and allowed only on purpose', async () => {
    const refused = await server.call('POST', '/api/v1/recipes/till-again/apply')
    expect([refused.status, refused.body.code]).toEqual([409, 'flow_conflict'])
    expect(refused.body.detail).toContain('till-customers-too')
    expect(refused.body.facts).toEqual({ flow: 'till-customers-too', rivals: ['till-customers'] })
    expect((await server.call('GET', '/api/v1/flows')).body.data).toHaveLength(1)
    const allowed = await server.call('POST', '/api/v1/recipes/till-again/apply', { override: true })
    expect(allowed.body.flows[0].result).toBe('created')
  })
  test('S0-013: a paused rival does not stand in the way, and cannot come back unasked', async () => {
    await server.call('POST', '/api/v1/flows/till-customers-too/pause')
    expect((await server.call('POST', '/api/v1/recipes/till-customers/apply')).status).toBe(200)
    const refused = await server.call('POST', '/api/v1/flows/till-customers-too/resume')
    expect([refused.status, refused.body.code]).toEqual([409, 'flow_conflict'])
  })
  test('S0-008: a paused flow refuses a run with the way out, and goes on after resuming', async () => {
    expect((await server.call('POST', '/api/v1/flows/till-customers/pause')).body.state).toBe('paused')
    const refused = await server.call('POST', '/api/v1/flows/till-customers/runs')
    expect([refused.status, refused.body.code]).toEqual([409, 'flow_paused'])
    expect((await server.call('POST', '/api/v1/flows/till-customers/resume')).body.state).toBe('enabled')
  })
  test('a run is queued once however often it is asked for', async () => {
    const before = server.wakes
    const first = await server.call('POST', '/api/v1/flows/till-customers/runs', { kind: 'full' })
    const second = await server.call('POST', '/api/v1/flows/till-customers/runs')
    expect([first.status, second.body.run]).toEqual([202, first.body.run])
    expect(first.headers.get('location')).toBe(`/api/v1/runs/${first.body.run}`)
    expect(server.wakes).toBeGreaterThan(before)
    const run = await server.call('GET', `/api/v1/runs/${first.body.run}`)
    expect(run.body).toMatchObject({
      flow: 'till-customers',
      kind: 'full',
      state: 'queued',
      read: 0,
      actor: 'key:first',
    })
  })
})

describe('one record by hand', () => {
  beforeAll(async () => {
    const connection = await server.db.selectFrom('connection').select('id').executeTakeFirstOrThrow()
    const link = { connectionId: connection.id, externalId: 'ABC' }
    await insertCustomer(
      server.db,
      55260,
      { firstName: 'Ana', emailAddress: 'ana@example.com', customerNumber: 'ABC' },
      link,
    )
    await insertCustomer(server.db, 55261, { firstName: 'Bo', lastName: '50%_off', emailAddress: 'bo@example.com' })
  })
  const sync = (body: unknown) => server.call('POST', '/api/v1/flows/till-customers/sync', body)
  const manualRuns = async () =>
    (await server.db.selectFrom('run').select('id').where('kind', '=', 'manual').execute()).length

  test('S0-009: the hub id leads to the vendor id by its link', async () => {
    const { body } = await sync({ id: 55260 })
    expect((await server.call('GET', `/api/v1/runs/${body.run}`)).body.selection).toEqual({ externalIds: ['ABC'] })
  })
  test('S0-010: the external id leads to the same record', async () => {
    const { body } = await sync({ externalId: 'ABC' })
    expect((await server.call('GET', `/api/v1/runs/${body.run}`)).body.selection).toEqual({ externalIds: ['ABC'] })
  })
  test.each([
    [{ id: 99 }, 'unknown_record', { id: '99', idKind: 'hub', system: 'hub' }],
    [{ id: 55261 }, 'unlinked_record', { id: '55261', idKind: 'hub', system: 'corner' }],
    [{ externalId: 'XYZ' }, 'unknown_external_id', { id: 'XYZ', idKind: 'external', system: 'corner' }],
  ])('S0-011: %j leads nowhere, says so, and queues nothing', async (body, code, facts) => {
    const before = await manualRuns()
    const answer = await sync(body)
    expect([answer.status, answer.body.code, answer.body.facts]).toEqual([404, code, facts])
    expect(await manualRuns()).toBe(before)
  })
  test('an external id that is new to the hub but known to the vendor is queued', async () => {
    server.till.customers.add('NEW')
    expect((await sync({ externalId: 'NEW' })).status).toBe(202)
  })
  test('S3-006: a hub id that is no number is refused with the format', async () => {
    const { status, body } = await sync({ id: 'ABC' })
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/id', detail: 'a hub id is a whole number, as in 55260' }],
    ])
    expect((await sync({ id: '55260' })).status).toBe(202)
  })
  test('both ids at once, or none, are refused', async () => {
    expect((await sync({ id: 1, externalId: 'ABC' })).status).toBe(400)
    expect((await sync({})).status).toBe(400)
  })
})

describe('records', () => {
  const found = async (q: string) =>
    (await server.call('GET', `/api/v1/records?q=${encodeURIComponent(q)}`)).body.data.map(
      (record: { id: number }) => record.id,
    )

  test('are found by name, e-mail address, number and hub id', async () => {
    expect(await found('ana')).toEqual([55260])
    expect(await found('BO@example')).toEqual([55261])
    expect(await found('abc')).toEqual([55260])
    expect(await found('55261')).toEqual([55261])
    expect(await found('ana bo')).toEqual([])
  })
  test('a percent sign in a search is a percent sign', async () => {
    expect(await found('50%_')).toEqual([55261])
    expect(await found('5%0')).toEqual([])
  })
  test('pages meet without gap or overlap', async () => {
    const first = await server.call('GET', '/api/v1/records?limit=1')
    expect([first.body.data[0].id, first.body.has_more]).toEqual([55260, true])
    const second = await server.call('GET', `/api/v1/records?limit=1&cursor=${first.body.next_cursor}`)
    expect([second.body.data[0].id, second.body.has_more, second.body.next_cursor]).toEqual([55261, false, null])
  })
  test('one record shows its links, provenance and changes', async () => {
    const { body } = await server.call('GET', '/api/v1/records/55260')
    expect(body.links).toMatchObject([{ connection: 'corner', externalId: 'ABC' }])
    expect(body.provenance).toEqual({ '*': 1 })
    expect(body.changes).toMatchObject([{ version: 1, patch: null, actor: 'flow' }])
  })
  test('an unknown id and an id that is no number are two different answers', async () => {
    expect((await server.call('GET', '/api/v1/records/1')).status).toBe(404)
    expect((await server.call('GET', '/api/v1/records/one')).body.errors).toEqual([
      { pointer: '/id', detail: 'a hub id is a whole number, as in 55260' },
    ])
  })
  test("a person's edit reaches the hub's rule and answers the new record", async () => {
    const { status, body } = await server.call('PATCH', '/api/v1/records/55261', { firstName: 'Bob' })
    expect([status, body.version, body.data]).toEqual([200, 2, { firstName: 'Bob' }])
    expect((await server.call('PATCH', '/api/v1/records/55261', {})).status).toBe(400)
  })
})

test('the outcomes of a run come in pages and can be asked for by name', async () => {
  const { body } = await server.call('GET', '/api/v1/runs?flow=till-customers')
  const run = body.data.at(-1).id
  const outcome = { workspace_id: 1, run_id: run, code: 'FILTERED', reason: 'The filter is false' }
  await server.db
    .insertInto('run_outcome')
    .values([
      { ...outcome, outcome: 'filtered' },
      { ...outcome, outcome: 'error' },
    ])
    .execute()
  const page = await server.call('GET', `/api/v1/runs/${run}/outcomes?limit=1`)
  expect([page.body.data.length, page.body.has_more]).toEqual([1, true])
  const errors = await server.call('GET', `/api/v1/runs/${run}/outcomes?outcome=error`)
  expect(errors.body.data).toMatchObject([{ outcome: 'error', reason: 'The filter is false' }])
  expect((await server.call('GET', '/api/v1/runs/999999')).status).toBe(404)
})
