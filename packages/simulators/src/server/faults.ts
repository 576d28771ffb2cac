import { isObject } from './exchange.ts'

/**
 * What goes wrong. `status`, `html`, `hang` and `reset` strike before the request is handled: nothing happens.
 * The others let it be handled: what it changes is changed. `truncate` breaks off in the body, `half` ends the body in
 * its middle as if it were whole, `drip` sends it byte by byte, `instead` answers something else.
 */
export type FaultKind =
  | 'status'
  | 'html'
  | 'hang'
  | 'reset'
  | 'reset-after-commit'
  | 'truncate'
  | 'half'
  | 'empty'
  | 'slow'
  | 'drip'
  | 'instead'

export const faultKinds: readonly FaultKind[] = [
  'status',
  'html',
  'hang',
  'reset',
  'reset-after-commit',
  'truncate',
  'half',
  'empty',
  'slow',
  'drip',
  'instead',
]

/** One misfortune: which requests it strikes, how, and how often. */
export interface Fault {
  /**
   * `POST /v3/`, `POST`, `/v3/`, or nothing for every request. The path is a prefix of path and query, in which `*`
   * stands for one step.
   */
  match?: string
  kind: FaultKind
  /** For `status` (default 500), `html` (default 503) and `instead` (default 200). */
  status?: number
  headers?: Record<string, string>
  /** For `status` and `instead` (default: empty) and `html` (default: a small page). */
  body?: string
  /** How many requests it strikes before it is used up; default 1. */
  times?: number
  /** How many matching requests it lets pass first; default 0. */
  after?: number
  /** For `slow`: milliseconds before the reply, default 2000; for `drip`: between two bytes, default 1000. */
  delay?: number
}

/** The faults that are still to come. */
export interface FaultPlan {
  add(fault: Fault): void
  clear(): void
  /** Those not yet used up. */
  pending(): Fault[]
}

/** The plan as the server sees it: every request asks it once. */
export interface FaultDraw extends FaultPlan {
  draw(method: string, url: string): Fault | undefined
}

export function createFaultPlan(): FaultDraw {
  let planned: { fault: Fault; pass: number; left: number }[] = []
  return {
    add: (fault) => {
      const left = fault.times ?? 1
      if (left > 0) planned.push({ fault, pass: fault.after ?? 0, left })
    },
    clear: () => {
      planned = []
    },
    pending: () => planned.map(({ fault, pass, left }) => ({ ...fault, after: pass, times: left })),
    draw: (method, url) => {
      for (const entry of planned) {
        if (!strikes(entry.fault.match, method, url)) continue
        if (entry.pass > 0) {
          entry.pass -= 1
          continue
        }
        entry.left -= 1
        if (entry.left <= 0) planned = planned.filter((other) => other !== entry)
        return entry.fault
      }
      return undefined
    },
  }
}

const texts = ['match', 'body'] as const
const counts = ['status', 'times', 'after', 'delay'] as const

/** A fault as another program sends it. A slip in it is refused: a fault that never strikes would prove anything. */
export function faultFrom(posted: unknown): Fault {
  if (!isObject(posted)) throw new Error('a fault is an object with a kind')
  const kind = faultKinds.find((known) => known === posted.kind)
  if (kind === undefined) throw new Error(`kind is one of ${faultKinds.join(', ')}`)
  const known: readonly string[] = ['kind', 'headers', ...texts, ...counts]
  const unknown = Object.keys(posted).filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; a fault has ${known.join(', ')}`)
  const fault: Fault = { kind }
  for (const name of texts) {
    const text = posted[name]
    if (text === undefined) continue
    if (typeof text !== 'string') throw new Error(`${name} is a text`)
    fault[name] = text
  }
  for (const name of counts) {
    const count = posted[name]
    if (count === undefined) continue
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) throw new Error(`${name} is a whole number`)
    fault[name] = count
  }
  if (posted.headers === undefined) return fault
  if (!isObject(posted.headers)) throw new Error('headers are an object')
  return {
    ...fault,
    headers: Object.fromEntries(Object.entries(posted.headers).map(([name, value]) => [name, String(value)])),
  }
}

/** Whether a request is one that `match` speaks of. */
export function strikes(match: string | undefined, method: string, url: string): boolean {
  if (match === undefined) return true
  const slash = match.indexOf('/')
  const wantedMethod = (slash < 0 ? match : match.slice(0, slash)).trim()
  if (wantedMethod !== '' && wantedMethod !== method) return false
  return slash < 0 || isPrefix(match.slice(slash), url)
}

function isPrefix(path: string, url: string): boolean {
  if (!path.includes('*')) return url.startsWith(path)
  const steps = path.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${steps.join('[^/?]+')}`).test(url)
}
