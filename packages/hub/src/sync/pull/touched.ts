import { Fault, type Json, type Page } from '@trefoil/sdk'
import type { Tx } from '../../db/database.ts'
import { isStorableId } from '../../db/storable.ts'
import { type PollRow, upsertPoll } from '../../store/poll.ts'
import { advanceRun, finishRun, insertRun, type RunKind } from '../../store/run.ts'
import { faultRow } from '../consequences.ts'
import type { Desk } from '../context.ts'
import { refOf } from '../flow-keys.ts'
import { type Ingest, preparePage, storePage } from '../ingest/ingest.ts'
import { changedAt } from '../ingest/lag.ts'
import { underLease } from '../under-lease.ts'
import { newPlaces } from './listing.ts'
import { fetchNamed } from './named.ts'
import { readPage } from './read-page.ts'
import { nextTimeOf } from './triggers.ts'
import { isUnreadable, type Pull } from './watched.ts'

/** Records that another source speaks of are read and looked at again: an order's customers. False: to be begun anew. */
export async function pullTouched(desk: Desk, pull: Pull, poll: PollRow): Promise<boolean> {
  const { flow } = pull
  const other = flow.connector.sources[poll.source]
  if (other?.touches === undefined) {
    throw new Fault(
      'invalid',
      `${flow.name} is to be touched by ${poll.source}, which ${flow.connector.title} does not offer`,
    )
  }
  const isNew = newPlaces(flow, poll.source, poll.cursor)
  let { cursor } = poll
  for (;;) {
    let page: Page<unknown, Json>
    try {
      page = await readPage(desk, other, cursor)
    } catch (thrown) {
      if (!isUnreadable(thrown) || cursor === null) throw thrown
      await beginAnew(desk, pull, poll.source, thrown)
      return false
    }
    cursor = page.cursor
    if (page.more) isNew(cursor)
    const ids = page.records
      .flatMap((record) => other.touches?.(record) ?? [])
      .filter((touch) => touch.source === flow.endpoint && isStorableId(touch.id))
      .map((touch) => touch.id)
    const since = firstOf(page.records.map((record) => changedAt(other, record)))
    const of = { ids: [...new Set(ids)], kind: 'touched' as const, actor: `source:${poll.source}`, since }
    const now = desk.clock.now()
    // What is left of the list stays due: a worker that stops here leaves it to the next.
    const place = { source: poll.source, cursor, nextAt: page.more ? now : nextTimeOf(flow, poll.source, now) }
    await lookAgain(desk, pull, of, (tx) => upsertPoll(tx, desk.workspace, flow.id, place))
    if (!page.more || desk.signal.aborted) return true
  }
}

/** What another source speaks of changed when that did, as far as each of its records tells. */
function firstOf(times: readonly (Date | null)[]): Date | undefined {
  return times.includes(null) ? undefined : times.flatMap((at) => at ?? []).toSorted((one, other) => +one - +other)[0]
}

/** Reads the named records, if any, and stores them as a run of their own, with whatever `also` adds. */
export async function lookAgain(
  desk: Desk,
  pull: Pull,
  named: { ids: string[]; kind: RunKind; actor: string; since?: Date | undefined },
  also: (tx: Tx) => Promise<void>,
): Promise<void> {
  if (named.ids.length === 0) return underLease(desk, also)
  const { flow, source } = pull
  const { records, gone } = await fetchNamed(desk, pull, named.ids)
  const runId = await insertRun(desk.db, {
    ...{ ...refOf(flow), kind: named.kind, actor: named.actor },
    state: 'running',
    selection: { ids: named.ids },
  })
  const of: Ingest = { flow, source, runId, force: false, since: named.since }
  await storePage(desk, of, { ...(await preparePage(desk, of, records)), gone }, async (tx, counts) => {
    await advanceRun(tx, desk.workspace, runId, counts)
    await finishRun(tx, desk.workspace, runId, 'done', null)
    await also(tx)
  })
}

/** The run says why; the source is read from the beginning, which repeats nothing that is known. */
async function beginAnew(desk: Desk, { flow }: Pull, source: string, fault: Fault): Promise<void> {
  desk.log.warn('source.begun_anew', { flow: flow.name, source, reason: fault.message })
  await underLease(desk, async (tx) => {
    const run = { kind: 'touched' as const, state: 'running' as const, selection: null, actor: `source:${source}` }
    const id = await insertRun(tx, { ...refOf(flow), ...run })
    await finishRun(tx, desk.workspace, id, 'failed', faultRow(fault))
    await upsertPoll(tx, desk.workspace, flow.id, { source, cursor: null, nextAt: desk.clock.now() })
  })
}
