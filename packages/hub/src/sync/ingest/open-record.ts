import { type Contribution, fold, type RecordKey } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import type { Db } from '../../db/database.ts'
import type { NewChange } from '../../store/change.ts'
import { type LinkRow, selectContributions } from '../../store/link.ts'
import { type RecordRow, selectAnyRecords } from '../../store/record.ts'

/** A record as a page works on it: what stands in the database, and what its contributions make of it by now. */
export interface OpenRecord {
  id: number
  /** Null while it is not stored yet. */
  stored: RecordRow | null
  /** The version that it left the lists with, when nothing spoke of it any more: what speaks of it now brings it back. */
  emptied?: number
  contributions: Map<string, Contribution>
  data: JsonObject
  provenance: JsonObject
  keys: RecordKey[]
  /** Its lines in the plan, once the page has something to write; its data before that, and its version after. */
  planned: {
    row: { data: JsonObject; provenance: JsonObject }
    before: JsonObject
    version: number
    /** Null: its sources say otherwise, and it comes to the same. */
    change: NewChange | null
  } | null
}

/**
 * Reads records with all that their sources contribute: two statements, however many records. The records first: what is
 * said meanwhile makes a version of its own, over which nothing is stored. After it, an old saying would pass for new.
 */
export async function openRecords(
  db: Db,
  workspace: number,
  ids: number[],
  keysOf: (data: JsonObject) => RecordKey[],
): Promise<Map<number, OpenRecord>> {
  const rows = await selectAnyRecords(db, workspace, ids)
  const links = await selectContributions(db, workspace, ids)
  const open = new Map<number, OpenRecord>()
  for (const { isEmptied, ...stored } of rows) {
    const { id, data, provenance, version } = stored
    if (isEmptied) open.set(id, { ...newRecord(id), emptied: version })
    else open.set(id, { id, stored, contributions: new Map(), data, provenance, keys: keysOf(data), planned: null })
  }
  for (const link of links) {
    const said = contributionOf(link)
    if (said !== null) open.get(link.record_id)?.contributions.set(said.link, said)
  }
  return open
}

/** What a link says of its record; null: it only points. */
export function contributionOf(
  link: Pick<LinkRow, 'id' | 'contribution' | 'since'> & Partial<Pick<LinkRow, 'behind'>>,
): Contribution | null {
  if (link.contribution === null) return null
  const said = { link: String(link.id), data: link.contribution, since: sinceOf(link.since) }
  return link.behind === null || link.behind === undefined ? said : { ...said, behind: link.behind }
}

export function newRecord(id: number): OpenRecord {
  return { id, stored: null, contributions: new Map(), data: {}, provenance: {}, keys: [], planned: null }
}

/** What the record would be with this contribution in place of the one that its link made before. */
export function foldWith(record: OpenRecord, contribution: Contribution): { data: JsonObject; provenance: JsonObject } {
  if (record.contributions.size === 0) return fold([contribution])
  const all = new Map(record.contributions)
  all.set(contribution.link, contribution)
  return fold([...all.values()])
}

function sinceOf(since: JsonObject | null): Record<string, number> {
  return Object.fromEntries(Object.entries(since ?? {}).map(([field, at]) => [field, Number(at)]))
}
