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

/** That a flow stalls stays as long as it does: it is how the hub knows that it was told, and that there is an end to tell. */
/** Ends runs that somebody began to name records for before this instant, and never told to start. */
export async function endUnstarted(db: Db, workspace: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update run set state = 'cancelled', finished_at = now()
    where workspace_id = ${workspace} and state = 'collecting' and queued_at < ${before}::timestamptz`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export async function forgetAlerts(db: Db, workspace: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from alert where ctid in (
      select a.ctid from alert a
      where a.workspace_id = ${workspace} and a.at < ${before}::timestamptz and (a.kind <> 'stalled' or exists (
        select from alert turn
        where turn.workspace_id = a.workspace_id and turn.flow_id = a.flow_id and turn.kind in ('stalled', 'moving')
          and turn.id > a.id))
      limit ${atOnce})`.execute(db)
  return Number(numAffectedRows ?? 0)
}
