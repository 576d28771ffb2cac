import { mustMakeRoom } from '../store/live-work.ts'
import type { Desk, OpenFlow } from './context.ts'

/** Between two pages: somebody waits for other work of the connection, another worker is to go on, or this is to rest. */
export async function makesRoom(desk: Desk, flow: OpenFlow): Promise<boolean> {
  if (desk.signal.aborted || (await desk.isToLeave())) return true
  const { id: flowId, workspace, connectionId } = flow
  return mustMakeRoom(desk.db, { workspace, connectionId, flowId, now: desk.clock.now() })
}
