import { Fault, type FaultKind, type JsonObject } from '@trefoil/sdk'
import { storable } from '../db/storable.ts'
import { databaseTrouble } from '../db/trouble.ts'
import { messageWithoutValue } from '../redact.ts'

/** What follows from a fault: the one table. */
export type Consequence = 'stop_connection' | 'stop_flow' | 'wait' | 'retry' | 'relink' | 'hold' | 'error'

const consequences: Record<FaultKind, Consequence> = {
  credentials: 'stop_connection',
  permission: 'stop_flow',
  throttled: 'wait',
  invalid: 'error',
  missing: 'relink',
  conflict: 'retry',
  ambiguous: 'hold',
  unavailable: 'retry',
  protocol: 'error',
  bug: 'retry',
}

export function consequenceOf(fault: Fault): Consequence {
  return consequences[fault.kind]
}

/** What was thrown by neither a vendor nor the database is ours to mend. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown
  const trouble = databaseTrouble(thrown)
  if (trouble !== null) {
    const { code, message } = ofDatabase[trouble]
    return new Fault('unavailable', message, { code, cause: thrown })
  }
  const message = thrown instanceof Error ? messageWithoutValue(thrown) : String(thrown)
  return new Fault('bug', `Trefoil itself failed: ${message}`, { cause: thrown })
}

const ofDatabase = {
  away: { code: 'DATABASE_AWAY', message: "The hub's database does not answer: what was under way is done again" },
  full: { code: 'DISK_FULL', message: 'The disk of the database is full: make room there, and it goes on by itself' },
}

/** Stable and searchable: the fault's own code, else its kind. */
export function faultCode(fault: Fault): string {
  return fault.details.code ?? fault.kind.toUpperCase()
}

/** A fault as it stands in a row. A type and no interface: it is plain JSON. */
export type FaultRow = {
  kind: FaultKind
  code: string
  message: string
  field?: string
  candidates?: string[]
  facts?: JsonObject
}

/** Words, a code and facts, nothing of the request. They may be a vendor's own: what no table takes is left out. */
export function faultRow(fault: Fault): FaultRow {
  const { field, candidates, facts } = fault.details
  return storable({
    kind: fault.kind,
    code: faultCode(fault),
    message: fault.message,
    ...(field === undefined ? {} : { field }),
    ...(candidates === undefined ? {} : { candidates }),
    ...(facts === undefined ? {} : { facts }),
  })
}

/** A vendor named an id, a receipt or a place that no table takes, and without which nothing can go on. */
export function unstorableAnswer(said: string, { holds }: { holds: string }): Fault {
  const message = `${said} that holds ${holds}, which cannot be stored: show it to the vendor, then try again`
  return new Fault('protocol', message, { code: 'UNSTORABLE_ANSWER' })
}

const firstDelay = 1_000
const longestDelay = 600_000
/** With full jitter between them, these tries span a day. */
export const mostAttempts = 150

/** When to try again: full jitter over a doubling wait, or the instant that the vendor named. */
export function nextTry(fault: Fault, attempts: number, now: Date, random: () => number): Date {
  const named = fault.details.retryAt
  if (named !== undefined && named > now) return named
  const longest = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempts, 20))
  return new Date(now.getTime() + Math.ceil(random() * longest))
}
