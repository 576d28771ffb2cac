/** What came into the hub by each flow, and how late. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

interface FlowRef {
  workspace: number
  flowId: number
}

/** Something came now. Null: nobody can say how long it took. */
export async function keepArrival(tx: Tx, of: FlowRef, now: Date, lagSeconds: number | null): Promise<void> {
  await sql`
    insert into arrival (workspace_id, flow_id, first_at, last_at, lag_seconds)
    values (${of.workspace}, ${of.flowId}, ${now}::timestamptz, ${now}::timestamptz, ${lagSeconds}::int)
    on conflict (workspace_id, flow_id) do update set first_at = coalesce(arrival.first_at, excluded.first_at),
      last_at = excluded.last_at, lag_seconds = coalesce(excluded.lag_seconds, arrival.lag_seconds)`.execute(tx)
}

/** The source was read to its end; what changed there after this instant is for the next time. */
export async function keepLook(tx: Tx, of: FlowRef, begun: Date): Promise<void> {
  await sql`
    insert into arrival (workspace_id, flow_id, looked_at)
    values (${of.workspace}, ${of.flowId}, ${begun}::timestamptz)
    on conflict (workspace_id, flow_id) do update set looked_at = excluded.looked_at`.execute(tx)
}

export async function selectLook(db: Db | Tx, of: FlowRef): Promise<Date | null> {
  const row = await db
    .selectFrom('arrival')
    .select('looked_at')
    .where('workspace_id', '=', of.workspace)
    .where('flow_id', '=', of.flowId)
    .executeTakeFirst()
  return row?.looked_at ?? null
}

/** A flow into the hub, and what came by it. */
export interface FlowArrival {
  connectionId: number
  state: string
  createdAt: Date
  firstAt: Date | null
  lastAt: Date | null
  lagSeconds: number | null
  lookedAt: Date | null
  /** When its source is, or was, to be looked at. */
  dueAt: Date | null
}

export async function selectArrivals(db: Db | Tx, workspace: number): Promise<FlowArrival[]> {
  const { rows } = await sql<FlowArrival>`
    select f.connection_id as "connectionId", f.state, f.created_at as "createdAt", a.first_at as "firstAt",
      a.last_at as "lastAt", a.lag_seconds as "lagSeconds", a.looked_at as "lookedAt",
      (select min(p.next_at) from poll p where p.workspace_id = f.workspace_id and p.flow_id = f.id) as "dueAt"
    from flow f left join arrival a on a.workspace_id = f.workspace_id and a.flow_id = f.id
    where f.workspace_id = ${workspace} and f.direction = 'to_hub' order by f.id`.execute(db)
  return rows
}
