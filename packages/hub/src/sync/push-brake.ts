import type { RunRow } from '../store/run.ts'
import { countLinked } from '../store/run-brake.ts'
import { isCounted } from '../store/run-selection.ts'
import { BrakeError, beyond, limitsOf } from './brake.ts'
import type { Desk, OpenFlow } from './context.ts'
import { sideOf } from './ingest.ts'
import type { Sending } from './sending.ts'

/** Watches the runs of one from_hub flow: how many records each would change at the destination. */
export interface PushBrake {
  /** Throws BrakeError before a round that would take its run beyond, and counts it otherwise. */
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
  const changed = new Map(watched.map((run) => [run.id, run.updated]))
  const braked = open.filter((run) => run.state === 'braked').map((run) => run.id)
  const limits = limitsOf(flow.definition)
  let linked: number | undefined
  return {
    async check(sendings) {
      const next = new Map(changed)
      for (const { id, delivery } of sendings) {
        const before = delivery.run_id === null ? undefined : next.get(delivery.run_id)
        if (id !== null && delivery.run_id !== null && before !== undefined) next.set(delivery.run_id, before + 1)
      }
      for (const [run, count] of next) {
        if (count < limits.atLeast || count === changed.get(run)) continue
        linked ??= await countLinked(desk.db, sideOf(flow))
        const fault = beyond(limits, { changed: count, gone: 0, zeroed: 0 }, linked)
        if (fault === null) continue
        braked.push(run)
        changed.delete(run)
        throw new BrakeError(fault)
      }
      for (const [run, count] of next) changed.set(run, count)
    },
    braked: () => braked,
    stopped: () => braked.at(-1) ?? 0,
  }
}
