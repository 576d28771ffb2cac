import type { RunRow } from '../../store/run.ts'
import { countLinked } from '../../store/run-brake.ts'
import { isCounted } from '../../store/run-selection.ts'
import { BrakeError, beyond, limitsOf, type Tally } from '../brake.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { sideOf } from '../flow-keys.ts'
import type { Sending } from './sending.ts'
import { zeroesThere } from './zeroed.ts'

/** Watches the runs of one from_hub flow: how many records each would change at the destination. */
export interface PushBrake {
  /** Throws BrakeError before a round that would take its run beyond, and counts it otherwise, each record once. */
  check(sendings: readonly Sending[]): Promise<void>
  /** Runs whose deliveries wait for a person. */
  braked(): number[]
  /** The run that was stopped last. */
  stopped(): number
}

/** Changes that no run asked for came in through brakes of their own, and pass. */
export function openPushBrake(desk: Desk, flow: OpenFlow, open: RunRow[]): PushBrake {
  const watched = open.filter(
    (run) => !run.released && run.state !== 'braked' && (run.kind === 'full' || isCounted(run.selection)),
  )
  const done = new Map(watched.map((run) => [run.id, { changed: run.updated, gone: 0, zeroed: run.zeroed }]))
  // What meets passing trouble comes again.
  const counted = new Map(watched.map((run) => [run.id, new Set<number>()]))
  const braked = open.filter((run) => run.state === 'braked').map((run) => run.id)
  const limits = limitsOf(flow.definition)
  let linked: number | undefined
  return {
    async check(sendings) {
      const fresh = sendings.filter(
        ({ id, delivery }) => id !== null && counted.get(delivery.run_id ?? 0)?.has(delivery.record_id) === false,
      )
      const next = tallyUp(done, fresh)
      for (const [run, tally] of next) {
        if (tally.changed < limits.atLeast) continue
        linked ??= await countLinked(desk.db, sideOf(flow))
        const fault = beyond(limits, tally, linked)
        if (fault === null) continue
        braked.push(run)
        done.delete(run)
        throw new BrakeError(fault)
      }
      for (const [run, tally] of next) done.set(run, tally)
      for (const { delivery } of fresh) counted.get(delivery.run_id ?? 0)?.add(delivery.record_id)
    },
    braked: () => braked,
    stopped: () => braked.at(-1) ?? 0,
  }
}

/** The tallies of the watched runs that have part in these changes, with them. */
function tallyUp(done: ReadonlyMap<number, Tally>, sendings: readonly Sending[]): Map<number, Tally> {
  const next = new Map<number, Tally>()
  for (const { delivery, output } of sendings) {
    if (delivery.run_id === null) continue
    const before = next.get(delivery.run_id) ?? done.get(delivery.run_id)
    if (before === undefined) continue
    const zeroed = before.zeroed + (zeroesThere(delivery.output, output) ? 1 : 0)
    next.set(delivery.run_id, { ...before, changed: before.changed + 1, zeroed })
  }
  return next
}
