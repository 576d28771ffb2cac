import { findRecord, type RecordView } from '../store/record-view.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** A record, be it one that left the lists. */
export async function requireRecord(hub: Hub, id: number): Promise<RecordView> {
  const record = await findRecord(hub.db, hub.workspaceId, id)
  if (record === null) throw unknown(id, 'No record has')
  return record
}

/** A record that stands in the lists. */
export async function requireLiveRecord(hub: Hub, id: number): Promise<RecordView> {
  const record = await requireRecord(hub, id)
  if (record.deletedAt !== null) throw unknown(id, 'A record that is no more has')
  return record
}

export async function requireCustomer(hub: Hub, id: number): Promise<RecordView> {
  const record = await requireRecord(hub, id)
  if (record.entity !== 'Customer') throw unknown(id, `A record of ${record.entity}, and no customer, has`)
  return record
}

function unknown(id: number, why: string): Refusal {
  return new Refusal(
    'unknown',
    'unknown_record',
    `${why} the hub id ${id}: search with \`trefoil record list --q …\``,
    { facts: { id: String(id), idKind: 'hub', system: 'hub' } },
  )
}
