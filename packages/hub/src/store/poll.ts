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

/** One source of a flow, by which schedule it is looked at, and when next: null is when somebody asks for it. */
export interface Schedule {
  source: string
  schedule: string | null
  nextAt: Date | null
}

/** The schedules of these flows, by the flow. */
export async function listSchedules(
  db: Db | Tx,
  workspace: number,
  flowIds: readonly number[],
): Promise<Map<number, Schedule[]>> {
  if (flowIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('poll')
    .select(['flow_id', 'source', 'schedule', 'next_at'])
    .where('workspace_id', '=', workspace)
    .where('flow_id', 'in', [...flowIds])
    .orderBy('source')
    .execute()
  const shown = (row: (typeof rows)[number]) => ({ source: row.source, schedule: row.schedule, nextAt: row.next_at })
  return new Map([...Map.groupBy(rows, ({ flow_id }) => flow_id)].map(([id, own]) => [id, own.map(shown)]))
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

/** The source is left alone until then, or asked for then; where it goes on stays as it is. */
export async function postponePoll(
  tx: Db | Tx,
  workspace: number,
  flowId: number,
  poll: { source: string; nextAt: Date | null },
): Promise<void> {
  await sql`
    insert into poll (workspace_id, flow_id, source, next_at)
    values (${workspace}, ${flowId}, ${poll.source}, ${poll.nextAt}::timestamptz)
    on conflict (workspace_id, flow_id, source) do update set next_at = excluded.next_at`.execute(tx)
}

/** Leaves the sources that the flow has no schedule for, unless somebody asked for one that it still goes by. */
export async function restPolls(
  tx: Db | Tx,
  workspace: number,
  flowId: number,
  read: { scheduled: string[]; asked: string[] },
): Promise<void> {
  await sql`
    update poll set schedule = null, next_at = null
    where workspace_id = ${workspace} and flow_id = ${flowId} and source <> all(${read.scheduled}::text[])
      and (schedule is not null or source <> all(${read.asked}::text[]))`.execute(tx)
}

/**
 * Names a source that is to be looked at from now on: first then. One that is known keeps its place and its time, unless
 * its schedule is another one now, or it was left alone; or its time is an hour of the day, and another one by now, as
 * in another time zone.
 */
export async function ensurePoll(
  tx: Db | Tx,
  workspace: number,
  flowId: number,
  poll: { source: string; schedule: string; first: Date | null; next: Date | null; hourFrom?: Date | undefined },
): Promise<void> {
  await sql`
    insert into poll (workspace_id, flow_id, source, schedule, next_at)
    values (${workspace}, ${flowId}, ${poll.source}, ${poll.schedule}, ${poll.first}::timestamptz)
    on conflict (workspace_id, flow_id, source) do update set
      schedule = excluded.schedule, next_at = ${poll.next}::timestamptz
    where poll.schedule is distinct from excluded.schedule or poll.next_at is null
      or (poll.next_at > ${poll.hourFrom ?? null}::timestamptz and poll.next_at <> ${poll.next}::timestamptz)`.execute(
    tx,
  )
}

/**
 * The clock was set back: what was put off by it would wait for as long. Harmless where another worker did the same. A
 * delivery that is not due waits for nothing, and there may be millions.
 */
export async function bringForward(tx: Db | Tx, workspace: number, ms: number, now: Date): Promise<void> {
  const earlier = sql`make_interval(secs => ${ms / 1_000})`
  for (const [table, column, waits] of [
    ['poll', 'next_at', sql`true`],
    ['delivery', 'due_at', sql`state = 'due'`],
    ['batch', 'due_at', sql`true`],
  ] as const) {
    const at = sql.ref(column)
    await sql`
      update ${sql.table(table)} set ${at} = ${at} - ${earlier}
      where workspace_id = ${workspace} and ${at} > ${now}::timestamptz and ${waits}`.execute(tx)
  }
}
