/** What runs did over a span of time, in slices of equal length. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Counts } from './run.ts'

export interface ActivitySlice extends Counts {
  from: Date
  runs: number
  read: number
  /** The longest time from the moment when a run was asked for until it ended; null: none ended. */
  longestSeconds: number | null
}

/** Slices in which something ran, the oldest first. A run counts where it was asked for. */
export async function selectActivity(
  db: Db,
  workspace: number,
  span: { since: Date; sliceSeconds: number },
): Promise<ActivitySlice[]> {
  const { rows } = await sql<ActivitySlice>`
    select date_bin(make_interval(secs => ${span.sliceSeconds}::float8), queued_at, ${span.since}::timestamptz) as "from",
      count(*)::int as runs, sum(read)::int as read, sum(created)::int as created, sum(updated)::int as updated,
      sum(unchanged)::int as unchanged, sum(linked)::int as linked, sum(filtered)::int as filtered,
      sum(held)::int as held, sum(error)::int as error,
      max(extract(epoch from finished_at - queued_at))::float8 as "longestSeconds"
    from run
    where workspace_id = ${workspace} and queued_at >= ${span.since}::timestamptz and kind <> 'reconcile'
    group by 1 order by 1`.execute(db)
  return rows
}

export interface FlowRate {
  flow: string
  /** Records of the last hour, and of the last five minutes. */
  lastHour: number
  lastMinutes: number
  isRunning: boolean
}

export async function selectRates(db: Db, workspace: number, now: Date): Promise<FlowRate[]> {
  const { rows } = await sql<FlowRate>`
    select f.name as flow, coalesce(sum(r.read), 0)::int as "lastHour",
      coalesce(sum(r.read) filter (where coalesce(r.finished_at, ${now}::timestamptz)
        >= ${now}::timestamptz - interval '5 minutes'), 0)::int as "lastMinutes",
      coalesce(bool_or(r.state = 'running'), false) as "isRunning"
    from flow f
    left join run r on r.workspace_id = f.workspace_id and r.flow_id = f.id and r.kind <> 'reconcile'
      and (r.finished_at is null or r.finished_at >= ${now}::timestamptz - interval '1 hour')
    where f.workspace_id = ${workspace} group by f.name order by f.name`.execute(db)
  return rows
}
