import type { Json, Page, Source } from '@trefoil/sdk'
import { Fault } from '@trefoil/sdk'
import { ensurePoll, selectPolls, upsertPoll } from '../store/poll.ts'
import { advanceRun, finishRun, insertRun, type RunRow, selectOpenRuns, startRun } from '../store/run.ts'
import { faultRow } from './consequences.ts'
import type { Desk, OpenFlow } from './context.ts'
import { type Ingest, preparePage, storePage } from './ingest.ts'
import { pageSize, plain, pullListing } from './listing.ts'
import { replayStored } from './replay.ts'
import { nextPoll } from './schedule.ts'

/** What a pull needs beside the desk. */
export interface Pull {
  flow: OpenFlow
  listening: number[]
}

/**
 * Does what is due for one to_hub flow: open runs first, then polls whose time has come.
 * Answers when the flow wants to be looked at again.
 */
export async function pullDue(desk: Desk, pull: Pull): Promise<Date | null> {
  const { flow } = pull
  const source = sourceOf(flow)
  for (const run of await selectOpenRuns(desk.db, desk.workspace, flow.id)) {
    if (desk.signal.aborted) return null
    await startRun(desk.db, desk.workspace, run.id)
    const of = { flow, source, runId: run.id, listening: pull.listening, force: false }
    if (run.kind === 'manual' || run.kind === 'touched') await pullNamed(desk, of, run)
    else if (run.kind === 'replay') await replayStored(desk, of, run, pageSize)
    else await pullListing(desk, of, run)
  }
  return pollDue(desk, pull, source)
}

async function pollDue(desk: Desk, pull: Pull, source: Source): Promise<Date | null> {
  const { flow } = pull
  const { triggers } = flow.definition
  if (triggers.poll === undefined) return null
  const now = desk.clock.now()
  for (const name of [flow.endpoint, ...(triggers.touchedBy ?? [])]) {
    await ensurePoll(desk.db, desk.workspace, flow.id, name, now)
  }
  let next: Date | null = null
  for (const poll of await selectPolls(desk.db, desk.workspace, flow.id)) {
    if (desk.signal.aborted) return null
    let at = poll.next_at
    if (at !== null && at <= now) {
      if (poll.source === flow.endpoint) {
        const run = await insertRun(desk.db, {
          ...place(flow),
          kind: 'poll',
          state: 'running',
          selection: null,
          actor: 'schedule',
        })
        const of = { flow, source, runId: run, listening: pull.listening, force: false }
        await pullListing(desk, of, {
          id: run,
          flow_id: flow.id,
          kind: 'poll',
          state: 'running',
          selection: null,
          cursor: poll.cursor,
        })
      } else {
        await pullTouched(desk, pull, poll.source, poll.cursor)
      }
      at = nextPoll(triggers.poll, desk.clock.now())
    }
    if (at !== null && (next === null || at < next)) next = at
  }
  return next
}

/**
 * Reads the records that a person named, and looks at them whether they changed or not; or those that another source
 * spoke of when the process ended before they were stored.
 */
async function pullNamed(desk: Desk, of: Ingest, run: RunRow): Promise<void> {
  const ids = namesOf(run.selection)
  const found = await fetchAll(desk, of.source, ids, of.flow)
  const records = [...found.values()].filter((record) => record !== 'gone')
  const isAsked = run.kind === 'manual'
  const gone = isAsked ? ids.filter((id) => !found.has(id) || found.get(id) === 'gone') : []
  const named = { ...of, force: isAsked }
  await storePage(desk, named, await preparePage(desk, named, plain(records)), async (tx, counts) => {
    await advanceRun(tx, desk.workspace, run.id, counts)
    const fault = gone.length === 0 ? null : faultRow(unknownIds(of.flow, gone))
    await finishRun(tx, desk.workspace, run.id, gone.length === 0 ? 'done' : 'failed', fault)
  })
}

/** Records that another source speaks of are read and looked at again: an order's customers. */
async function pullTouched(desk: Desk, pull: Pull, sourceName: string, from: Json): Promise<void> {
  const { flow } = pull
  const other = flow.connector.sources[sourceName]
  if (other?.touches === undefined) {
    throw new Fault(
      'invalid',
      `${flow.name} is to be touched by ${sourceName}, which ${flow.connector.title} does not offer`,
    )
  }
  let cursor = from
  for (;;) {
    const page: Page<unknown, Json> = await other.pull(desk.session, { cursor, limit: pageSize })
    cursor = page.cursor
    const ids = new Set(
      page.records
        .flatMap((record) => other.touches?.(record) ?? [])
        .filter((touch) => touch.source === flow.endpoint)
        .map((touch) => touch.id),
    )
    await lookAgain(desk, pull, [...ids], { source: sourceName, cursor, nextAt: null })
    if (!page.more || desk.signal.aborted) break
  }
  const nextAt = nextPoll(flow.definition.triggers.poll ?? null, desk.clock.now())
  await upsertPoll(desk.db, desk.workspace, flow.id, { source: sourceName, cursor, nextAt })
}

async function lookAgain(
  desk: Desk,
  pull: Pull,
  ids: string[],
  poll: { source: string; cursor: Json; nextAt: Date | null },
): Promise<void> {
  if (ids.length === 0) return
  const { flow } = pull
  const source = sourceOf(flow)
  const found = await fetchAll(desk, source, ids, flow)
  const runId = await insertRun(desk.db, {
    ...place(flow),
    kind: 'touched',
    state: 'running',
    selection: { ids },
    actor: `source:${poll.source}`,
  })
  const records = [...found.values()].filter((record) => record !== 'gone')
  const of = { flow, source, runId, listening: pull.listening, force: false }
  await storePage(desk, of, await preparePage(desk, of, plain(records)), async (tx, counts) => {
    await advanceRun(tx, desk.workspace, runId, counts)
    await finishRun(tx, desk.workspace, runId, 'done', null)
    await upsertPoll(tx, desk.workspace, flow.id, poll)
  })
}

async function fetchAll(desk: Desk, source: Source, ids: string[], flow: OpenFlow): Promise<Map<string, unknown>> {
  if (source.fetch === undefined) {
    throw new Fault(
      'invalid',
      `${flow.connector.title} cannot read single records of ${flow.endpoint}: run the flow instead`,
    )
  }
  return source.fetch(desk.session, ids)
}

function sourceOf(flow: OpenFlow): Source {
  const source = flow.connector.sources[flow.endpoint]
  if (source === undefined) {
    const offered = Object.keys(flow.connector.sources).join(', ')
    throw new Fault(
      'invalid',
      `${flow.name} reads ${flow.endpoint}, which ${flow.connector.title} does not offer: it has ${offered}`,
    )
  }
  return source
}

function place(flow: OpenFlow): { workspace: number; flowId: number } {
  return { workspace: flow.workspace, flowId: flow.id }
}

function namesOf(selection: Json): string[] {
  if (typeof selection !== 'object' || selection === null || Array.isArray(selection)) return []
  const ids = selection.externalIds ?? selection.ids
  return Array.isArray(ids) ? ids.map(String) : []
}

function unknownIds(flow: OpenFlow, ids: string[]): Fault {
  return new Fault(
    'missing',
    `${flow.connector.title} knows no ${flow.endpoint} with the id ${ids.slice(0, 5).join(', ')}`,
    { code: 'UNKNOWN_EXTERNAL_ID' },
  )
}
