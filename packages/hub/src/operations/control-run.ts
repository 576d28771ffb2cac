import { inTransaction } from '../db/in-transaction.ts'
import type { Flow } from '../store/flow.ts'
import type { IssuePlace } from '../store/issue.ts'
import { cancelRun as cancel, releaseRun as release, withdrawDeliveries } from '../store/run-brake.ts'
import type { RunView } from '../store/run-view.ts'
import { findRun } from '../store/run-view.ts'
import { answered } from '../sync/stops.ts'
import { requireFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { requireRun } from './outcomes-in-words.ts'
import { Refusal } from './refusal.ts'

/** Ends a run that is not over. What it wrote stays; what it had made due and not sent stands as before. */
export async function cancelRun(hub: Hub, id: number, actor: Actor): Promise<RunView> {
  const run = await requireRun(hub, id)
  const flow = await requireFlow(hub, run.flow)
  // A round that settles meanwhile takes the same rows, its deliveries before their run.
  const isCancelled = await inTransaction(hub.db, async (tx) => {
    if (!(await cancel(tx, hub.workspaceId, id))) return false
    if (flow.direction === 'from_hub') await withdrawDeliveries(tx, hub.workspaceId, flow.id, id)
    await answered(tx, placeOf(hub, flow), actor, hub.now())
    return true
  })
  if (!isCancelled) throw over(await requireRun(hub, id), 'cancelled')
  hub.log.info('run.cancelled', { run: id, flow: run.flow, actor })
  hub.wake()
  return requireRun(hub, id)
}

/** Lets a run that its brakes stopped go on, without them. */
export async function releaseRun(hub: Hub, id: number, actor: Actor): Promise<RunView> {
  const run = await requireRun(hub, id)
  const flow = await requireFlow(hub, run.flow)
  const isReleased = await inTransaction(hub.db, async (tx) => {
    if (!(await release(tx, hub.workspaceId, id))) return false
    await answered(tx, placeOf(hub, flow), actor, hub.now())
    return true
  })
  if (!isReleased) throw over(run, 'released')
  hub.log.warn('run.released', { run: id, flow: run.flow, actor, reason: run.fault?.message ?? null })
  hub.wake()
  return (await findRun(hub.db, hub.workspaceId, id)) ?? run
}

function placeOf(hub: Hub, flow: Flow): IssuePlace {
  return { workspace: hub.workspaceId, connectionId: flow.connectionId, flowId: flow.id }
}

function over(run: RunView, what: string): Refusal {
  const why = what === 'released' ? 'only a braked run waits to be released' : 'it is over'
  return new Refusal('conflict', `run_not_${what}`, `Run ${run.id} of ${run.flow} is ${run.state}: ${why}`, {
    facts: { run: run.id, state: run.state },
  })
}
