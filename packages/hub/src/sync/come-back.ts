import type { Desk, OpenFlow } from './context.ts'

/** The flow is looked at again at once, after what else is due; null where the worker stops. */
export function comeBack(desk: Desk, flow: OpenFlow): Date | null {
  if (desk.signal.aborted) return null
  desk.wake([flow.connectionId])
  return desk.clock.now()
}
