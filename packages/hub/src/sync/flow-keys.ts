/** By what the tables know a flow. */
import type { FlowRef } from '../store/delivery.ts'
import type { IssuePlace } from '../store/issue.ts'
import type { LinkSide } from '../store/link.ts'
import type { OpenFlow } from './context.ts'

/** What it owes, and the jobs that are under way for it. */
export function refOf({ workspace, id }: OpenFlow): FlowRef {
  return { workspace, flowId: id }
}

/** The links of its connection. */
export function sideOf({ workspace, connectionId, entity }: OpenFlow): LinkSide {
  return { workspace, connectionId, entity }
}

/** Its issues. */
export function placeOf({ workspace, connectionId, id }: OpenFlow): IssuePlace {
  return { workspace, connectionId, flowId: id }
}
