/** Records that others wait for at a destination. */
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/**
 * Makes these records due for the enabled flows that bring their entity to the destination, as far as such a flow was
 * never asked to: what it delivers already, or holds for a reason, is not tried the more often for being waited for.
 * Answers how many became due.
 */
export async function insertAwaitedDeliveries(
  tx: Tx,
  side: { workspace: number; connectionId: number },
  recordIds: number[],
  now: Date,
): Promise<number> {
  if (recordIds.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at)
    select r.workspace_id, f.id, r.id, r.version, ${now}::timestamptz
    from record r
    join flow f on f.workspace_id = r.workspace_id and f.connection_id = ${side.connectionId}
      and f.entity = r.entity and f.direction = 'from_hub' and f.state = 'enabled'
    where r.workspace_id = ${side.workspace} and r.id = any(${recordIds}::bigint[]) and r.deleted_at is null
    on conflict (workspace_id, flow_id, record_id) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
