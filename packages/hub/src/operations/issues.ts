import { type Explanation, explainReason } from '../catalogue/catalogue.ts'
import { inTransaction } from '../db/in-transaction.ts'
import {
  closeIssue as close,
  type IssueFilter,
  type IssueState,
  type IssueView,
  listIssues,
  setIssue,
} from '../store/issue-view.ts'
import { requireFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { requireConnection } from './require-connection.ts'

/** Which issues a person asks for, by the names that he knows. */
export interface IssueQuestion {
  states?: readonly IssueState[] | undefined
  flow?: string | undefined
  connection?: string | undefined
  code?: string | undefined
  retrying?: boolean | undefined
  attempts?: number | undefined
}

/** An issue with the words that the catalogue has for its cause. */
export type ExplainedIssue = IssueView & Explanation

/** The names of a question looked up: one that leads nowhere is refused, not answered with an empty list. */
export async function filterOf(hub: Hub, question: IssueQuestion): Promise<IssueFilter> {
  const { flow, connection, ...rest } = question
  return {
    ...rest,
    flowId: flow === undefined ? undefined : (await requireFlow(hub, flow)).id,
    connectionId: connection === undefined ? undefined : (await requireConnection(hub, connection)).id,
  }
}

export async function readIssues(
  hub: Hub,
  filter: IssueFilter,
  page: { before: number | null; limit: number },
): Promise<ExplainedIssue[]> {
  const issues = await listIssues(hub.db, hub.workspaceId, { ...filter, ...page, now: hub.now() })
  return issues.map((issue) => ({ ...issue, ...explainReason(issue) }))
}

export async function requireIssue(hub: Hub, id: number): Promise<ExplainedIssue> {
  const [issue] = await readIssues(hub, { id }, { before: null, limit: 1 })
  if (issue !== undefined) return issue
  throw new Refusal('unknown', 'unknown_issue', `No issue has the id ${id}: list them with \`trefoil issue list\``, {
    facts: { issue: id },
  })
}

/** Out of the list until then. It closes by itself all the same, and records that fail meanwhile join it. */
export async function snoozeIssue(hub: Hub, id: number, until: Date, actor: Actor): Promise<ExplainedIssue> {
  if (until <= hub.now()) {
    const detail = 'an instant that lies ahead'
    throw new Refusal('invalid', 'bad_input', `Issue ${id} was not snoozed: give ${detail}`, {
      problems: [{ pointer: '/until', detail }],
    })
  }
  return decide(hub, id, 'issue.snoozed', actor, () =>
    setIssue(hub.db, hub.workspaceId, id, { state: 'snoozed', until }),
  )
}

/** Back into the list. */
export async function wakeIssue(hub: Hub, id: number, actor: Actor): Promise<ExplainedIssue> {
  return decide(hub, id, 'issue.opened', actor, () => setIssue(hub.db, hub.workspaceId, id, { state: 'open' }))
}

export async function assignIssue(
  hub: Hub,
  id: number,
  assignee: string | null,
  actor: Actor,
): Promise<ExplainedIssue> {
  return decide(hub, id, 'issue.assigned', actor, () => setIssue(hub.db, hub.workspaceId, id, { assignee }))
}

/** A person has seen to it, or does not mind. What fails again opens a new one. */
export async function closeIssue(hub: Hub, id: number, actor: Actor): Promise<ExplainedIssue> {
  return decide(hub, id, 'issue.closed', actor, () =>
    inTransaction(hub.db, (tx) => close(tx, hub.workspaceId, id, actor, hub.now())),
  )
}

async function decide(
  hub: Hub,
  id: number,
  event: string,
  actor: Actor,
  act: () => Promise<boolean>,
): Promise<ExplainedIssue> {
  await requireIssue(hub, id)
  if (!(await act())) {
    throw new Refusal(
      'conflict',
      'issue_closed',
      `Issue ${id} is closed already: a record that fails again opens a new one`,
    )
  }
  hub.log.info(event, { issue: id, actor })
  return requireIssue(hub, id)
}
