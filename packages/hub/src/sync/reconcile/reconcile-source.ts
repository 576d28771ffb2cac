import { Fault, type Json } from '@trefoil/sdk'
import { isStorableId } from '../../db/storable.ts'
import { selectLinkMarks } from '../../store/link.ts'
import { selectUnmet } from '../../store/reconcile.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { lastId, partOf } from '../cursor-part.ts'
import { sideOf } from '../flow-keys.ts'
import { hashOf } from '../ingest/hash.ts'
import { preparePage } from '../ingest/ingest.ts'
import { plain } from '../pull/listing.ts'
import { pageSize, readPage } from '../pull/read-page.ts'
import type { ComparedPage } from './reconcile.ts'
import { drift } from './reconcile-outcome.ts'

/** What the source lists, beside the links of the hub; after its last page, the links that were not met, a page at a time. */
export async function compareSource(
  desk: Desk,
  flow: OpenFlow,
  run: { id: number; cursor: Json },
): Promise<ComparedPage> {
  const source = flow.connector.sources[flow.endpoint]
  if (source === undefined) throw new Fault('invalid', `${flow.connector.title} does not offer ${flow.endpoint}`)
  if (partOf(run.cursor, 'listed') === true) return unmet(desk, flow, run)
  const from = partOf(run.cursor, 'source') ?? null
  const { records: read, cursor, more } = await readPage(desk, source, from)
  if (more && JSON.stringify(cursor) === JSON.stringify(from)) {
    throw new Fault('protocol', `${flow.connector.title} answers the same page again and again`, {
      code: 'PAGE_REPEATS',
    })
  }
  const keyed = plain(read).map((record) => [source.key(record), record] as const)
  const records = new Map(keyed.filter(([key]) => key !== '' && isStorableId(key)))
  const links = await selectLinkMarks(desk.db, sideOf(flow), [...records.keys()])
  const strangers = [...records].flatMap(([key, record]) => (links.has(key) ? [] : [record]))
  const page: ComparedPage = { agreed: 0, outcomes: [], met: [...records.keys()], cursor: null }
  for (const [key, record] of records) {
    const link = links.get(key)
    if (link === undefined) continue
    if (link.source_hash === hashOf(record)) page.agreed += 1
    else {
      const reason = `${flow.connector.title} says something else than what the hub last took from it`
      page.outcomes.push(drift({ recordId: link.record_id, externalId: key }, { code: 'DRIFT_DIFFERS', reason }))
    }
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

async function unmet(desk: Desk, flow: OpenFlow, run: { id: number; cursor: Json }): Promise<ComparedPage> {
  const links = await selectUnmet(desk.db, sideOf(flow), run.id, { after: lastId(run.cursor), limit: pageSize })
  const reason = `${flow.connector.title} does not list it any more`
  const outcomes = links.map(({ external_id, record_id }) =>
    drift({ recordId: record_id, externalId: external_id }, { code: 'DRIFT_GONE', reason }),
  )
  const last = links.length < pageSize ? undefined : links.at(-1)
  const cursor = last === undefined ? null : { v: 1, listed: true, after: last.external_id }
  return { agreed: 0, outcomes, met: [], cursor }
}
