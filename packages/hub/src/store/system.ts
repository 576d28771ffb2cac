/** The machine room: the database itself, the processes on it, and how far each flow is behind. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

export interface DatabaseFacts {
  /** As the server calls itself. */
  version: string
  migrations: number
  bytes: number
}

export async function readDatabaseFacts(db: Db): Promise<DatabaseFacts> {
  const { rows } = await sql<{ version: string; bytes: number; migrations: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
      (select count(*) from kysely_migration) as migrations`.execute(db)
  const [row] = rows
  return { version: row?.version ?? '', bytes: Number(row?.bytes ?? 0), migrations: Number(row?.migrations ?? 0) }
}

export interface WorkerView {
  host: string
  pid: number
  startedAt: Date
  seenAt: Date
}

/** Processes that work beside each other on one PostgreSQL; on the embedded database there is but one, unlisted. */
export async function listWorkers(db: Db, workspace: number): Promise<WorkerView[]> {
  return db
    .selectFrom('worker')
    .select(['host', 'pid', 'started_at as startedAt', 'seen_at as seenAt'])
    .where('workspace_id', '=', workspace)
    .orderBy('started_at')
    .execute()
}

export interface FlowLag {
  flow: string
  connection: string
  state: string
  /** Deliveries or sources that are due. */
  due: number
  /** Since when the oldest of them is; null: nothing is due. */
  since: Date | null
  /** When a run ended last. */
  lastRunAt: Date | null
}

export async function selectFlowLags(db: Db, workspace: number, now: Date): Promise<FlowLag[]> {
  const { rows } = await sql<FlowLag>`
    select f.name as flow, c.name as connection, f.state, (d.due + p.due)::int as due,
      least(d.since, p.since) as since, r.last as "lastRunAt"
    from flow f
    join connection c on c.workspace_id = f.workspace_id and c.id = f.connection_id
    cross join lateral (
      select count(*) as due, min(due_at) as since from delivery
      where workspace_id = f.workspace_id and flow_id = f.id and state = 'due' and due_at <= ${now}::timestamptz
    ) d
    cross join lateral (
      select count(*) as due, min(next_at) as since from poll
      where workspace_id = f.workspace_id and flow_id = f.id and next_at <= ${now}::timestamptz
        and f.state = 'enabled'
    ) p
    cross join lateral (
      select max(finished_at) as last from run where workspace_id = f.workspace_id and flow_id = f.id
    ) r
    where f.workspace_id = ${workspace} order by c.name, f.name`.execute(db)
  return rows
}
