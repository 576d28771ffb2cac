/** States, counts and codes for somebody who helps: never a value, a reason's words, or anything of a person. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

export interface RowCount {
  table: string
  rows: number
}

/** About how many rows each table has, by the planner's own reckoning; -1: nobody has looked yet. */
export async function selectRowCounts(db: Db): Promise<RowCount[]> {
  const { rows } = await sql<RowCount>`
    select relname as "table", reltuples::bigint as rows from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by relname`.execute(db)
  return rows.map(({ table, rows: count }) => ({ table, rows: Number(count) }))
}

export interface OutcomeCount {
  flow: string
  outcome: string
  code: string
  count: number
}

/** Which codes the records of the newest runs ended with, and how often. */
export async function selectOutcomeCounts(db: Db, workspace: number, since: Date): Promise<OutcomeCount[]> {
  const { rows } = await sql<OutcomeCount>`
    select f.name as flow, o.outcome, o.code, count(*)::int as count
    from run_outcome o
    join run r on r.workspace_id = o.workspace_id and r.id = o.run_id
    join flow f on f.workspace_id = r.workspace_id and f.id = r.flow_id
    where o.workspace_id = ${workspace} and o.at >= ${since}::timestamptz
    group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit 200`.execute(db)
  return rows
}
