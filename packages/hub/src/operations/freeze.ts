import { freezeFlows, frozenFlows } from '../store/flow.ts'
import { resumeFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { requireConnection } from './require-connection.ts'

/** Uses what the hub has of an account, and takes nothing new. Answers the flows that rest from now on. */
export async function freezeConnection(hub: Hub, name: string, actor: Actor): Promise<string[]> {
  const { id } = await requireConnection(hub, name)
  const flows = await freezeFlows(hub.db, { workspaceId: hub.workspaceId, id }, hub.now())
  if (flows.length > 0) hub.log.info('connection.frozen', { connection: name, flows, actor })
  return flows
}

/** Takes what is new again, by the flows that the freeze had paused. Answers which they are. */
export async function unfreezeConnection(hub: Hub, name: string, actor: Actor): Promise<string[]> {
  const { id } = await requireConnection(hub, name)
  const flows = await frozenFlows(hub.db, { workspaceId: hub.workspaceId, id })
  for (const flow of flows) await resumeFlow(hub, flow, false, actor)
  if (flows.length > 0) hub.log.info('connection.unfrozen', { connection: name, flows, actor })
  return flows
}
