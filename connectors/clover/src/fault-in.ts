import { Fault, type FaultDetails, type FaultKind, type HttpReply } from '@trefoil/sdk'

/** What Clover's refusal means. Nothing of the body but its `message` and `details` is repeated, and those masked. */
export function faultIn(reply: HttpReply, apiToken: string): Fault | undefined {
  const { status, headers } = reply
  if (status < 400) return errorInside(reply, apiToken)
  const requestId = headers['x-clover-request-id']
  const facts = { status, ...(requestId === undefined ? {} : { requestId }) }
  if (status === 429) return throttled(headers, facts)
  const kind = kinds[status] ?? (status < 500 ? 'invalid' : 'unavailable')
  return new Fault(kind, `Clover answered ${status}: ${words(reply, apiToken)}`, { facts })
}

/** A message alone is how Clover refuses; what it hands out has an id or elements. */
function errorInside(reply: HttpReply, apiToken: string): Fault | undefined {
  const body = reply.json
  if (property(body, 'message') === undefined) return undefined
  if (typeof body !== 'object' || body === null || 'id' in body || 'elements' in body) return undefined
  return new Fault('protocol', `Clover answered ${reply.status} with an error inside: ${words(reply, apiToken)}`, {
    code: 'ERROR_IN_ANSWER',
    facts: { status: reply.status },
  })
}

/**
 * The same 401 answers a bad token, a token without the permission, a merchant that the token is not for, and a token
 * of another environment. Which of them it is can be told only by asking for something else: see `with-permission.ts`.
 */
const refused =
  'the API token is wrong or lacks a permission, or it belongs to another merchant or another environment. ' +
  'Compare the merchant id, the token and the environment with the dashboard'

const kinds: Record<number, FaultKind> = {
  401: 'credentials',
  // Never seen from this API; should it come, it can mean nothing else.
  403: 'permission',
  404: 'missing',
  405: 'protocol',
  408: 'unavailable',
  409: 'conflict',
  410: 'missing',
}

/** Each header is sent only when its limit was hit; its value is the limit. */
const limitHeaders = {
  'x-ratelimit-tokenlimit': 'requests a second of this token',
  'x-ratelimit-crosstokenlimit': 'requests a second of the whole app',
  'x-ratelimit-tokenconcurrentlimit': 'requests at once of this token',
  'x-ratelimit-crosstokenconcurrentlimit': 'requests at once of the whole app',
} as const

function throttled(headers: Record<string, string>, facts: NonNullable<FaultDetails['facts']>): Fault {
  const hit = Object.entries(limitHeaders).find(([name]) => headers[name] !== undefined)
  const limit = hit === undefined ? 'a limit that it does not name' : `${headers[hit[0]]} ${hit[1]}`
  const seconds = /^\d{1,6}$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : 1
  // Clover's own clock, cut to the second: hence one more. Asking earlier than told makes the wait longer.
  const sentAt = Date.parse(headers.date ?? '')
  const retryAt = Number.isNaN(sentAt) ? {} : { retryAt: new Date(sentAt + (seconds + 1) * 1000) }
  return new Fault('throttled', `Clover asks to slow down: over ${limit}`, {
    facts: { ...facts, limit, waitSeconds: seconds },
    ...retryAt,
  })
}

function words(reply: HttpReply, apiToken: string): string {
  if (reply.status === 401) return refused
  const body = reply.json
  const said = [property(body, 'message'), property(body, 'details')].filter((text) => text !== undefined).join(': ')
  if (said !== '') return mask(said, apiToken)
  return reply.text === '' ? 'an empty body' : 'a body that is not its API’s JSON, so it may come from its edge'
}

function property(body: unknown, name: 'message' | 'details'): string | undefined {
  if (typeof body !== 'object' || body === null || !(name in body)) return undefined
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' ? value : undefined
}

/** A vendor's message may repeat what was sent: no token, address or phone number of anybody goes further. */
function mask(text: string, apiToken: string): string {
  return text
    .replaceAll(apiToken, '[secret]')
    .replace(/\S+@\S+/g, '[address]')
    .replace(/\+?\d[\d\s().-]{6,}\d/g, '[number]')
    .slice(0, 200)
}
