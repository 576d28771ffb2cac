import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'
import type { OutcomeName } from './run.ts'

/** Why a record ended as it did, where that needs words. */
export interface NewOutcome {
  outcome: OutcomeName
  record_id: number | null
  external_id: string | null
  code: string
  reason: string
  facts: JsonObject | null
}

export async function insertOutcomes(tx: Tx, workspace: number, runId: number, rows: NewOutcome[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into run_outcome (workspace_id, run_id, outcome, record_id, external_id, code, reason, facts)
    select ${workspace}, ${runId}, r.outcome, r.record_id, r.external_id, r.code, r.reason, r.facts
    from ${recordset(rows, 'outcome text, record_id bigint, external_id text, code text, reason text, facts jsonb')}`.execute(
    tx,
  )
}
