import { Fault, type Json, type Source } from '@trefoil/sdk'
import { forgetSourceLinks } from '../../store/link.ts'
import { advanceRun, finishRun, type RunRow } from '../../store/run.ts'
import { insertOutcomes } from '../../store/run-outcome.ts'
import { pageSelection } from '../../store/run-selection.ts'
import { faultRow } from '../consequences.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { lastId } from '../cursor-part.ts'
import { sideOf } from '../flow-keys.ts'
import { type Ingest, preparePage, storePage } from '../ingest/ingest.ts'
import { makesRoom } from '../make-room.ts'
import { plain } from './listing.ts'
import type { Pull } from './watched.ts'

/** Ids of a selection that are read at once. */
const namedAtOnce = 500

/**
 * Reads the records that a person named, and looks at them whether they changed or not; or those that another source
 * or a notice spoke of when the process ended before they were stored.
 */
export async function pullNamed(desk: Desk, pull: Pull, run: RunRow): Promise<boolean> {
  const { flow, source } = pull
  const ids = namesOf(run.selection)
  const isAsked = run.kind === 'manual'
  const { records, gone } = await fetchNamed(desk, pull, ids)
  const named: Ingest = { flow, source, runId: run.id, force: isAsked }
  await storePage(desk, named, { ...(await preparePage(desk, named, records)), gone }, async (tx, counts) => {
    await advanceRun(tx, desk.workspace, run.id, counts, { v: 1 })
    const isLost = isAsked && gone.length > 0
    const fault = isLost ? faultRow(unknownIds(flow, gone)) : null
    await finishRun(tx, desk.workspace, run.id, isLost ? 'failed' : 'done', fault)
  })
  return true
}

/** Reads the records of a selection, a page at a time. An id that the vendor does not know is an error of its own. */
export async function pullSelection(desk: Desk, of: Ingest, run: RunRow): Promise<boolean> {
  const { flow } = of
  for (let after = lastId(run.cursor); ; ) {
    const ids = await pageSelection(desk.db, desk.workspace, run.id, { after, limit: namedAtOnce })
    const isLast = ids.length < namedAtOnce
    after = ids.at(-1) ?? after
    const { records, gone } = await fetchNamed(desk, of, ids)
    await storePage(desk, of, await preparePage(desk, of, records), async (tx, counts) => {
      const all = { ...counts, error: counts.error + gone.length }
      await advanceRun(tx, desk.workspace, run.id, all, { v: 1, after })
      await forgetSourceLinks(tx, sideOf(flow), flow.endpoint, gone)
      await insertOutcomes(
        tx,
        desk.workspace,
        run.id,
        gone.map((id) => unknownOutcome(flow, id)),
      )
      if (isLast) await finishRun(tx, desk.workspace, run.id, 'done', null)
    })
    if (isLast) return true
    if (await makesRoom(desk, flow)) return false
  }
}

/** What the vendor says of the ids, and those that it does not know. */
export async function fetchNamed(
  desk: Desk,
  { flow, source }: { flow: OpenFlow; source: Source },
  ids: string[],
): Promise<{ records: ReturnType<typeof plain>; gone: string[] }> {
  if (ids.length === 0) return { records: [], gone: [] }
  if (source.fetch === undefined) {
    throw new Fault(
      'invalid',
      `${flow.connector.title} cannot read single records of ${flow.endpoint}: run the flow instead`,
    )
  }
  const found = await source.fetch(desk.session, ids)
  return {
    records: plain([...found.values()].filter((record) => record !== 'gone')),
    gone: ids.filter((id) => !found.has(id) || found.get(id) === 'gone'),
  }
}

function namesOf(selection: Json): string[] {
  if (typeof selection !== 'object' || selection === null || Array.isArray(selection)) return []
  const ids = selection.externalIds ?? selection.ids
  return Array.isArray(ids) ? ids.map(String) : []
}

function unknownIds(flow: OpenFlow, ids: string[]): Fault {
  return new Fault('missing', unknown(flow, ids.slice(0, 5).join(', ')), { code: 'UNKNOWN_EXTERNAL_ID' })
}

function unknownOutcome(flow: OpenFlow, id: string) {
  return {
    outcome: 'error' as const,
    record_id: null,
    external_id: id,
    code: 'UNKNOWN_EXTERNAL_ID',
    reason: unknown(flow, id),
    facts: null,
  }
}

function unknown(flow: OpenFlow, ids: string): string {
  return `${flow.connector.title} knows no ${flow.endpoint} with the id ${ids}`
}
