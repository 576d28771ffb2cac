import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { type Consequence, consequences, type Kind } from './kinds.ts'
import type { MatrixHouse } from './matrix-house.ts'
import type { Operation } from './operations.ts'

/** One line of the report of a whole run. */
export interface CellReport {
  operation: string
  fault: string
  consequence: string
}

/** What came of one operation that met one fault. */
export interface Outcome {
  consequence: Consequence
  /** What was done at both vendors until all was well again, sorted: `profile.create`. */
  effects: string[]
  /** Lines of the hub's log that speak of its own failure, of a secret or of somebody's address. */
  indiscreet: string[]
  /** The lines of the log that it was told from, for whoever looks why. */
  told: string[]
}

/** Brings the call about, lets it meet the fault, sees what the hub makes of it, and mends what a person must mend. */
export async function meet(
  house: MatrixHouse,
  operation: Operation,
  kind: Kind | null,
  number: number,
): Promise<Outcome> {
  const vendor = house[operation.vendor]
  const match = operation.match.replace(':merchant', house.clover.merchantId)
  const act = await operation.prepare(house, number)
  await house.quiet()
  house.klaviyo.settle()
  const since = {
    log: house.log().length,
    clover: house.clover.effects().length,
    klaviyo: house.klaviyo.effects().length,
  }
  const lines = () => linesOf(house.log().slice(since.log))
  const fault = kind?.fault(operation)
  if (fault !== undefined) vendor.faults.add({ ...fault, match, times: (fault.times ?? 1) * strikes(fault, operation) })
  const asked = vendor.requests().at(-1)?.n ?? 0
  await act()
  await until(`${operation.title} to be asked`, async () =>
    vendor.requests().some(({ n, fault: met }) => n > asked && (kind === null || met !== undefined))
      ? true
      : new Waiting(lines().slice(-3)),
  )
  const isEndless = (fault?.times ?? 1) > 100
  const calm = () => house.settled()
  await until('the hub to have done what it can', async () => {
    // A stop is said a moment before it stands.
    const seen = consequenceOf(lines())
    if (isEndless && seen !== 'none') return seen.startsWith('stop') ? house.settled() : true
    if (kind?.id === 'F17') house.pass(3_600_000)
    return calm()
  })
  // What was stored a moment ago is said a moment later.
  await house.settled()
  const consequence = consequenceOf(lines())
  const words = lines().flatMap((line) => (meaningOf(line) === 'none' ? [] : [JSON.stringify(line)]))
  vendor.faults.clear()
  const hadStopped = await mend(house)
  if (hadStopped && operation.stage === 'listing') await act()
  await house.quiet()
  house.klaviyo.settle()
  return {
    consequence,
    effects: effectsSince(house, since),
    indiscreet: indiscretions(house, house.log().slice(since.log)),
    told: words,
  }
}

/** What strikes three times is to exhaust the attempts of each of them. */
function strikes({ times = 1 }: { times?: number }, { abreast = 1 }: Operation): number {
  return times > 1 ? abreast : 1
}

interface Line {
  event: string
  fault?: string
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
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

function effectsSince(house: MatrixHouse, since: { clover: number; klaviyo: number }): string[] {
  const clover = house.clover.effects().slice(since.clover)
  const klaviyo = house.klaviyo.effects().slice(since.klaviyo)
  return [...clover, ...klaviyo].flatMap(({ by, kind }) => (by === 'api' ? [kind] : [])).sort()
}

/** What a person does: connects the accounts again, resumes the flows, replays what was put aside. */
export async function mend(house: MatrixHouse): Promise<boolean> {
  const { api } = house
  const { data: connections } = await told(api.GET('/api/v1/connections'))
  const { data: flows } = await told(api.GET('/api/v1/flows'))
  const stopped = flows.filter(({ state }) => state === 'stopped')
  if (connections.some(({ state }) => state === 'stopped')) await house.connectAgain()
  for (const { name } of stopped) await told(api.POST('/api/v1/flows/{name}/resume', { params: { path: { name } } }))
  await told(api.POST('/api/v1/issues/replay', {}))
  return stopped.length > 0
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
