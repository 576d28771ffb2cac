import { Fault, type Source } from '@trefoil/sdk'
import { selectLook } from '../../store/arrival.ts'
import { sweepOf } from '../../store/live-work.ts'
import { ensurePoll, type PollRow, postponePoll, restPolls, selectPolls } from '../../store/poll.ts'
import { insertRun, type RunRow, selectOpenRuns, startRun } from '../../store/run.ts'
import { expectAsLast } from '../../store/run-brake.ts'
import { isCounted } from '../../store/run-selection.ts'
import { brakeFor } from '../brake.ts'
import { comeBack } from '../come-back.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { refOf, sideOf } from '../flow-keys.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { isOutdated } from '../open-flows.ts'
import { underLease } from '../under-lease.ts'
import { pullListing } from './listing.ts'
import { pullNamed, pullSelection } from './named.ts'
import { pullNoticed } from './noticed.ts'
import { pageSize } from './read-page.ts'
import { replayStored } from './replay.ts'
import { isTooFar } from './schedule.ts'
import { pullTouched } from './touched.ts'
import { firstTimeOf, hourFrom, nextTimeOf, readBy, scheduledSources, sourcesOf } from './triggers.ts'
import { undoRun } from './undo.ts'
import { type Pull, watched } from './watched.ts'

/**
 * Does what is due for one to_hub flow: first what somebody waits for, then listings, which make room for it between
 * their pages. Answers when the flow wants to be looked at again.
 */
export async function pullDue(desk: Desk, flow: OpenFlow): Promise<Date | null> {
  const pull: Pull = { flow, source: sourceOf(flow) }
  const polls = await duePolls(desk, flow)
  if (polls.due.has(sweepOf)) await beginSweep(desk, flow)
  const runs = await selectOpenRuns(desk.db, desk.workspace, flow.id)
  if (runs.length > 0 && (await isOutdated(desk.db, flow))) return comeBack(desk, flow)
  const [listings, named] = [runs.filter(isListing), runs.filter((run) => !isListing(run))]
  if (!(await pullAwaited(desk, pull, named))) return comeBack(desk, flow)
  const own = listings.length === 0 ? polls.due.get(flow.endpoint) : undefined
  // Its first page; if that is not its end, it makes room for the others, which are due as well.
  if (own !== undefined && !(await list(desk, pull, await beginPoll(desk, flow, own)))) return comeBack(desk, flow)
  if (!(await pullOthers(desk, pull, polls.due))) return comeBack(desk, flow)
  for (const run of listings) {
    if (desk.signal.aborted) return null
    if (run.state !== 'braked' && !(await list(desk, pull, run))) return comeBack(desk, flow)
  }
  return polls.next
}

/** What somebody waits for: records that were named, by a person or by a webhook. False: to be looked at again. */
async function pullAwaited(desk: Desk, pull: Pull, named: RunRow[]): Promise<boolean> {
  for (const run of named) {
    if (desk.signal.aborted) return false
    await startRun(desk.db, desk.workspace, run.id)
    await watched(desk, pull, run, () => pullNamed(desk, pull, run))
  }
  return pullNoticed(desk, pull)
}

/** What other sources speak of. False: to be looked at again. */
async function pullOthers(desk: Desk, pull: Pull, due: Map<string, PollRow>): Promise<boolean> {
  for (const poll of due.values()) {
    if (desk.signal.aborted) return false
    if (poll.source === pull.flow.endpoint || poll.source === sweepOf) continue
    if (!(await pullTouched(desk, pull, poll))) return false
  }
  return true
}

/** Runs over many records, which stand back behind what somebody waits for. */
function isListing(run: RunRow): boolean {
  return (
    run.kind === 'full' ||
    run.kind === 'poll' ||
    run.kind === 'replay' ||
    run.kind === 'undo' ||
    isCounted(run.selection)
  )
}

/** False: it made room for other work or left it to another worker, and is not at its end. */
async function list(desk: Desk, pull: Pull, run: RunRow): Promise<boolean> {
  const { flow, source } = pull
  if (await desk.isToLeave()) return false
  await startRun(desk.db, desk.workspace, run.id)
  let { expected } = run
  if (run.state === 'queued' && expected === null && run.kind === 'full') {
    expected = await expectAsLast(desk.db, desk.workspace, { id: run.id, flowId: flow.id })
  }
  const of: Ingest = {
    ...{ flow, source, runId: run.id },
    force: isForced(run),
    since: run.kind === 'poll' || run.kind === 'full' ? await lastLook(desk, flow) : undefined,
    // A poll that follows another brings changes; the first one, and any other listing, fills the hub.
    rank: run.kind === 'poll' && expected !== null ? 0 : 1,
    // What follows from a merge of two customers was decided with it.
    ...(run.kind === 'replay' && isCounted(run.selection)
      ? {}
      : { brake: brakeFor(desk, sideOf(flow), flow.definition, run) }),
  }
  return watched(desk, pull, run, () => {
    if (run.kind === 'undo') return undoRun(desk, flow, run, pageSize)
    if (run.kind === 'replay') return replayStored(desk, of, run, pageSize)
    return run.kind === 'manual' ? pullSelection(desk, of, run) : pullListing(desk, of, run)
  })
}

/** Before the first look nothing was known, and nobody can say what is news. */
async function lastLook(desk: Desk, flow: OpenFlow): Promise<Date | undefined> {
  return (await selectLook(desk.db, refOf(flow))) ?? undefined
}

/** Somebody asked for each of the records, or for all of them to be made anew. */
function isForced(run: RunRow): boolean {
  const { selection } = run
  if (run.kind === 'manual') return true
  return typeof selection === 'object' && selection !== null && 'initialise' in selection
}

/** Where it begins is stored with it: whoever goes on after trouble with the first page must not list all anew. */
async function beginPoll(desk: Desk, flow: OpenFlow, { cursor }: PollRow): Promise<RunRow> {
  const { workspace, id: flowId } = flow
  const row = { kind: 'poll' as const, state: 'running' as const, selection: null, cursor }
  const nothing = { released: false, updated: 0, zeroed: 0, gone: 0 }
  return underLease(desk, async (tx) => {
    const id = await insertRun(tx, { workspace, flowId, ...row, actor: 'schedule' })
    const expected = await expectAsLast(tx, workspace, { id, flowId })
    return { ...row, ...nothing, id, flow_id: flowId, expected }
  })
}

/** Reads all anew and compares it, unless that is under way. */
async function beginSweep(desk: Desk, flow: OpenFlow): Promise<void> {
  const { workspace, id: flowId } = flow
  const nextAt = nextTimeOf(flow, sweepOf, desk.clock.now())
  await underLease(desk, async (tx) => {
    await postponePoll(tx, workspace, flowId, { source: sweepOf, nextAt })
    const open = await selectOpenRuns(tx, workspace, flowId)
    if (open.some((run) => run.kind === 'full')) return
    await insertRun(tx, { workspace, flowId, kind: 'full', state: 'queued', selection: null, actor: 'schedule:sweep' })
  })
}

/**
 * Sources whose time has come, and when the next one's does. One without a schedule is due where somebody asked for it;
 * one that the flow reads no more is not asked about again.
 */
async function duePolls(desk: Desk, flow: OpenFlow): Promise<{ due: Map<string, PollRow>; next: Date | null }> {
  const now = desk.clock.now()
  const scheduled = scheduledSources(flow)
  for (const each of scheduled) {
    const [first, next] = [firstTimeOf(flow, each, now), nextTimeOf(flow, each.source, now)]
    await ensurePoll(desk.db, desk.workspace, flow.id, { ...each, first, next, hourFrom: hourFrom(each, now) })
  }
  const rows = await selectPolls(desk.db, desk.workspace, flow.id)
  const known = new Map<string, string | null>(sourcesOf(flow).map((source) => [source, null]))
  for (const { source, schedule } of scheduled) known.set(source, schedule)
  if (rows.some(({ source, next_at }) => !known.has(source) && next_at !== null && next_at <= now)) {
    await restPolls(desk.db, desk.workspace, flow.id, readBy(flow))
  }
  const due = new Map<string, PollRow>()
  let next: Date | null = null
  for (const [source, schedule] of known) {
    const row = rows.find((each) => each.source === source)
    if (row === undefined || row.next_at === null) continue
    const isDue = row.next_at <= now || (schedule !== null && isTooFar(row.next_at, schedule, now))
    if (isDue) due.set(source, row)
    const at = isDue ? nextTimeOf(flow, source, now) : row.next_at
    if (at !== null && (next === null || at < next)) next = at
  }
  return { due, next }
}

function sourceOf(flow: OpenFlow): Source {
  const source = flow.connector.sources[flow.endpoint]
  if (source !== undefined) return source
  const offered = Object.keys(flow.connector.sources).join(', ')
  throw new Fault(
    'invalid',
    `${flow.name} reads ${flow.endpoint}, which ${flow.connector.title} does not offer: it has ${offered}`,
  )
}
