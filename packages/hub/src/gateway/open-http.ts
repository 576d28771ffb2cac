import { Fault, type Http, type HttpOptions, type HttpReply, type Json } from '@trefoil/sdk'
import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type Admission, type Breaker, breakerRestMs } from './breaker.ts'
import { type Exchange, exchange } from './exchange.ts'
import type { Gate } from './gate.ts'
import type { Bounds, CallLine, OpenConnection } from './gateway.ts'
import { judge, type Verdict } from './judge.ts'
import type { Draw, Lane, Pass } from './lane.ts'
import type { CallName } from './reply-fault.ts'
import { parseBase, requestLine } from './request-line.ts'
import { type AddressRules, assertTypedAddress } from './typed-address.ts'

/** What a session's `http` stands on. */
export interface HttpParts extends OpenConnection {
  connectionId: string
  clock: Clock
  log: Log
  agent: Dispatcher
  endpoint: string | undefined
  /** Held against an address that a person typed; undefined: nobody did. */
  typed: AddressRules | undefined
  /** One for each limit, in the same order. */
  gates: Gate[]
  lane: Lane
  breaker: Breaker
  bounds: Bounds
  onCall: ((line: CallLine) => void) | undefined
}

/** One call while it is made, with what it has already spent. */
interface Call {
  name: CallName
  request: { origin: string; target: string; method: string; headers: Record<string, string>; body: string | undefined }
  timeout: number
  allow: number[]
  anyBody: boolean
  draws: Draw[]
  mayRepeat: boolean
  attempts: number
  sentBack: number
  patience: number
  place: number | undefined
}

const firstBackoff = 1_000
const longestBackoff = 10_000

export function openHttp(parts: HttpParts): Http {
  const { clock, log, lane, breaker, signal, profile, bounds } = parts
  const open = parts.closing === undefined ? signal : AbortSignal.any([signal, parts.closing])
  const bases = { used: parseBase(parts.endpoint ?? profile.baseUrl), vendor: parseBase(profile.baseUrl) }

  async function send(method: string, path: string, body: Json | undefined, options: HttpOptions): Promise<HttpReply> {
    if (parts.typed !== undefined) assertTypedAddress(profile.baseUrl, parts.typed)
    const line = requestLine(bases, method, path, options.query)
    const name = { connectorId: parts.connectorId, connectionId: parts.connectionId, shown: line.shown }
    const call: Call = {
      name,
      request: {
        origin: line.origin,
        target: line.target,
        method,
        headers: headersOf(profile.headers, options, body !== undefined),
        body: body === undefined ? undefined : written(body, options),
      },
      timeout: options.timeout ?? bounds.timeout,
      allow: options.allow ?? [],
      anyBody: options.anyBody === true,
      draws: drawsOf(parts.gates, options.draws, name),
      mayRepeat: options.repeatable === true || method === 'GET' || method === 'PUT' || method === 'DELETE',
      attempts: 0,
      sentBack: 0,
      patience: bounds.patience,
      place: undefined,
    }
    for (;;) {
      const reply = await attempt(call)
      if (reply !== undefined) return reply
    }
  }

  /** Undefined: it failed in a way that is worth another attempt, and the wait before it is over. */
  async function attempt(call: Call): Promise<HttpReply | undefined> {
    if (breaker.refuses() > 0) throw brokenFault(call)
    const { pass, admission } = await takeTurn(call)
    const begun = clock.ticks()
    let sentAt: number | undefined
    let ended: Exchange
    try {
      ended = await exchange(parts.agent, {
        ...call.request,
        timeout: call.timeout,
        largest: bounds.largestReply,
        signal,
        onSent: () => {
          sentAt = clock.ticks()
        },
      })
    } finally {
      pass.leave(sentAt)
    }
    if (ended.ended === 'stopped') {
      breaker.forget(admission)
      throw signal.reason
    }
    call.attempts++
    report(call, ended, clock.ticks() - begun, pass.waitedMs)
    const verdict = judged(call, ended, admission)
    if (breaker.record(admission, !verdict.isVendorsTrouble)) logBreaker(call, verdict.isVendorsTrouble)
    if (verdict.reply !== undefined) lowerGates(call, verdict.reply)
    if (verdict.fault === undefined) return verdict.reply
    if (verdict.fault.kind === 'throttled') await waitSentBack(call, verdict.fault, verdict.waitMs)
    else await waitForAnother(call, verdict.fault, verdict.isWorthAnother, verdict.waitMs)
    return undefined
  }

  /** A connector that stumbles over a reply says nothing of its vendor; a breaker that waited for it would stay open. */
  function judged(call: Call, ended: Exclude<Exchange, { ended: 'stopped' }>, admission: Admission): Verdict {
    try {
      return judge({ ...call, now: clock.now(), profile, exchange: ended })
    } catch (thrown) {
      breaker.forget(admission)
      throw thrown
    }
  }

  async function takeTurn(call: Call): Promise<{ pass: Pass; admission: Admission }> {
    const { draws, patience, place } = call
    const pass = await lane.enter(draws, { signal: open, patience, ...(place === undefined ? {} : { place }) })
    if (pass.closedFor > 0) throw closedFault(call, pass.closedFor)
    call.place = pass.place
    const admission = breaker.enter()
    if (admission !== undefined) return { pass, admission }
    pass.leave(undefined)
    throw brokenFault(call)
  }

  /** The vendor says "slower": nobody of this account draws from these buckets until then. It spends no attempt. */
  async function waitSentBack(call: Call, fault: Fault, told: number | undefined): Promise<void> {
    const wait = told ?? windowRest(call)
    call.sentBack++
    call.attempts--
    const retryAt = new Date(clock.now().getTime() + wait)
    log.info('http.throttled', { ...logged(call), waitMs: wait, fromVendor: told !== undefined })
    for (const gate of gatesToClose(call.draws)) gate.close(wait)
    if (wait > call.patience) throw new Fault('throttled', fault.message, { ...fault.details, cause: fault, retryAt })
    call.patience -= wait
    await clock.sleep(wait, open)
  }

  async function waitForAnother(call: Call, fault: Fault, isWorth: boolean, told: number | undefined): Promise<void> {
    if (!isWorth || call.attempts >= bounds.attempts) throw fault
    const jitter = clock.random() * Math.min(longestBackoff, firstBackoff * 2 ** (call.attempts - 1))
    const wait = Math.max(jitter, told ?? 0)
    if (wait > call.patience) throw fault
    call.patience -= wait
    log.debug('http.retry', { ...logged(call), attempt: call.attempts, waitMs: Math.round(wait), fault })
    await clock.sleep(wait, open)
  }

  /** Where the vendor does not say how long: the shortest window first, doubled each time, at most the longest. */
  function windowRest(call: Call): number {
    const windows = call.draws.map(({ gate: { limit } }) => (limit.size / limit.refillPerSecond) * 1000)
    const doubled = Math.max(1000, Math.min(...windows, 60_000)) * 2 ** call.sentBack
    return Math.min(doubled, Math.max(1000, ...windows)) * (1 + clock.random() * 0.1)
  }

  function lowerGates(call: Call, reply: HttpReply): void {
    const drawn = call.draws.map(({ gate }) => gate.limit.bucket)
    const levels = profile.level?.(reply, drawn)
    if (levels === undefined) return
    for (const [bucket, left] of Object.entries(levels)) longestOf(parts.gates, bucket)?.lower(left)
  }

  function report(call: Call, ended: Exchange, ms: number, waitedMs: number): void {
    const { connectorId, connectionId, shown } = call.name
    const { method } = call.request
    const status = ended.ended === 'reply' ? ended.status : 0
    parts.onCall?.({ connectorId, connectionId, method, path: shown.slice(method.length + 1), status, ms, waitedMs })
  }

  function logBreaker(call: Call, hasOpened: boolean): void {
    if (hasOpened) log.warn('http.breaker.opened', { ...logged(call), ...breaker.tally() })
    else log.info('http.breaker.closed', logged(call))
  }

  function brokenFault(call: Call): Fault {
    const wait = Math.max(1000, breaker.refuses())
    const retryAt = new Date(clock.now().getTime() + wait)
    return new Fault(
      'unavailable',
      `${call.name.connectorId} was not asked ${call.name.shown}: at least half of its last calls failed, so none go out ` +
        `but one every ${breakerRestMs / 1000} s to see whether it is back; the next after ${retryAt.toISOString()}`,
      { code: 'CIRCUIT_OPEN', retryAt, facts: { connection: call.name.connectionId } },
    )
  }

  function closedFault(call: Call, closedFor: number): Fault {
    const retryAt = new Date(clock.now().getTime() + closedFor)
    return new Fault(
      'throttled',
      `${call.name.connectorId} was not asked ${call.name.shown}: it wants no calls of this kind before ${retryAt.toISOString()}; the hub waits`,
      { code: 'THROTTLED', retryAt, facts: { connection: call.name.connectionId } },
    )
  }

  return {
    get: (path, options = {}) => send('GET', path, undefined, options),
    post: (path, body, options = {}) => send('POST', path, body, options),
    put: (path, body, options = {}) => send('PUT', path, body, options),
    patch: (path, body, options = {}) => send('PATCH', path, body, options),
    delete: (path, options = {}) => send('DELETE', path, options.body, options),
  }
}

function headersOf(
  always: Record<string, string>,
  { headers: own, form }: HttpOptions,
  hasBody: boolean,
): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-encoding': 'gzip' }
  if (hasBody) headers['content-type'] = form === true ? 'application/x-www-form-urlencoded' : 'application/json'
  for (const name in always) headers[name.toLowerCase()] = always[name] ?? ''
  for (const name in own) headers[name.toLowerCase()] = own[name] ?? ''
  return headers
}

function written(body: Json, { form }: HttpOptions): string {
  if (form !== true) return JSON.stringify(body)
  return new URLSearchParams(z.record(z.string(), z.string()).parse(body)).toString()
}

function drawsOf(gates: Gate[], named: Record<string, number> | undefined, call: CallName): Draw[] {
  const draws: Draw[] = []
  for (const gate of gates) {
    const { bucket, size } = gate.limit
    const tokens = named?.[bucket] ?? 1
    if (tokens > size) {
      throw new Fault('bug', `${call.shown} draws ${tokens} from "${bucket}", which never holds more than ${size}`)
    }
    if (tokens > 0) draws.push({ gate, tokens })
  }
  return draws
}

/** Which limit was hit is not known. One account's trouble must not stop the others, unless only shared limits are left. */
function gatesToClose(draws: Draw[]): Gate[] {
  const gates = draws.map(({ gate }) => gate)
  const own = gates.filter((gate) => gate.limit.per === 'connection')
  return own.length > 0 ? own : gates
}

/** Vendors tell the level of the longest window of a bucket, which is the one that hurts. */
function longestOf(gates: Gate[], bucket: string): Gate | undefined {
  const windowOf = ({ limit }: Gate) => limit.size / limit.refillPerSecond
  return gates
    .filter((gate) => gate.limit.bucket === bucket)
    .reduce<Gate | undefined>(
      (best, gate) => (best === undefined || windowOf(gate) > windowOf(best) ? gate : best),
      undefined,
    )
}

const logged = (call: Call) => ({
  connector: call.name.connectorId,
  connection: call.name.connectionId,
  call: call.name.shown,
})
