import type { FlowArrival } from '../store/arrival.ts'

/** How what an account says comes into the hub. */
export interface Arrival {
  /** Until when something should have come for the first time; null: something came, or nothing is to come. */
  firstExpectedBy: Date | null
  firstAt: Date | null
  lastAt: Date | null
  /** When the sources were last read to the end. */
  lookedAt: Date | null
  /** From the last change at the vendor until it was stored here, as far as anybody can say. */
  lagSeconds: number | null
  /** Its flows into the hub are all paused: what is here stays, and nothing new is taken. */
  isFrozen: boolean
  /** Nothing has come since, though it should have; null: all is in time. */
  lateSince: Date | null
}

/** Within which something is to come. */
const patience = 24 * 3_600_000

/**
 * What came of one connection by its flows into the hub. Late is who has nothing a day after it was to come: the first
 * record, or a look that is due. A connection that has stopped is told of as stopped.
 */
export function arrivalOf(
  connection: { createdAt: Date; state: string },
  flows: readonly FlowArrival[],
  now: Date,
): Arrival {
  const open = flows.filter(({ state }) => state === 'enabled')
  const firstAt = earliest(flows.map((flow) => flow.firstAt))
  const lastAt = latest(flows.map((flow) => flow.lastAt))
  const begun = latest([connection.createdAt, earliest(flows.map((flow) => flow.createdAt))])
  const firstExpectedBy = firstAt !== null || open.length === 0 || begun === null ? null : later(begun)
  const lags = flows.flatMap(({ lagSeconds }) => (lagSeconds === null ? [] : [lagSeconds]))
  const isPast = (at: Date | null) => at !== null && at <= now
  // A long listing is due until it is over: what it has brought meanwhile is no delay.
  const behind = open.filter(
    ({ dueAt, lastAt }) => dueAt !== null && isPast(later(dueAt)) && (lastAt === null || isPast(later(lastAt))),
  )
  const isFirstLate = isPast(firstExpectedBy)
  const lateSince =
    connection.state !== 'active' ? null : isFirstLate ? begun : earliest(behind.map(({ dueAt }) => dueAt))
  return {
    ...{ firstExpectedBy, firstAt, lastAt, lateSince },
    lookedAt: latest(flows.map((flow) => flow.lookedAt)),
    lagSeconds: lags.length === 0 ? null : Math.max(...lags),
    isFrozen: open.length === 0 && flows.some(({ state }) => state === 'paused'),
  }
}

function later(at: Date): Date {
  return new Date(at.getTime() + patience)
}

function earliest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null)
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null)
}
