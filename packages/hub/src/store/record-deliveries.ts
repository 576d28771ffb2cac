/** How one record stands towards each flow that sends it. */
import type { JsonObject } from '@trefoil/sdk'
import type { Db, Tx } from '../db/database.ts'
import { jsonObject } from './json-column.ts'

export interface DeliveryView {
  flow: string
  connection: string
  state: string
  wantedVersion: number
  doneVersion: number
  attempts: number
  dueAt: Date
  fault: JsonObject | null
  run: number | null
  updatedAt: Date
}

export async function deliveriesOfRecord(db: Db | Tx, workspaceId: number, recordId: number): Promise<DeliveryView[]> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('flow', (join) =>
      join.onRef('flow.workspace_id', '=', 'delivery.workspace_id').onRef('flow.id', '=', 'delivery.flow_id'),
    )
    .innerJoin('connection', (join) =>
      join.onRef('connection.workspace_id', '=', 'flow.workspace_id').onRef('connection.id', '=', 'flow.connection_id'),
    )
    .selectAll('delivery')
    .select(['flow.name as flow', 'connection.name as connection'])
    .where('delivery.workspace_id', '=', workspaceId)
    .where('delivery.record_id', '=', recordId)
    .orderBy('flow.id')
    .execute()
  return rows.map((row) => ({
    flow: row.flow,
    connection: row.connection,
    state: row.state,
    wantedVersion: row.wanted_version,
    doneVersion: row.done_version,
    attempts: row.attempts,
    dueAt: row.due_at,
    fault: jsonObject(row.fault),
    run: row.run_id,
    updatedAt: row.updated_at,
  }))
}
