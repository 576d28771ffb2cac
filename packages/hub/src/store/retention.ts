/** Forgets what has been kept for as long as the business wants it, so many rows at a time. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

const atOnce = 5_000

/** Words about single records, of runs that ended before this instant. Counters and history stay. */
export async function forgetOutcomes(db: Db, workspace: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from run_outcome where ctid in (
      select o.ctid from run_outcome o
      join run r on r.workspace_id = o.workspace_id and r.id = o.run_id
      where o.workspace_id = ${workspace} and r.finished_at < ${before}::timestamptz limit ${atOnce})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** The ids that were named to runs which are over: nobody reads them again. What was asked for stands with the run. */
export async function forgetSelections(db: Db, workspace: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from run_selection where ctid in (
      select s.ctid from run_selection s
      join run r on r.workspace_id = s.workspace_id and r.id = s.run_id
      where s.workspace_id = ${workspace} and r.state in ('done', 'failed', 'cancelled') limit ${atOnce})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Ends runs that somebody began to name records for before this instant, and never told to start. */
export async function endUnstarted(db: Db, workspace: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update run set state = 'cancelled', finished_at = now()
    where workspace_id = ${workspace} and state = 'collecting' and queued_at < ${before}::timestamptz`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** That a flow stalls, or data are late, stays as long as it is so: it is how the hub knows that there is an end to tell. */
export async function forgetAlerts(db: Db, workspace: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from alert where ctid in (
      select a.ctid from alert a
      where a.workspace_id = ${workspace} and a.at < ${before}::timestamptz and (a.kind not in ('stalled', 'late') or exists (
        select from alert turn
        where turn.workspace_id = a.workspace_id and turn.connection_id = a.connection_id and turn.flow_id = a.flow_id
          and turn.kind in ('stalled', 'moving', 'late', 'arrived')
          and turn.id > a.id))
      limit ${atOnce})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** What was done before this instant, from the beginning on. The newest entry stays: the next one is bound to it. */
export async function forgetActs(db: Db, workspace: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from audit_entry where workspace_id = ${workspace} and id in (
      select id from audit_entry
      where workspace_id = ${workspace} and id < (
        select coalesce(min(id) filter (where at >= ${before}::timestamptz), max(id))
        from audit_entry where workspace_id = ${workspace})
      order by id limit ${atOnce})`.execute(db)
  return Number(numAffectedRows ?? 0)
}
