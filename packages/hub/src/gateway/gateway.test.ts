import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Fault, type HttpProfile, type HttpReply, type Limit } from '@trefoil/sdk'
import { afterEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { testClock } from '../test-clock.ts'
import { type Bounds, type CallLine, createGateway } from './gateway.ts'

type Answer = (request: IncomingMessage & { body: string }, response: ServerResponse, nth: number) => void

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A vendor on a free port that answers as told and remembers what it was asked. */
async function vendor(answer: Answer) {
  const asked: { method: string; url: string; body: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      asked.push({ method: request.method ?? '', url: request.url ?? '', body, headers: request.headers })
      answer(Object.assign(request, { body }), response, asked.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  // The port is a number: the server listens on TCP.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked }
}

interface Setting {
  limits?: Limit[]
  profile?: Partial<HttpProfile>
  bounds?: Partial<Bounds>
  hurry?: boolean
}

function connected(url: string, setting: Setting = {}) {
  const clock = testClock('2026-01-05T09:00:00.000Z', { hurry: setting.hurry ?? true })
  const lines: string[] = []
  const calls: CallLine[] = []
  const gateway = createGateway({
    clock,
    log: openLog({ level: 'debug', to: { write: (line) => void lines.push(line) } }),
    endpoints: { teashop: url },
    onCall: (line) => calls.push(line),
    ...(setting.bounds === undefined ? {} : { bounds: setting.bounds }),
  })
  closing.push(() => gateway.close())
  const open = (connectionId: string | null = 'con_1', signal = new AbortController().signal, closing?: AbortSignal) =>
    gateway.open({
      connectorId: 'teashop',
      connectionId,
      limits: setting.limits ?? [],
      profile: {
        baseUrl: 'https://api.teashop.test',
        headers: { Authorization: 'Bearer canary-token' },
        ...setting.profile,
      },
      signal,
      closing,
    })
  return { http: open(), open, gateway, clock, calls, logged: () => lines.join('') }
}

async function faultOf(call: Promise<unknown>): Promise<Fault> {
  const fault = await call.then(
    () => new Error('the call went well'),
    (thrown) => thrown,
  )
  if (!(fault instanceof Fault)) throw fault
  return fault
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

test('method, path, query, headers and body arrive as given, and the reply comes back parsed', async () => {
  const { url, asked } = await vendor((_request, response) =>
    json(response, 201, { id: 'C1', zero: 0 }, { 'X-Page': '2' }),
  )
  const { http, calls } = connected(url)
  const reply = await http.post(
    '/v1/customers',
    { name: 'Ω', none: null },
    {
      query: [
        ['filter', 'modified>=1 & x'],
        ['filter', 'é'],
      ],
      headers: { 'Idempotency-Key': 'k1' },
    },
  )
  expect(reply).toMatchObject({ status: 201, json: { id: 'C1', zero: 0 }, text: '{"id":"C1","zero":0}' })
  expect(reply.headers['x-page']).toBe('2')
  expect(asked).toMatchObject([
    {
      method: 'POST',
      url: '/v1/customers?filter=modified%3E%3D1%20%26%20x&filter=%C3%A9',
      body: '{"name":"Ω","none":null}',
      headers: { authorization: 'Bearer canary-token', 'idempotency-key': 'k1', 'content-type': 'application/json' },
    },
  ])
  expect(calls).toMatchObject([
    { connectionId: 'con_1', method: 'POST', path: '/v1/customers?filter=…&filter=…', status: 201 },
  ])
})

test('an empty body is undefined, and a packed one is unpacked', async () => {
  const { url } = await vendor((request, response) => {
    if (request.method === 'DELETE') response.writeHead(204).end()
    else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"packed":true}'))
  })
  const { http } = connected(url)
  expect(await http.delete('/v1/customers/C1')).toMatchObject({ status: 204, json: undefined, text: '' })
  expect(await http.get('/v1/customers')).toMatchObject({ json: { packed: true } })
})

test.each([
  [401, 'credentials'],
  [403, 'permission'],
  [404, 'missing'],
  [410, 'missing'],
  [409, 'conflict'],
  [400, 'invalid'],
  [422, 'invalid'],
  [302, 'protocol'],
])('status %i is the fault %s, without another attempt', async (status, kind) => {
  const { url, asked } = await vendor((_request, response) =>
    json(response, status, { message: 'canary@example.test' }),
  )
  const { http } = connected(url)
  const fault = await faultOf(http.get('/v1/customers/C1', { query: { email: 'canary@example.test' } }))
  expect(fault.kind).toBe(kind)
  expect(fault.details.code).toBe(`HTTP_${status}`)
  expect(fault.message).toContain(`teashop answered ${status} to GET /v1/customers/C1?email=…: `)
  expect(JSON.stringify(fault) + fault.message).not.toContain('canary')
  expect(asked).toHaveLength(1)
})

test('a form goes as a form, with its values encoded', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}))
  await connected(url).http.post('/oauth/token', { code: 'a b&c', id: '1' }, { form: true })
  expect(asked).toMatchObject([
    { body: 'code=a+b%26c&id=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ])
})

test('a status that the caller allows is an answer', async () => {
  const { url } = await vendor((_request, response) => json(response, 404, { none: true }))
  const { http } = connected(url)
  expect(await http.get('/v1/x', { allow: [404] })).toMatchObject({ status: 404, json: { none: true } })
})

test('the connector’s own reading of a reply goes first, even where the status is 200', async () => {
  const { url } = await vendor((_request, response) => json(response, 200, { errors: ['DUPLICATE'] }))
  const fault = (reply: { json: unknown }) =>
    JSON.stringify(reply.json).includes('DUPLICATE') ? new Fault('conflict', 'there is one already') : undefined
  const { http } = connected(url, { profile: { fault } })
  expect((await faultOf(http.get('/v1/x'))).message).toBe('there is one already')
})

test('F01: a refused connection is tried three times, for any method, and nothing is unclear', async () => {
  const { url } = await vendor(() => undefined)
  await closing.pop()?.()
  const { http, calls } = connected(url)
  const fault = await faultOf(http.post('/v1/customers', {}))
  expect(fault).toMatchObject({ kind: 'unavailable', details: { code: 'CONNECTION_REFUSED' } })
  expect(fault.details.unclear).toBeUndefined()
  expect(fault.message).toContain('nothing listens at its address (3 attempts); check that the vendor is up')
  expect(calls.map(({ status }) => status)).toEqual([0, 0, 0])
})

test('F02: a host without a name is a DNS fault', async () => {
  const { http } = connected('http://nowhere.invalid')
  expect(await faultOf(http.get('/v1/x'))).toMatchObject({ kind: 'unavailable', details: { code: 'DNS_FAILED' } })
})

test('F03: a failing TLS handshake is a TLS fault, and the request has not been sent', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}))
  const { http } = connected(url.replace('http:', 'https:'))
  const fault = await faultOf(http.post('/v1/x', {}))
  expect(fault).toMatchObject({ kind: 'unavailable', details: { code: 'TLS_FAILED' } })
  expect(fault.details.unclear).toBeUndefined()
  expect(asked).toEqual([])
})

test('F05: a write that was applied and whose reply was lost is unclear, and is not repeated', async () => {
  const { url, asked } = await vendor((request) => request.socket.destroy())
  const { http } = connected(url)
  const fault = await faultOf(http.post('/v1/customers', {}))
  expect(fault).toMatchObject({ kind: 'unavailable', details: { code: 'CONNECTION_CUT', unclear: true } })
  expect(fault.message).toContain('look before it is repeated')
  expect(asked).toHaveLength(1)
})

test('a write that may be repeated is repeated', async () => {
  const { url, asked } = await vendor((request, response, nth) =>
    nth === 1 ? request.socket.destroy() : json(response, 200, { nth }),
  )
  const { http } = connected(url)
  expect(await http.post('/v1/search', {}, { repeatable: true })).toMatchObject({ json: { nth: 2 } })
  expect(asked).toHaveLength(2)
})

test('F06: a read that is cut off before the headers is repeated', async () => {
  const { url } = await vendor((request, response, nth) =>
    nth < 3 ? request.socket.destroy() : json(response, 200, { nth }),
  )
  const { http } = connected(url)
  expect(await http.get('/v1/x')).toMatchObject({ json: { nth: 3 } })
})

test('F07: a read that is cut off in its body is repeated, and says so when it stays so', async () => {
  const { url, asked } = await vendor((request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"a":')
    setImmediate(() => request.socket.destroy())
  })
  const { http } = connected(url)
  const fault = await faultOf(http.get('/v1/x'))
  expect(fault).toMatchObject({ kind: 'unavailable', details: { code: 'CONNECTION_CUT' } })
  expect(fault.message).toContain('in the middle of the answer (3 attempts)')
  expect(asked).toHaveLength(3)
})

test('F08: headers that do not come in time are a fault, and a write is unclear then', async () => {
  const { url } = await vendor(() => undefined)
  const { http } = connected(url)
  expect(await faultOf(http.patch('/v1/x', {}, { timeout: 50 }))).toMatchObject({
    kind: 'unavailable',
    details: { code: 'TIMED_OUT', unclear: true },
  })
})

test('F09: a body that drips is cut off when the whole call takes too long', async () => {
  const drips: NodeJS.Timeout[] = []
  const { url } = await vendor((_request, response) => {
    response.writeHead(200)
    drips.push(setInterval(() => response.write('1'), 10))
  })
  closing.push(async () => drips.forEach(clearInterval))
  const { http } = connected(url, { bounds: { attempts: 1, timeout: 80 } })
  const fault = await faultOf(http.get('/v1/x'))
  expect(fault.details.code).toBe('TIMED_OUT')
  expect(fault.message).toContain('in the middle of the answer')
})

test.each([
  ['F10: truncated JSON', '{"name":"canary', 'application/json', 'NOT_JSON'],
  ['a web page', '<!DOCTYPE html><title>canary</title>', 'text/html', 'HTML_REPLY'],
])('%s with status 200 is a protocol fault after three reads, and quotes nothing', async (_title, body, type, code) => {
  const { url, asked } = await vendor((_request, response) =>
    response.writeHead(200, { 'content-type': type }).end(body),
  )
  const { http } = connected(url)
  const fault = await faultOf(http.get('/v1/x'))
  expect(fault).toMatchObject({ kind: 'protocol', details: { code } })
  expect(fault.message + String(fault.cause)).not.toContain('canary')
  expect(asked).toHaveLength(3)
})

test('F11: 200 with an empty body is an answer without JSON', async () => {
  const { url } = await vendor((_request, response) => response.writeHead(200).end())
  expect((await connected(url).http.get('/v1/x')).json).toBeUndefined()
})

test('F12: a 502 with a web page is unavailable, and the connector’s dialect can read the reply without harm', async () => {
  const { url } = await vendor((_request, response) => response.writeHead(502).end('<html><h1>Bad gateway</h1></html>'))
  const seen: unknown[] = []
  const fault = (reply: { json: unknown }) => void seen.push(reply.json)
  const { http } = connected(url, { profile: { fault: (reply) => fault(reply) ?? undefined } })
  expect((await faultOf(http.get('/v1/x'))).message).toContain('answered 502 with a web page instead of the API')
  expect(seen).toEqual([undefined, undefined, undefined])
})

test('a 404 with a web page is not taken for a missing record', async () => {
  const { url } = await vendor((_request, response) => response.writeHead(404).end('<!doctype html><p>nginx'))
  const fault = await faultOf(connected(url).http.get('/v1/customers/C1'))
  expect(fault.kind).toBe('protocol')
  expect(fault.message).toContain('TREFOIL_ENDPOINT_TEASHOP')
})

test('a 404 with a web page is none either where the connector says that it is', async () => {
  const { url } = await vendor((_request, response) => response.writeHead(404).end('<html>'))
  const fault = (reply: { status: number }) =>
    reply.status === 404 ? new Fault('missing', 'the teashop does not know it') : undefined
  expect((await faultOf(connected(url, { profile: { fault } }).http.get('/v1/x'))).kind).toBe('protocol')
})

test('a connector’s instant for the next call is measured against the vendor’s own clock', async () => {
  const { url } = await vendor((_request, response, nth) =>
    json(response, nth === 1 ? 200 : 201, { slow: nth === 1 }, { date: 'Mon, 05 Jan 2026 23:00:00 GMT' }),
  )
  const retryAt = new Date('2026-01-05T23:00:07.000Z')
  const fault = (reply: { status: number }) =>
    reply.status === 200 ? new Fault('throttled', 'slower', { retryAt }) : undefined
  const { http, clock } = connected(url, { profile: { fault } })
  expect((await http.get('/v1/x')).status).toBe(201)
  expect(clock.ticks()).toBe(7_000)
})

test('an account that is only tried leaves nothing behind, and still keeps the limits of the app', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}))
  const limits = [
    perSecond({ size: 1, refillPerSecond: 0.1 }),
    perSecond({ bucket: 'app', per: 'app', size: 2, refillPerSecond: 0.1 }),
  ]
  const { open } = connected(url, { limits, hurry: false })
  await open(null).get('/v1/x')
  await open(null).get('/v1/x')
  const stop = new AbortController()
  const third = open(null, stop.signal).get('/v1/x')
  stop.abort(new Error('enough'))
  await expect(third).rejects.toThrow('enough')
  expect(asked).toHaveLength(2)
})

const perSecond = (over: Partial<Limit> = {}): Limit => ({
  bucket: 'calls',
  per: 'connection',
  size: 16,
  refillPerSecond: 16,
  ...over,
})

test.each([
  ['F14: seconds', { 'retry-after': '21' }, 21_000],
  [
    'F15: an HTTP date, by the vendor’s own clock',
    { 'retry-after': 'Mon, 05 Jan 2026 11:00:30 GMT', date: 'Mon, 05 Jan 2026 11:00:00 GMT' },
    30_000,
  ],
  ['less than a second', { 'retry-after': '0' }, 1_000],
])('429 with Retry-After in %s: the call waits so long, then is sent again', async (_title, headers, wait) => {
  const { url, asked } = await vendor((_request, response, nth) =>
    nth === 1 ? json(response, 429, {}, headers) : json(response, 200, { nth }),
  )
  const { http, clock } = connected(url, { limits: [perSecond()] })
  expect(await http.post('/v1/customers', {})).toMatchObject({ json: { nth: 2 } })
  expect(clock.ticks()).toBeGreaterThanOrEqual(wait)
  expect(clock.ticks()).toBeLessThan(wait + 1_100)
  expect(asked).toHaveLength(2)
})

test('F16: 429 without Retry-After waits for the rest of the window, longer each time, and spends no attempt', async () => {
  const { url, asked } = await vendor((_request, response, nth) => json(response, nth <= 5 ? 429 : 200, {}))
  const { http, clock } = connected(url, { limits: [perSecond(), perSecond({ size: 60, refillPerSecond: 10 })] })
  await http.get('/v1/x')
  expect(asked).toHaveLength(6)
  expect(clock.ticks()).toBeGreaterThanOrEqual(1_000 + 2_000 + 4_000 + 6_000 + 6_000)
})

test('429 for an hour is given back at once as throttled until then, and nobody else is sent into it', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 429, {}, { 'retry-after': '3600' }))
  const { http, open } = connected(url, { limits: [perSecond()] })
  const until = new Date('2026-01-05T10:00:00.000Z')
  expect(await faultOf(http.get('/v1/x'))).toMatchObject({ kind: 'throttled', details: { retryAt: until } })
  expect(await faultOf(open().get('/v1/y'))).toMatchObject({ kind: 'throttled', details: { retryAt: until } })
  expect(asked).toHaveLength(1)
  expect(await faultOf(open('con_2').get('/v1/z'))).toMatchObject({ kind: 'throttled' })
  expect(asked).toHaveLength(2)
})

test('a vendor that throttles without end gets a throttled fault within the patience of a call', async () => {
  const { url } = await vendor((_request, response) => json(response, 429, {}, { 'retry-after': '25' }))
  const { http, clock } = connected(url, { limits: [perSecond()] })
  expect((await faultOf(http.get('/v1/x'))).kind).toBe('throttled')
  expect(clock.ticks()).toBeLessThanOrEqual(60_000)
})

test('F17: 503 with a Retry-After of an hour is unavailable at once and names the instant', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 503, {}, { 'retry-after': '3600' }))
  const fault = await faultOf(connected(url).http.get('/v1/x'))
  expect(fault).toMatchObject({ kind: 'unavailable', details: { retryAt: new Date('2026-01-05T10:00:00.000Z') } })
  expect(asked).toHaveLength(1)
})

test('F18 and F19: a read survives one 500, and gives up after three', async () => {
  const { url, asked } = await vendor((request, response, nth) =>
    json(response, request.url === '/once' && nth > 1 ? 200 : 500, {}),
  )
  const { http } = connected(url)
  expect((await http.get('/once')).status).toBe(200)
  expect(await faultOf(http.get('/always'))).toMatchObject({ kind: 'unavailable', details: { code: 'HTTP_500' } })
  expect(asked).toHaveLength(5)
})

test('a write that met a 500 is unclear', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 500, {}))
  expect(await faultOf(connected(url).http.post('/v1/x', {}))).toMatchObject({
    kind: 'unavailable',
    details: { unclear: true },
  })
  expect(asked).toHaveLength(1)
})

test.each(['announced', 'unannounced'])('a reply that is larger than the bound is refused, %s', async (how) => {
  const { url, asked } = await vendor((_request, response) => {
    const body = JSON.stringify('x'.repeat(5_000))
    response.writeHead(200, how === 'announced' ? { 'content-length': String(body.length) } : {})
    response.write(body)
    response.end()
  })
  const { http } = connected(url, { bounds: { largestReply: 1_000 } })
  expect(await faultOf(http.get('/v1/x'))).toMatchObject({ kind: 'protocol', details: { code: 'REPLY_TOO_LARGE' } })
  expect(asked).toHaveLength(1)
})

test('a small packed reply that unpacks to a huge one is refused', async () => {
  const { url } = await vendor((_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify('x'.repeat(500_000)))),
  )
  const { http } = connected(url, { bounds: { largestReply: 10_000 } })
  expect((await faultOf(http.get('/v1/x'))).details.code).toBe('REPLY_TOO_LARGE')
})

test('a session that is stopped ends its calls under way and its waits, with the reason given', async () => {
  const { url } = await vendor(() => undefined)
  const { open } = connected(url, { limits: [perSecond({ concurrent: 1 })], hurry: false })
  const stop = new AbortController()
  const http = open('con_1', stop.signal)
  const calls = [http.get('/v1/x'), http.get('/v1/waits')]
  setTimeout(() => stop.abort(new Error('the run was cancelled')), 30)
  for (const ended of await Promise.allSettled(calls)) {
    expect(ended).toMatchObject({ status: 'rejected', reason: { message: 'the run was cancelled' } })
  }
})

test('a session that closes lets its calls under way end, and begins none, whether it waited or is new', async () => {
  const over = new AbortController()
  const refused = new Fault('credentials', 'the key was revoked')
  const { url, asked } = await vendor((_, response) => {
    over.abort(refused)
    setTimeout(() => response.end('{}'), 20)
  })
  const limits: Limit[] = [{ bucket: 'calls', per: 'connection', size: 50, refillPerSecond: 50, concurrent: 1 }]
  const http = connected(url, { limits }).open('con_1', undefined, over.signal)
  const [underWay, waiting] = [http.get('/a'), faultOf(http.get('/b'))]
  expect(await underWay).toMatchObject({ status: 200 })
  expect([await waiting, await faultOf(http.get('/c'))]).toEqual([refused, refused])
  expect(asked).toHaveLength(1)
})

test('the breaker opens when half of twenty calls fail, and one probe closes it again', async () => {
  let isUp = false
  const { url, asked } = await vendor((_request, response) => json(response, isUp ? 200 : 500, {}))
  const { http, open, clock, logged } = connected(url, { bounds: { attempts: 1 }, hurry: false })
  for (let n = 0; n < 20; n++) await faultOf(http.get('/v1/x'))
  const refused = await faultOf(open().get('/v1/x'))
  expect(refused).toMatchObject({ kind: 'unavailable', details: { code: 'CIRCUIT_OPEN' } })
  expect(refused.message).toContain('at least half of its last calls failed')
  expect(asked).toHaveLength(20)
  expect((await faultOf(open('con_2').get('/v1/x'))).details.code).toBe('HTTP_500')

  await clock.advance(30_000)
  expect((await faultOf(http.get('/v1/probe'))).details.code).toBe('HTTP_500')
  expect((await faultOf(http.get('/v1/x'))).details.code).toBe('CIRCUIT_OPEN')

  isUp = true
  await clock.advance(30_000)
  const [probe, other] = await Promise.allSettled([http.get('/v1/probe'), http.get('/v1/x')])
  expect([probe?.status, other?.status]).toEqual(['fulfilled', 'rejected'])
  expect((await http.get('/v1/x')).status).toBe(200)
  expect(logged()).toMatch(/http\.breaker\.opened.*http\.breaker\.closed/s)
})

test('a probe whose reply the connector stumbles over lets another one go', async () => {
  let isUp = false
  const { url } = await vendor((_request, response) => json(response, isUp ? 200 : 500, {}))
  const fault = (reply: HttpReply) => {
    if (reply.status === 200 && !isRead) throw new Error('The connector did not expect that')
    return undefined
  }
  let isRead = false
  const { http, clock } = connected(url, { bounds: { attempts: 1 }, profile: { fault }, hurry: false })
  for (let n = 0; n < 20; n++) await faultOf(http.get('/v1/x'))
  isUp = true
  await clock.advance(30_000)
  await expect(http.get('/v1/probe')).rejects.toThrow('did not expect')
  isRead = true
  expect((await http.get('/v1/probe')).status).toBe(200)
})

test('faults that are ours do not open the breaker', async () => {
  const { url } = await vendor((_request, response) => json(response, 400, {}))
  const { http } = connected(url)
  for (let n = 0; n < 30; n++) expect((await faultOf(http.get('/v1/x'))).kind).toBe('invalid')
})

test('calls to a real server stay within the limit and use it', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}))
  const { http, clock } = connected(url, { limits: [perSecond({ concurrent: 5 })], hurry: false })
  const done = Promise.all(Array.from({ length: 40 }, () => http.get('/v1/x')))
  await expect.poll(() => asked.length).toBe(16)
  await clock.advance(1_030)
  await expect.poll(() => asked.length).toBe(32)
  await clock.advance(1_030)
  await done
  expect(asked).toHaveLength(40)
})

test('tokens that the vendor says are gone are not drawn', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}, { 'x-left': '3' }))
  const level = (reply: { headers: Record<string, string> }, drawn: readonly string[]) =>
    Object.fromEntries(drawn.map((bucket) => [bucket, Number(reply.headers['x-left'])]))
  const { http } = connected(url, { limits: [perSecond({ size: 10 })], profile: { level }, hurry: false })
  await http.get('/v1/first')
  for (let n = 0; n < 9; n++) void http.get('/v1/x').catch(() => undefined)
  await expect.poll(() => asked.length).toBe(4)
})

test('a draw that no window can ever hold is a bug that is named', async () => {
  const { http } = connected('http://127.0.0.1:1', { limits: [perSecond({ bucket: 'points' })] })
  const fault = await faultOf(http.get('/v1/x', { draws: { points: 17 } }))
  expect(fault).toMatchObject({ kind: 'bug' })
  expect(fault.message).toContain('draws 17 from "points", which never holds more than 16')
})

test.each([
  'https://elsewhere.test/v1/x',
  '//elsewhere.test/x',
  'v1/x',
  '/v1/../admin',
  '/v1/a b',
  '/v1/x#y',
  '/v1/\r\nx',
])('credentials are not sent to an odd path: %j', async (path) => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}))
  expect((await faultOf(connected(url).http.get(path))).kind).toBe('bug')
  expect(asked).toEqual([])
})

test('a vendor’s own whole "next" address is followed to where the operator sends the connector', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}))
  await connected(url).http.get('https://api.teashop.test/v1/x?page%5Bcursor%5D=abc', { query: { size: 2 } })
  expect(asked.map((call) => call.url)).toEqual(['/v1/x?page%5Bcursor%5D=abc&size=2'])
})

test('neither credentials nor customers are in the log or the faults of a bad day', async () => {
  const { url } = await vendor((_request, response, nth) =>
    nth % 3 === 0
      ? json(response, 429, { canary: 1 }, { 'retry-after': '1' })
      : json(response, 503, { mail: 'canary@x.test' }),
  )
  const { http, logged } = connected(url, { limits: [perSecond()] })
  const faults = await Promise.all(
    ['/v1/canary@example.test', '/v1/x?mail=canary', '/v1/y'].map((path) =>
      faultOf(
        http.get(path, { query: { phone: '+491701234567', canary_value: 'canary' }, headers: { 'X-Key': 'canary' } }),
      ),
    ),
  )
  const text = logged() + faults.map((fault) => fault.message + JSON.stringify(fault) + fault.stack).join('')
  expect(logged()).toContain('http.retry')
  expect(text.replaceAll('canary_value', '')).not.toMatch(/canary|1701234567/)
})

test('a server that is no HTTP server is a cut connection', async () => {
  const server = createTcpServer((socket) => socket.resume().end('SSH-2.0-canary\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  // The port is a number: the server listens on TCP.
  const { port } = server.address() as AddressInfo
  const fault = await faultOf(connected(`http://127.0.0.1:${port}`).http.get('/v1/x'))
  expect(fault).toMatchObject({ kind: 'unavailable', details: { code: 'CONNECTION_CUT' } })
  expect(String(fault.cause)).not.toContain('canary')
})

test('processes that share an app take their parts of its budget, and what is another connection’s own stays whole', async () => {
  const { url, asked } = await vendor((_request, response) => json(response, 200, {}))
  const limits = [
    perSecond({ size: 6, refillPerSecond: 6 }),
    perSecond({ bucket: 'app', per: 'app', size: 9, refillPerSecond: 9 }),
  ]
  const { gateway, open, clock } = connected(url, { limits, hurry: false })
  gateway.shareApps(3)
  const calls = ['con_1', 'con_2'].flatMap((id) => Array.from({ length: 6 }, () => open(id).get('/v1/x')))
  await expect.poll(() => asked.length).toBe(3)
  await clock.advance(1_100)
  await expect.poll(() => asked.length).toBe(6)
  gateway.shareApps(1)
  await clock.advance(1_100)
  await Promise.all(calls)
  expect(asked).toHaveLength(12)
})
