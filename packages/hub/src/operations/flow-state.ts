import { inTransaction } from '../db/in-transaction.ts'
import { lockConnection } from '../store/connection.ts'
import { type Flow, findFlow, setFlowState } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import { goesOn } from '../sync/stops.ts'
import { assertNoRival } from './apply-recipe.ts'
import { assertPermitted } from './assert-permitted.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

/** No new work begins; what is under way is finished. Deliveries wait where they are. */
export async function pauseFlow(hub: Hub, name: string, actor: Actor): Promise<Flow> {
  const flow = await requireFlow(hub, name)
  if (flow.state === 'paused') return flow
  const paused = await setFlowState(
    hub.db,
    { workspaceId: hub.workspaceId, id: flow.id, state: 'paused', fault: null },
    hub.now(),
  )
  hub.log.info('flow.paused', { flow: flow.name, actor })
  return paused
}

/** Also starts a flow again that a fault had stopped. */
export async function resumeFlow(hub: Hub, name: string, override: boolean, actor: Actor): Promise<Flow> {
  const flow = await requireFlow(hub, name)
  if (flow.state === 'enabled') return flow
  const connection = await connectionOf(hub, flow)
  const version = { workspaceId: hub.workspaceId, flowId: flow.id, version: flow.version }
  const definition = await findMappingVersion(hub.db, version)
  if (definition !== null) await assertPermitted(hub, connection, definition, flow.fault?.kind === 'permission')
  const now = hub.now()
  const resumed = await inTransaction(hub.db, async (tx) => {
    const place = { workspace: hub.workspaceId, connectionId: flow.connectionId, flowId: flow.id }
    // Whoever enables a flow of this connection waits here, so that of two rivals the second sees the first.
    await lockConnection(tx, hub.workspaceId, flow.connectionId)
    await assertNoRival(hub, tx, flow, { connection: connection.name, override, actor })
    // The flow before its issue, as where it is stopped: the other way round the two could wait for each other.
    const row = await setFlowState(
      tx,
      { workspaceId: hub.workspaceId, id: flow.id, state: 'enabled', fault: null },
      now,
    )
    await goesOn(tx, place, { shape: 'flow', by: actor }, now)
    return row
  })
  hub.log.info('flow.resumed', { flow: flow.name, actor })
  hub.wake()
  return resumed
}

export async function requireFlow(hub: Hub, name: string): Promise<Flow> {
  const flow = await findFlow(hub.db, hub.workspaceId, { name })
  if (flow !== null) return flow
  throw new Refusal('unknown', 'unknown_flow', `No flow is called "${name}": list them with \`trefoil flow list\``, {
    facts: { flow: name },
  })
}
