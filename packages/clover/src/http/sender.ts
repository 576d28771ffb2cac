import { machine, type World } from '../clock.ts'
import { CloverConnectionError, type CloverError, CloverProtocolError } from '../errors.ts'
import type { AccessToken, TokenSource } from '../token-source.ts'
import type { ClientOptions } from './client-options.ts'
import { errorFromReply, type ReadReply, retryAfterOf } from './error-from-reply.ts'
import { openGate } from './in-flight.ts'
import type { Transport, TransportRequest } from './transport.ts'

/** One call as a resource asks for it. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** True where a repetition cannot do the thing twice, though it is a write. */
  isRepeatable?: boolean
  signal?: AbortSignal | undefined
}

/** Sends calls with credentials, limits, time-outs and retries, and turns refusals into errors. */
export interface Sender {
  /** The body of a good reply as it came. */
  text(call: Call): Promise<string>
  /** The body as JSON; a reply that is none is a `CloverProtocolError`. */
  json<T>(call: Call): Promise<T>
}

const firstPause = 1_000
const troubled = new Set([500, 502, 503, 504])
const product = '@trefoil/clover/0.1.0'

/** `token: null` is for calls that carry no bearer token: card tokens and OAuth. */
export function createSender(token: AccessToken | null, options: ClientOptions): Sender {
  const { retries = 3, maxInFlight = 5, timeout = 30_000, longestPause = 60_000 } = options
  const { userAgent = product, world = machine } = options
  const transport: Transport = options.transport ?? ((url, request) => fetch(url, request))
  const gate = openGate(maxInFlight)
  const source = token === null ? null : sourceOf(token)

  const attempt = (call: Call, bearer: string | undefined) =>
    gate.pass(async (): Promise<ReadReply> => {
      const request: TransportRequest = {
        method: call.method,
        headers: headersOf(call, bearer, userAgent),
        // From now on: a call that waits for its turn is not late.
        signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(call.signal === undefined ? [] : [call.signal])]),
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      }
      const reply = await transport(call.url.href, request)
      return { status: reply.status, headers: reply.headers, text: await reply.text() }
    })

  const text = async (call: Call): Promise<string> => {
    const isRepeatable = call.method === 'GET' || call.isRepeatable === true
    let bearer = await source?.token()
    let mayRenew = true
    for (let tries = 0; ; ) {
      const reply = await attempt(call, bearer).catch((cause: unknown) => new Broken(cause))
      call.signal?.throwIfAborted()
      if (isGood(reply)) return reply.text
      const renewed = mayRenew && bearer !== undefined && isTokenRefused(reply) ? await source?.renew(bearer) : bearer
      mayRenew &&= !isTokenRefused(reply)
      if (renewed !== bearer) {
        bearer = renewed
        continue
      }
      const pause = pauseOf(tries, reply, world)
      if (tries >= retries || pause > longestPause || !mayRepeat(reply, isRepeatable)) {
        throw troubleOf(call, reply, isRepeatable)
      }
      await world.wait(pause, call.signal)
      tries += 1
    }
  }

  return {
    text,
    json: async <T>(call: Call): Promise<T> => {
      const body = await text(call)
      try {
        // Types say what Clover documents. Fields that it adds are kept, and what a caller cannot do without is checked
        // where it is used.
        const parsed: T = JSON.parse(body === '' ? '{}' : body)
        return parsed
      } catch (cause) {
        const request = `${call.method} ${call.url.pathname}`
        throw new CloverProtocolError(`${request}: the reply is no JSON`, { statusCode: 200, request, body }, { cause })
      }
    },
  }
}

/** No reply: the connection broke, or the time was over. */
class Broken {
  readonly cause: unknown
  constructor(cause: unknown) {
    this.cause = cause
  }
}

type Answer = ReadReply | Broken

const isGood = (reply: Answer): reply is ReadReply =>
  !(reply instanceof Broken) && reply.status >= 200 && reply.status < 300

const isTokenRefused = (reply: Answer) => !(reply instanceof Broken) && reply.status === 401

/** A call that was refused by the limits was not done; of one that broke nobody knows. */
function mayRepeat(reply: Answer, isRepeatable: boolean): boolean {
  if (reply instanceof Broken) return isRepeatable
  return reply.status === 429 || (isRepeatable && troubled.has(reply.status))
}

function troubleOf({ method, url }: Call, reply: Answer, isRepeatable: boolean): CloverError {
  const request = `${method} ${url.pathname}`
  if (!(reply instanceof Broken)) return errorFromReply(request, reply)
  const doubt = isRepeatable ? '' : '. It is not known whether Clover did it: look before you repeat'
  const facts = { statusCode: 0, request }
  return new CloverConnectionError(`${request}: no reply${doubt}`, facts, { cause: reply.cause })
}

/** What Clover asks for; else 1 s, doubled each time, with chance, so that many clients do not come back at once. */
function pauseOf(tries: number, reply: Answer, { random }: World): number {
  const asked = reply instanceof Broken ? undefined : retryAfterOf(reply)
  return asked ?? firstPause * 2 ** tries * (0.5 + random() / 2)
}

function headersOf(call: Call, bearer: string | undefined, userAgent: string): Record<string, string> {
  return {
    accept: 'application/json',
    ...(userAgent === '' ? {} : { 'user-agent': userAgent }),
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...call.headers,
  }
}

const sourceOf = (token: AccessToken): TokenSource =>
  typeof token === 'string' ? { token: async () => token, renew: async () => token } : token
