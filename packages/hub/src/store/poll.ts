import type { Json } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export interface PollRow {
  source: string
  cursor: Json
  next_at: Date | null
}

export async function selectPolls(db: Db, workspace: number, flowId: number): Promise<PollRow[]> {
  const { rows } = await sql<PollRow>`
    select source, cursor, next_at from poll where workspace_id = ${workspace} and flow_id = ${flowId}`.execute(db)
  return rows
}

/** Where a source goes on, and when it is looked at next. */
export async function upsertPoll(
  tx: Db | Tx,
  workspace: number,
  flowId: number,
  poll: { source: string; cursor: Json; nextAt: Date | null },
): Promise<void> {
  await sql`
    insert into poll (workspace_id, flow_id, source, cursor, next_at)
    values (${workspace}, ${flowId}, ${poll.source}, ${JSON.stringify(poll.cursor)}::jsonb, ${poll.nextAt}::timestamptz)
    on conflict (workspace_id, flow_id, source) do update set cursor = excluded.cursor, next_at = excluded.next_at
  `.execute(tx)
}

/** Names a source that is to be looked at from now on; one that is known keeps its place. */
export async function ensurePoll(
  tx: Db | Tx,
  workspace: number,
  flowId: number,
  source: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into poll (workspace_id, flow_id, source, next_at)
    values (${workspace}, ${flowId}, ${source}, ${at}::timestamptz)
    on conflict do nothing`.execute(tx)
}
