import type { Patch } from '@trefoil/mapping'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

export interface NewChange {
  record_id: number
  version: number
  /** field → { old, new }; null for a creation, whose data is its own patch. */
  patch: Patch | null
  /** Only where the record ends with it: 0, or the record that it became a part of. */
  went_to?: number
}

export async function insertChanges(
  tx: Tx,
  of: { workspace: number; entity: string; runId: number | null; actor: string },
  rows: NewChange[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into change (workspace_id, record_id, entity, version, patch, went_to, run_id, actor)
    select ${of.workspace}, r.record_id, ${of.entity}, r.version, r.patch, r.went_to, ${of.runId}::bigint, ${of.actor}
    from ${recordset(rows, 'record_id bigint, version int, patch jsonb, went_to bigint')}`.execute(tx)
}
