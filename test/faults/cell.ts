import { strikes } from '@trefoil/simulators'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { type Consequence, consequences, type Kind } from './kinds.ts'
import type { MatrixHouse } from './matrix-house.ts'
import type { Operation } from './operation.ts'
import { isAstray } from './ways.ts'

/** One line of the report of a whole run. */
export interface CellReport {
  operation: string
  fault: string
  consequence: string
}

/** What came of one operation that met one fault. */
export interface Outcome {
  consequence: Consequence
  /** What was done at the vendors until all was well again, and how often. */
  effects: Record<string, number>
  /** Lines of the hub's log that speak of its own failure, of a secret or of somebody's address. */
  indiscreet: string[]
  /** The lines of the log that it was told from, for whoever looks why. */
  told: string[]
}

/** Brings the call about, lets it meet the trouble, sees what the hub makes of it, and mends what a person must mend. */
export async function meet(house: MatrixHouse, operation: Operation, kind: Kind, number: number): Promise<Outcome> {
  const act = await operation.prepare(house, number)
  await house.quiet()
  house.klaviyo.settle()
  const since = {
    log: house.log().length,
    effects: vendors.map((vendor) => house[vendor].effects().length),
  }
  const lines = () => linesOf(house.log().slice(since.log))
  const met = layOut(house, operation, kind)
  if (kind.skew !== undefined) await goWrong(house, kind.skew)
  await act()
  await until(`${operation.title} to be asked`, async () => (met() ? true : new Waiting(lines().slice(-3))))
  const isEndless = (kind.fault?.(operation).times ?? 1) > 100
  let hours = 0
  await until('the hub to have done what it can', async () => {
    // A stop is said a moment before it stands.
    const seen = consequenceOf(lines())
    if (isEndless && seen !== 'none') return seen.startsWith('stop') ? house.settled() : true
    if (kind.id === 'F17' && hours < retriesIn(lines()) && (await house.telling()) === 0) {
      hours += 1
      house.pass(3_600_000)
    }
    return house.settled()
  })
  // What was stored a moment ago is said a moment later.
  await house.settled()
  const consequence = consequenceOf(lines())
  const words = lines().flatMap((line) => (meaningOf(line) === 'none' ? [] : [JSON.stringify(line)]))
  house[operation.vendor].faults.clear()
  house.ways.clear()
  if (kind.skew !== undefined) await goWrong(house, -kind.skew)
  const hadStopped = await mend(house)
  if (hadStopped && operation.stage === 'listing') await act()
  await house.quiet()
  house.klaviyo.settle()
  return {
    consequence,
    effects: effectsSince(house, since.effects),
    indiscreet: indiscretions(house, house.log().slice(since.log)),
    told: words,
  }
}

export const vendors = ['clover', 'klaviyo', 'receiver'] as const

/** A pause of the machine between two looks at its clocks is taken for a jump of seconds. */
const smallJump = 60_000

/** The hub's clock jumps, and the hub has noticed and done what is due by it. */
async function goWrong(house: MatrixHouse, by: number): Promise<void> {
  const before = house.log().length
  house.skew(by)
  const isIt = ({ event, ms = 0 }: Line) => event === 'clock.jumped' && Math.abs(ms - by) < smallJump
  const isNoticed = () => linesOf(house.log().slice(before)).some(isIt)
  await until('the hub to notice its clock', async () => (isNoticed() ? true : new Waiting('nothing said')))
  await house.quiet()
}

/** Prepares the trouble, and answers how to see that a call has met it. */
function layOut(house: MatrixHouse, operation: Operation, kind: Kind): () => boolean {
  const vendor = house[operation.vendor]
  const match = operation.match.replace(':merchant', house.clover.merchantId)
  const asked = vendor.requests().at(-1)?.n ?? 0
  const fault = kind.fault?.(operation)
  if (fault === undefined) {
    return () => vendor.requests().some(({ n, method, path }) => n > asked && strikes(match, method, path))
  }
  const { after } = operation
  const times = (fault.times ?? 1) * strokes(fault, operation)
  const planned = { ...fault, match, times, ...(after === undefined ? {} : { after }) }
  if (isAstray(planned)) {
    const lost = house.ways.lost()
    house.ways.add(planned, vendor)
    return () => house.ways.lost() > lost
  }
  vendor.faults.add(planned)
  return () => vendor.requests().some(({ n, fault: met }) => n > asked && met !== undefined)
}

/** What strikes three times is to exhaust the attempts of each of them. */
function strokes({ times = 1 }: { times?: number }, { calls = 1 }: Operation): number {
  return times > 1 ? calls : 1
}

interface Line {
  event: string
  fault?: string
  ms?: number
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
}

function retriesIn(lines: Line[]): number {
  return lines.filter((line) => meaningOf(line) === 'retry').length
}

/** The gravest thing that the log tells of. */
function consequenceOf(lines: Line[]): Consequence {
  const seen = new Set(lines.map(meaningOf))
  return consequences.find((each) => seen.has(each)) ?? 'none'
}

function meaningOf({ event, fault }: Line): Consequence {
  switch (event) {
    case 'connection.stopped':
      return 'stop_connection'
    case 'flow.stopped':
      return 'stop_flow'
    case 'push.stopped':
      return fault === 'credentials' ? 'stop_connection' : 'stop_flow'
    case 'push.failed':
      return 'error'
    case 'flow.retry':
    case 'push.retry':
      return fault === 'throttled' ? 'wait' : 'retry'
    case 'http.throttled':
      return 'wait'
    default:
      return 'none'
  }
}

/** Each kind of effect, and how often. */
function effectsSince(house: MatrixHouse, since: readonly number[]): Record<string, number> {
  const effects = vendors.flatMap((vendor, at) => house[vendor].effects().slice(since[at]))
  const ours = Map.groupBy(
    effects.filter(({ by }) => by === 'api'),
    ({ kind }) => kind,
  )
  return Object.fromEntries([...ours].map(([kind, all]) => [kind, all.length]))
}

/** What a person does: connects the accounts again, resumes the flows, replays what was put aside. */
export async function mend(house: MatrixHouse): Promise<boolean> {
  const { api } = house
  const { data: connections } = await told(api.GET('/api/v1/connections'))
  const { data: flows } = await told(api.GET('/api/v1/flows'))
  const stopped = flows.filter(({ state }) => state === 'stopped')
  const isShut = connections.some(({ state }) => state === 'stopped')
  if (isShut) await house.connect()
  for (const { name } of stopped) await told(api.POST('/api/v1/flows/{name}/resume', { params: { path: { name } } }))
  await told(api.POST('/api/v1/issues/replay', {}))
  return isShut || stopped.length > 0
}

/** Nothing of the hub's own may fail, and the log holds no secret and nobody's address. */
function indiscretions(house: MatrixHouse, log: string): string[] {
  const { clover, klaviyo } = house
  const spoken = [clover.token, klaviyo.apiKey].flatMap((secret) =>
    log.includes(secret) ? ['a secret is in the log'] : [],
  )
  const bugs = linesOf(log).flatMap((line) => (line.fault === 'bug' ? [JSON.stringify(line)] : []))
  return [...spoken, ...bugs, ...(log.match(/\S+@example\.(?:com|net|org)/g) ?? [])]
}
