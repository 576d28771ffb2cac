import { explainReason } from '../catalogue/catalogue.ts'
import { countCodes, findLastReconcile } from '../store/reconcile.ts'
import { findRun, type RunView } from '../store/run-view.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { assertRunnable, queueOnce } from './queue-run.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

/** What a comparison found so far. Its counts add up to what it compared. */
export interface Reconciliation {
  run: RunView
  compared: number
  agrees: number
  leftOut: number
  pending: number
  differs: number
  /** Why, by code, the most first. */
  causes: { code: string; title: string; count: number }[]
}

/** Asks for a comparison of the hub with the other side of a flow. One that waits already is answered instead. */
export async function queueReconcile(hub: Hub, name: string, actor: Actor): Promise<number> {
  const flow = await requireFlow(hub, name)
  await assertRunnable(hub, flow)
  const connector = requireConnector(hub, (await connectionOf(hub, flow)).connector)
  if (flow.direction === 'from_hub' && connector.targets[flow.endpoint]?.read === undefined) {
    throw new Refusal(
      'invalid',
      'cannot_read_back',
      `${connector.title} cannot be read back: ${flow.endpoint} is only written, so there is nothing to compare with`,
    )
  }
  return queueOnce(hub, flow, { kind: 'reconcile', selection: null, actor })
}

/** The newest comparison of a flow, finished or not. */
export async function readReconciliation(hub: Hub, name: string): Promise<Reconciliation> {
  const flow = await requireFlow(hub, name)
  const id = await findLastReconcile(hub.db, hub.workspaceId, flow.id)
  const run = id === null ? null : await findRun(hub.db, hub.workspaceId, id)
  if (run === null) {
    const how = `ask for one with \`trefoil flow reconcile ${flow.name}\``
    throw new Refusal('unknown', 'never_reconciled', `The flow "${flow.name}" was never compared: ${how}`)
  }
  const { unchanged, filtered, held, error } = run.outcomes
  const causes = (await countCodes(hub.db, hub.workspaceId, run.id)).map(({ code, count }) => ({
    ...{ code, count },
    title: explainReason({ code, facts: null }).title,
  }))
  return { run, compared: run.read, agrees: unchanged, leftOut: filtered, pending: held, differs: error, causes }
}
