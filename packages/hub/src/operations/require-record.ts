import { findRecord, type RecordView } from '../store/record-view.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** A record that stands in the lists. */
export async function requireLiveRecord(hub: Hub, id: number): Promise<RecordView> {
  const record = await findRecord(hub.db, hub.workspaceId, id)
  if (record !== null && record.deletedAt === null) return record
  const why = record === null ? 'No record has' : 'A record that is no more has'
  const search = 'search with `trefoil record list --q …`'
  throw new Refusal('unknown', 'unknown_record', `${why} the hub id ${id}: nothing was changed; ${search}`, {
    facts: { id: String(id), idKind: 'hub', system: 'hub' },
  })
}
