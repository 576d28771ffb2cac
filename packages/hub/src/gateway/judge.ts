import { Fault, type HttpProfile, type HttpReply } from '@trefoil/sdk'
import type { Exchange } from './exchange.ts'
import { bodyFault, type CallName, isHtml, statusFault, troubleFault } from './reply-fault.ts'
import { retryAfter } from './retry-after.ts'

/** What came of one attempt, and what it means. */
export interface Attempted {
  name: CallName
  profile: HttpProfile
  allow: number[]
  attempts: number
  /** A second time does no harm. */
  mayRepeat: boolean
  /** The reply need not be JSON. */
  anyBody: boolean
  now: Date
  exchange: Exclude<Exchange, { ended: 'stopped' }>
}

export interface Verdict {
  reply: HttpReply | undefined
  fault: Fault | undefined
  /** It speaks against the vendor's health, and counts for the breaker. */
  isVendorsTrouble: boolean
  isWorthAnother: boolean
  /** The vendor's own wish. */
  waitMs: number | undefined
}

export function judge(attempted: Attempted): Verdict {
  const { exchange, name, mayRepeat, attempts } = attempted
  if (exchange.ended === 'refused') {
    const { fault } = exchange
    return { reply: undefined, fault, isVendorsTrouble: false, isWorthAnother: false, waitMs: undefined }
  }
  if (exchange.ended === 'trouble') {
    const { trouble } = exchange
    const fault = troubleFault(name, trouble, attempts, trouble.sent && !mayRepeat)
    const isWorthAnother = fault.kind === 'unavailable' && (mayRepeat || !trouble.sent)
    return { reply: undefined, fault, isVendorsTrouble: true, isWorthAnother, waitMs: undefined }
  }
  const body = parsed(exchange.text)
  const { status, headers, text } = exchange
  const reply = { status, headers, text, json: body === unreadable ? undefined : body }
  return judgeReply(attempted, reply, attempted.anyBody || body !== unreadable)
}

function judgeReply(attempted: Attempted, reply: HttpReply, isReadable: boolean): Verdict {
  const { name, profile, allow, mayRepeat, attempts, now } = attempted
  const isGood = reply.status >= 200 && reply.status < 300
  const well: Verdict = { reply, fault: undefined, isVendorsTrouble: false, isWorthAnother: false, waitMs: undefined }
  if (!isReadable && isGood) {
    const fault = bodyFault(name, reply, attempts, !mayRepeat)
    return { ...well, fault, isVendorsTrouble: true, isWorthAnother: mayRepeat }
  }
  if (allow.includes(reply.status)) return well
  const waitMs = retryAfter(reply.headers['retry-after'], now, reply.headers.date)
  // Some vendors answer 200 with the trouble inside, so the connector is asked about every reply.
  const told = profile.fault?.(reply) ?? statusFault(name, reply)
  if (told === undefined) return well
  // A web page does not know whether a record is gone, even where the connector takes its status at its word.
  const fault = told.kind === 'missing' && isHtml(reply) ? (statusFault(name, reply) ?? told) : told
  if (fault.kind === 'throttled') return { ...well, fault, waitMs: untilRetry(fault, reply, now) ?? waitMs }
  if (fault.kind !== 'unavailable') return { ...well, fault }
  return {
    ...well,
    fault: withOutlook(fault, { now, waitMs, mayRepeat }),
    isVendorsTrouble: true,
    isWorthAnother: mayRepeat,
    waitMs,
  }
}

/** A server that failed may have acted before; and it may have said when to come back. */
function withOutlook(fault: Fault, facts: { now: Date; waitMs: number | undefined; mayRepeat: boolean }): Fault {
  if (facts.mayRepeat && facts.waitMs === undefined) return fault
  return new Fault('unavailable', fault.message, {
    ...fault.details,
    ...(fault.cause === undefined ? {} : { cause: fault.cause }),
    ...(facts.mayRepeat ? {} : { unclear: true }),
    ...(facts.waitMs === undefined ? {} : { retryAt: new Date(facts.now.getTime() + facts.waitMs) }),
  })
}

/** A connector has no clock: the instant that it names was counted from the vendor's own, which may differ from ours. */
function untilRetry(fault: Fault, reply: HttpReply, now: Date): number | undefined {
  const { retryAt } = fault.details
  return retryAt === undefined ? undefined : retryAfter(retryAt.toUTCString(), now, reply.headers.date)
}

const unreadable = Symbol('no JSON')

function parsed(text: string): unknown {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (json.trim() === '') return undefined
  try {
    return JSON.parse(json)
  } catch {
    return unreadable // the parser's error quotes the body, and is of no use to anybody
  }
}
