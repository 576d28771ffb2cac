import type { JsonObject } from '@trefoil/sdk'
import { inTransaction } from '../db/in-transaction.ts'
import { type Flow, lockFlow } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import { insertRun } from '../store/run.ts'
import { findQueuedRun } from '../store/run-view.ts'
import { requireFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

/** Asks for a run over all records of a flow. One that waits already is answered instead of a second. */
export async function queueRun(hub: Hub, name: string, kind: 'full' | 'replay', actor: Actor): Promise<number> {
  const flow = await requireFlow(hub, name)
  await assertByHand(hub, flow)
  if (kind === 'replay' && flow.direction === 'from_hub') {
    throw new Refusal(
      'invalid',
      'nothing_to_replay',
      `The flow "${flow.name}" reads the hub itself, so it has no stored source to map again: a full run maps every record anew and sends only what differs`,
    )
  }
  return queueOnce(hub, flow, { kind, selection: null, actor })
}

/** Queues a run over all records, or answers the one that waits and does as much, however many ask at once. */
export async function queueOnce(
  hub: Hub,
  { id: flowId, name }: Flow,
  run: { kind: 'full' | 'replay' | 'reconcile'; selection: JsonObject | null; actor: Actor },
): Promise<number> {
  const { workspaceId: workspace } = hub
  const id = await inTransaction(hub.db, async (tx) => {
    // Whoever asks at the same moment waits here.
    await lockFlow(tx, workspace, name)
    const waiting = await findQueuedRun(tx, workspace, { flowId, ...run })
    return waiting ?? insertRun(tx, { workspace, flowId, state: 'queued', ...run })
  })
  hub.wake()
  return id
}

/** What a person asks for, and not the hub itself, is asked of a flow that is open to it. */
export async function assertByHand(hub: Hub, flow: Flow): Promise<void> {
  await assertRunnable(hub, flow)
  const { workspaceId } = hub
  const definition = await findMappingVersion(hub.db, { workspaceId, flowId: flow.id, version: flow.version })
  if (definition?.triggers.manual !== false) return
  throw new Refusal(
    'conflict',
    'manual_off',
    `The flow "${flow.name}" is not run by hand: its trigger "manual" is off. Nothing was queued; switch it on on the page of the flow, or in its definition`,
    { facts: { flow: flow.name } },
  )
}

/** A run of a flow that rests would wait without a word. */
export async function assertRunnable(hub: Hub, flow: Flow): Promise<void> {
  if (flow.state !== 'enabled') {
    const why = typeof flow.fault?.message === 'string' ? `: ${flow.fault.message}` : ''
    throw new Refusal(
      'conflict',
      'flow_paused',
      `The flow "${flow.name}" is ${flow.state}${why}. Nothing was queued; resume it with \`trefoil flow resume ${flow.name}\``,
      { facts: { flow: flow.name } },
    )
  }
  const connection = await connectionOf(hub, flow)
  if (connection.state !== 'active') {
    const why = typeof connection.fault?.message === 'string' ? `: ${connection.fault.message}` : ''
    throw new Refusal(
      'conflict',
      'connection_stopped',
      `The connection "${connection.name}" is ${connection.state}${why}. Nothing was queued; connect it again under the same name`,
      { facts: { connection: connection.name } },
    )
  }
}
