import type { JsonObject } from '@trefoil/sdk'
import { type Flow, findFlow } from '../store/flow.ts'
import type { IssueFilter, MemberView } from '../store/issue-view.ts'
import { listMembers } from '../store/issue-view.ts'
import { insertRun } from '../store/run.ts'
import { resumeFlow } from './flow-state.ts'
import type { Actor, EditRecord, Hub } from './hub.ts'
import { type ExplainedIssue, readIssues, requireIssue } from './issues.ts'
import { assertRunnable } from './queue-run.ts'
import { Refusal } from './refusal.ts'

/** What a replay queued: the runs to follow, and how many records they look at again. */
export interface Replayed {
  runs: number[]
  records: number
  /** Issues that could not be replayed, and why. */
  skipped: { issue: number; reason: string }[]
}

/** Records that one run looks at: a page. */
const recordsOfRun = 1_000
const mostIssues = 10_000

/** Tries the records of one issue again, or one of them. What stopped as a whole goes on. */
export async function replayIssue(
  hub: Hub,
  id: number,
  of: { member?: number | undefined },
  actor: Actor,
): Promise<Replayed> {
  const issue = await requireIssue(hub, id)
  const replayed = await replay(
    hub,
    issue,
    of.member === undefined ? null : await requireMember(hub, issue, of.member),
    actor,
  )
  hub.wake()
  return { ...replayed, skipped: [] }
}

/** Tries the records of every open issue that fits again. One that cannot be replayed does not keep the others. */
export async function replayAll(hub: Hub, filter: IssueFilter, actor: Actor): Promise<Replayed> {
  const all: Replayed = { runs: [], records: 0, skipped: [] }
  const open = { ...filter, states: ['open' as const] }
  for (const issue of await readIssues(hub, open, { before: null, limit: mostIssues })) {
    try {
      const { runs, records } = await replay(hub, issue, null, actor)
      all.runs.push(...runs)
      all.records += records
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      all.skipped.push({ issue: issue.id, reason: error.message })
    }
  }
  hub.wake()
  return all
}

/** A person's edit of the hub's record, and the record is tried again. */
export async function editAndReplay(
  hub: Hub,
  edit: EditRecord,
  of: { issue: number; member: number; fields: JsonObject },
  actor: Actor,
): Promise<Replayed & { version: number }> {
  const issue = await requireIssue(hub, of.issue)
  const member = await requireMember(hub, issue, of.member)
  if (member.recordId === null) {
    throw new Refusal(
      'conflict',
      'not_in_hub',
      `${member.externalId ?? 'This record'} of issue ${issue.id} never came into the hub, so there is nothing here to edit: ${issue.resolution} Then replay it`,
    )
  }
  // Whatever could be refused is asked first: an edit that was made does not come back with the refusal.
  const asked = await recordsAsked(hub, issue, await flowToReplay(hub, issue), member)
  const { version } = await edit(member.recordId, of.fields, actor)
  const replayed = await queue(hub, asked, actor)
  hub.wake()
  return { version, ...replayed, skipped: [] }
}

async function replay(
  hub: Hub,
  issue: ExplainedIssue,
  member: MemberView | null,
  actor: Actor,
): Promise<{ runs: number[]; records: number }> {
  const flow = await flowToReplay(hub, issue)
  if (issue.shape === 'flow') {
    await resumeFlow(hub, flow.name, false, actor)
    return { runs: [], records: 0 }
  }
  return queue(hub, await recordsAsked(hub, issue, flow, member), actor)
}

async function flowToReplay(hub: Hub, issue: ExplainedIssue): Promise<Flow> {
  if (issue.state === 'closed') {
    throw new Refusal('conflict', 'issue_closed', `Issue ${issue.id} is closed: there is nothing left to replay`)
  }
  if (issue.shape === 'connection') {
    throw new Refusal(
      'conflict',
      'connection_stopped',
      `The connection "${issue.connection}" is stopped: ${issue.reason}. Connect it again under the same name; what waits goes on by itself`,
    )
  }
  if (issue.shape === 'run') {
    const run = String(issue.facts?.run)
    throw new Refusal(
      'conflict',
      'run_braked',
      `Run ${run} of ${issue.flow} asks: ${issue.reason}. Let it go on with \`trefoil run release ${run}\`, or end it with \`trefoil run cancel ${run}\``,
      { facts: { run } },
    )
  }
  if (issue.shape === 'store') {
    throw new Refusal('conflict', 'unmapped_store', `${issue.reason}: ${issue.resolution}`, {
      facts: { connection: issue.connection ?? '', key: issue.field },
    })
  }
  const flow = await findFlow(hub.db, hub.workspaceId, { id: issue.flowId })
  if (flow === null) throw new Refusal('unknown', 'unknown_flow', `The flow of issue ${issue.id} is no more: close it`)
  return flow
}

/** Records that a flow can look at again. */
interface Asked {
  issue: number
  flow: Flow
  ids: string[]
}

async function recordsAsked(hub: Hub, issue: ExplainedIssue, flow: Flow, member: MemberView | null): Promise<Asked> {
  await assertRunnable(hub, flow)
  const members = member === null ? await allMembers(hub, issue.id) : [member]
  const ids = members.flatMap((each) => (each.subject === '' ? [] : [each.subject]))
  if (ids.length === 0) {
    throw new Refusal(
      'conflict',
      'nothing_to_replay',
      `The records of issue ${issue.id} have no id to ask for: ${issue.resolution}`,
    )
  }
  return { issue: issue.id, flow, ids }
}

async function queue(
  hub: Hub,
  { issue, flow, ids }: Asked,
  actor: Actor,
): Promise<{ runs: number[]; records: number }> {
  const runs: number[] = []
  for (let at = 0; at < ids.length; at += recordsOfRun) {
    const some = ids.slice(at, at + recordsOfRun)
    const selection = flow.direction === 'to_hub' ? { externalIds: some } : { recordIds: some.map(Number) }
    const run = { workspace: hub.workspaceId, flowId: flow.id, kind: 'manual' as const, state: 'queued' as const }
    runs.push(await insertRun(hub.db, { ...run, selection, actor }))
  }
  hub.log.info('issue.replayed', { issue, records: ids.length, actor })
  return { runs, records: ids.length }
}

async function allMembers(hub: Hub, issue: number): Promise<MemberView[]> {
  const all: MemberView[] = []
  for (;;) {
    const page = { after: all.at(-1)?.id ?? 0, limit: recordsOfRun }
    const members = await listMembers(hub.db, hub.workspaceId, issue, page)
    all.push(...members)
    if (members.length < recordsOfRun) return all
  }
}

async function requireMember(hub: Hub, issue: ExplainedIssue, id: number): Promise<MemberView> {
  const [member] = await listMembers(hub.db, hub.workspaceId, issue.id, { after: id - 1, limit: 1 })
  if (member?.id === id) return member
  throw new Refusal(
    'unknown',
    'unknown_member',
    `Issue ${issue.id} has no record under the number ${id}: it may have passed. List them with \`trefoil issue show ${issue.id}\``,
  )
}
