import { Fault, type Json, type JsonObject, type Source } from '@trefoil/sdk'
import { isStorableId } from '../../db/storable.ts'
import { selectLinkMarks } from '../../store/link.ts'
import { type ComparedLink, selectMet, selectUnmet } from '../../store/reconcile.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { lastId, partOf } from '../cursor-part.ts'
import { sideOf } from '../flow-keys.ts'
import { hashOf } from '../ingest/hash.ts'
import { preparePage } from '../ingest/ingest.ts'
import { plain } from '../pull/listing.ts'
import { pageSize, readPage } from '../pull/read-page.ts'
import type { ComparedPage } from './reconcile.ts'
import { drift } from './reconcile-outcome.ts'

/**
 * What the source lists, beside the links of the hub: a record that comes again on a later page, once. After its last
 * page, the links that were not met, a page at a time.
 */
export async function compareSource(
  desk: Desk,
  flow: OpenFlow,
  run: { id: number; cursor: Json },
): Promise<ComparedPage> {
  const source = flow.connector.sources[flow.endpoint]
  if (source === undefined) throw new Fault('invalid', `${flow.connector.title} does not offer ${flow.endpoint}`)
  if (partOf(run.cursor, 'listed') === true) return unmet(desk, { flow, source }, run)
  const from = partOf(run.cursor, 'source') ?? null
  const { records: read, cursor, more } = await readPage(desk, source, from)
  if (more && JSON.stringify(cursor) === JSON.stringify(from)) {
    throw new Fault('protocol', `${flow.connector.title} answers the same page again and again`, {
      code: 'PAGE_REPEATS',
    })
  }
  const keyed = plain(read).map((record) => [source.key(record), record] as const)
  const named = new Map(keyed.filter(([key]) => key !== '' && isStorableId(key)))
  const before = await selectMet(desk.db, desk.workspace, run.id, [...named.keys()])
  const records = new Map([...named].filter(([key]) => !before.has(key)))
  const links = await selectLinkMarks(desk.db, sideOf(flow), [...records.keys()])
  const strangers = [...records].flatMap(([key, record]) => (links.has(key) ? [] : [record]))
  const page: ComparedPage = { agreed: 0, outcomes: [], met: [...records.keys()], cursor: null }
  for (const [key, record] of records) {
    const link = links.get(key)
    if (link !== undefined) compare(page, flow, link, record)
  }
  page.outcomes.push(...(await withoutLink(desk, flow, run.id, strangers)))
  page.cursor = more ? { v: 1, source: cursor } : { v: 1, listed: true }
  return page
}

/** Records that the hub has no link to: it leaves them out, it cannot take them, or it has not read them yet. */
async function withoutLink(
  desk: Desk,
  flow: OpenFlow,
  runId: number,
  strangers: Parameters<typeof preparePage>[2],
): Promise<ComparedPage['outcomes']> {
  const source = flow.connector.sources[flow.endpoint]
  if (source === undefined || strangers.length === 0) return []
  const { targets, results } = await preparePage(desk, { flow, source, runId, force: true }, strangers)
  return targets.map(({ entry }, index) => {
    const at = { recordId: null, externalId: entry.key }
    const result = results[index]
    if (result !== undefined && result.outcome !== 'mapped') {
      const { code, message: reason } = result.reason
      return drift(at, { outcome: result.outcome, code, reason })
    }
    const reason = 'The hub has no record of it: it was refused, or was not read yet. Look for it among the issues'
    return drift(at, { code: 'DRIFT_MISSING', reason })
  })
}

/**
 * A list may leave out what is there: orders of before it begins, or a record that moved while it was read. So what was
 * not met is asked for by its id, where the vendor can be asked.
 */
async function unmet(
  desk: Desk,
  { flow, source }: { flow: OpenFlow; source: Source },
  run: { id: number; cursor: Json },
): Promise<ComparedPage> {
  const of = { ...sideOf(flow), endpoint: flow.endpoint }
  const links = await selectUnmet(desk.db, of, run.id, { after: lastId(run.cursor), limit: pageSize })
  const ids = links.map(({ external_id }) => external_id)
  const found = ids.length === 0 ? undefined : await source.fetch?.(desk.session, ids)
  const last = links.length < pageSize ? undefined : links.at(-1)
  const cursor = last === undefined ? null : { v: 1, listed: true, after: last.external_id }
  const page: ComparedPage = { agreed: 0, outcomes: [], met: [], cursor }
  for (const link of links) {
    const [record] = plain([found?.get(link.external_id)])
    // One that is part of another record by now is answered with that one.
    compare(page, flow, link, record !== undefined && source.key(record) === link.external_id ? record : undefined)
  }
  return page
}

/** Adds how a link stands beside what its source says; undefined: the source does not have it. */
function compare(page: ComparedPage, flow: OpenFlow, link: ComparedLink, record: JsonObject | undefined): void {
  if (record !== undefined && link.source_hash === hashOf(record)) {
    page.agreed += 1
    return
  }
  const { title } = flow.connector
  const what =
    record === undefined
      ? { code: 'DRIFT_GONE', reason: `${title} does not list it any more` }
      : { code: 'DRIFT_DIFFERS', reason: `${title} says something else than what the hub last took from it` }
  page.outcomes.push(drift({ recordId: link.record_id, externalId: link.external_id }, what))
}
