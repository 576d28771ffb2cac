import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/**
 * Whether a backfill of a flow should make room: other work of its connection is due that somebody waits for, or the
 * flow itself was put to rest. Asked once per page.
 */
export async function mustMakeRoom(
  db: Db,
  of: { workspace: number; connectionId: number; flowId: number; now: Date },
): Promise<boolean> {
  const flows = sql`select f.id from flow f
    where f.workspace_id = ${of.workspace} and f.connection_id = ${of.connectionId} and f.state = 'enabled'`
  const { rows } = await sql<{ yes: boolean }>`
    select not exists (select from (${flows}) e where e.id = ${of.flowId})
      or exists (
        select from run r where r.workspace_id = ${of.workspace} and r.flow_id in (${flows}) and r.state = 'queued'
          and r.kind in ('manual', 'touched', 'webhook') and r.selection->'count' is null)
      or exists (
        select from poll p join flow f on f.workspace_id = p.workspace_id and f.id = p.flow_id
        where p.workspace_id = ${of.workspace} and f.connection_id = ${of.connectionId} and f.state = 'enabled'
          and p.next_at <= ${of.now}::timestamptz and p.source <> f.endpoint and p.source <> ${sweepOf}
      )
      or exists (
        select from inbox_notice n where n.workspace_id = ${of.workspace} and n.flow_id in (${flows}))
      or exists (
        select from delivery d where d.workspace_id = ${of.workspace} and d.flow_id in (${flows})
          and d.flow_id <> ${of.flowId} and d.state = 'due' and d.rank = 0 and d.due_at <= ${of.now}::timestamptz)
      as yes`.execute(db)
  return rows[0]?.yes ?? false
}

/**
 * How many connections have a run that may go on. Not how many are leased: those that change hands would not count, and
 * whoever asked then would find its own part too large.
 */
export async function countAtWork(db: Db, workspace: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct f.connection_id)::int as count from run r
    join flow f on f.workspace_id = r.workspace_id and f.id = r.flow_id and f.state = 'enabled'
    join connection c on c.workspace_id = f.workspace_id and c.id = f.connection_id and c.state = 'active'
    where r.workspace_id = ${workspace} and r.state in ('queued', 'running')`.execute(db)
  return rows[0]?.count ?? 0
}

/** The name of the nightly sweep among the sources of a flow. */
export const sweepOf = ':sweep'

/** Whether all records of an entity are being read or sent, by a flow that goes on. */
export async function hasFullRunAtWork(db: Db, workspace: number, entity: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (
      select from run r
      join flow f on f.workspace_id = r.workspace_id and f.id = r.flow_id and f.state = 'enabled' and f.entity = ${entity}
      join connection c on c.workspace_id = f.workspace_id and c.id = f.connection_id and c.state = 'active'
      where r.workspace_id = ${workspace} and r.state in ('queued', 'running') and r.kind = 'full') as yes`.execute(db)
  return rows[0]?.yes ?? false
}
