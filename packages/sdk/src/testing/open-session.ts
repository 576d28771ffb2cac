import { z } from 'zod'
import type { Connector, HttpProfile, Log, Session } from '../connector.ts'
import { Fault, type FaultKind } from '../fault.ts'
import type { Http, HttpOptions, HttpReply } from '../http.ts'
import type { Json } from '../json.ts'

/** Where a session for a test leads and what it writes down. */
export interface SessionOptions {
  endpoint: string
  credentials: unknown
  settings: unknown
  log?: Log
  now?: () => Date
  /** The vendor's ids that a hub is said to have linked; none unless told. */
  linked?: ReadonlySet<string>
}

/** A session over real HTTP without the hub: no limits, no repeats, no second chance. */
export function openSession(connector: Connector, options: SessionOptions): Session {
  const credentials = connector.credentials.parse(options.credentials)
  const settings = connector.settings.parse(options.settings)
  const remembered = new Map<string, unknown>()
  return {
    account: 'test',
    credentials,
    settings,
    http: plainHttp(connector.http({ credentials, settings }), options.endpoint),
    log: options.log ?? { debug() {}, info() {}, warn() {} },
    now: options.now ?? (() => new Date(0)),
    signal: new AbortController().signal,
    linked: async (ids) => new Set(ids.filter((id) => options.linked?.has(id) === true)),
    async memo<T>(key: string, load: () => Promise<T>) {
      if (!remembered.has(key)) remembered.set(key, await load())
      // The key alone says what T is: this is the one place where it is given back.
      return remembered.get(key) as T
    },
  }
}

function plainHttp(profile: HttpProfile, endpoint: string): Http {
  const send = (method: string, path: string, body: Json | undefined, options: HttpOptions = {}) =>
    request(profile, endpoint, method, path, body, options)
  return {
    get: (path, options) => send('GET', path, undefined, options),
    post: (path, body, options) => send('POST', path, body, options),
    put: (path, body, options) => send('PUT', path, body, options),
    patch: (path, body, options) => send('PATCH', path, body, options),
    delete: (path, options) => send('DELETE', path, options?.body, options),
  }
}

async function request(
  profile: HttpProfile,
  endpoint: string,
  method: string,
  path: string,
  body: Json | undefined,
  options: HttpOptions,
): Promise<HttpReply> {
  const query = Array.isArray(options.query) ? options.query : Object.entries(options.query ?? {})
  const search = new URLSearchParams()
  for (const [name, value] of query) search.append(name, String(value))
  const tried = `${method} ${path}`
  let status: number
  let headers: Record<string, string>
  let text: string
  try {
    const reply = await fetch(`${endpoint}${path}${search.size === 0 ? '' : `?${search}`}`, {
      method,
      headers: {
        ...profile.headers,
        ...(body === undefined ? {} : { 'content-type': options.form === true ? form : 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: options.form === true ? asForm(body) : JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeout ?? 15_000),
    })
    status = reply.status
    headers = Object.fromEntries(reply.headers)
    text = await reply.text()
  } catch (cause) {
    throw new Fault('unavailable', `${tried} got no whole reply`, { cause, unclear: method !== 'GET' })
  }
  const json = parsed(text)
  const isGood = (status >= 200 && status < 300) || options.allow?.includes(status) === true
  const reply: HttpReply = { status, headers, text, json: json === notJson ? undefined : json }
  if (!isGood) throw profile.fault?.(reply) ?? byStatus(reply, tried)
  if (json === notJson && status < 300 && options.anyBody !== true)
    throw new Fault('protocol', `${tried} was answered ${status} with a body that is no JSON`)
  return reply
}

const form = 'application/x-www-form-urlencoded'

function asForm(body: Json): string {
  return new URLSearchParams(z.record(z.string(), z.string()).parse(body)).toString()
}

const notJson = Symbol('no JSON')

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return notJson
  }
}

function byStatus({ status }: HttpReply, tried: string): Fault {
  const kinds: Record<number, FaultKind> = {
    401: 'credentials',
    403: 'permission',
    404: 'missing',
    409: 'conflict',
    410: 'missing',
    429: 'throttled',
  }
  return new Fault(kinds[status] ?? (status < 500 ? 'invalid' : 'unavailable'), `${tried} was answered ${status}`)
}
