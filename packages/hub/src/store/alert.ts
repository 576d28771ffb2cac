/** What a person is told by mail, from the change of a state until a server has taken the mail. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { recordset } from './recordset.ts'
import type { alertKinds } from './workspace-settings.ts'

export type AlertKind = (typeof alertKinds)[number]

export interface NewAlert {
  kind: AlertKind
  connection_id: number
  flow_id: number
  issue_id: number | null
  code: string
  count: number
}

/** An alert as it stands in a mail: ids, names and counts, and nothing of any person. */
export interface Alert extends NewAlert {
  id: number
  at: Date
  connection: string | null
  flow: string | null
}

export async function insertAlerts(tx: Db | Tx, workspace: number, alerts: NewAlert[], now: Date): Promise<void> {
  if (alerts.length === 0) return
  const columns = 'kind text, connection_id bigint, flow_id bigint, issue_id bigint, code text, count int'
  await sql`
    insert into alert (workspace_id, kind, connection_id, flow_id, issue_id, code, count, at)
    select ${workspace}, r.kind, r.connection_id, r.flow_id, r.issue_id, r.code, r.count, ${now}::timestamptz
    from ${recordset(alerts, columns)}`.execute(tx)
}

/** Since when alerts of these kinds wait, and when the last ones were sent. */
export async function alertTimes(
  db: Db,
  workspace: number,
  since: Date,
  kinds: readonly AlertKind[],
): Promise<{ oldest: Date | null; sent: Date | null }> {
  const { rows } = await sql<{ oldest: Date | null; sent: Date | null }>`
    select
      (select min(at) from alert
        where workspace_id = ${workspace} and sent_at is null and at > ${since}::timestamptz
          and kind = any(${[...kinds]}::text[])) as oldest,
      (select max(sent_at) from alert where workspace_id = ${workspace} and sent_at is not null) as sent`.execute(db)
  return rows[0] ?? { oldest: null, sent: null }
}

/** Takes the waiting alerts for one mail. What another process has claimed is his until his time is over. */
export async function claimAlerts(
  db: Db,
  workspace: number,
  of: { claim: string; since: Date; kinds: readonly AlertKind[]; now: Date; until: Date; limit: number },
): Promise<Alert[]> {
  const { rows } = await sql<Alert>`
    with mine as (
      update alert set claim = ${of.claim}::uuid, claimed_until = ${of.until}::timestamptz
      where workspace_id = ${workspace} and id in (
        select id from alert
        where workspace_id = ${workspace} and sent_at is null and at > ${of.since}::timestamptz
          and kind = any(${[...of.kinds]}::text[])
          and (claimed_until is null or claimed_until < ${of.now}::timestamptz)
        order by id limit ${of.limit} for update skip locked
      )
      returning *
    )
    select mine.id, mine.kind, mine.connection_id, mine.flow_id, mine.issue_id, mine.code, mine.count, mine.at,
      c.name as connection, f.name as flow
    from mine
    left join connection c on c.workspace_id = mine.workspace_id and c.id = mine.connection_id
    left join flow f on f.workspace_id = mine.workspace_id and f.id = mine.flow_id
    order by mine.id`.execute(db)
  return rows
}

export async function markAlertsSent(db: Db, workspace: number, claim: string, now: Date): Promise<void> {
  await sql`
    update alert set sent_at = ${now}::timestamptz, claim = null, claimed_until = null
    where workspace_id = ${workspace} and claim = ${claim}::uuid and sent_at is null`.execute(db)
}

/** Gives back what could not be sent. */
export async function releaseAlerts(db: Db, workspace: number, claim: string): Promise<void> {
  await sql`
    update alert set claim = null, claimed_until = null
    where workspace_id = ${workspace} and claim = ${claim}::uuid and sent_at is null`.execute(db)
}

/** A state that lasts, and its end. */
const turnsOf = { stalled: 'stalls', moving: 'stalls', late: 'arrivals', arrived: 'arrivals' } as const
const pairs = { stalls: ['stalled', 'moving'], arrivals: ['late', 'arrived'] } as const

export interface Turn {
  connection_id: number
  /** 0: of the whole connection. */
  flow_id: number
  code: string
}

/** Says that something stalls or is late, or is so no more: once, however many processes see it at one time. */
export async function insertTurns(
  db: Db,
  workspace: number,
  kind: keyof typeof turnsOf,
  turns: Turn[],
  now: Date,
): Promise<void> {
  if (turns.length === 0) return
  const pair = [...pairs[turnsOf[kind]]]
  await inTransaction(db, async (tx) => {
    // Another process has seen the same: the second waits until what the first says is there to be seen.
    await sql`select pg_advisory_xact_lock('alert'::regclass::oid::int, ${workspace})`.execute(tx)
    await sql`
      insert into alert (workspace_id, kind, connection_id, flow_id, code, at)
      select ${workspace}, ${kind}, r.connection_id, r.flow_id, r.code, ${now}::timestamptz
      from ${recordset(turns, 'connection_id bigint, flow_id bigint, code text')}
      left join lateral (
        select kind from alert
        where workspace_id = ${workspace} and connection_id = r.connection_id and flow_id = r.flow_id
          and kind = any(${pair}::text[])
        order by id desc limit 1
      ) last on true
      where coalesce(last.kind, ${pair[1]}) <> ${kind}`.execute(tx)
  })
}

/** Flows that were last said to stall, and connections whose data were last said to be late. */
export async function selectLasting(db: Db, workspace: number, kind: 'stalled' | 'late'): Promise<Turn[]> {
  const pair = [...pairs[turnsOf[kind]]]
  const { rows } = await sql<Turn>`
    select connection_id, flow_id, code from (
      select distinct on (connection_id, flow_id) flow_id, connection_id, code, kind from alert
      where workspace_id = ${workspace} and kind = any(${pair}::text[])
      order by connection_id, flow_id, id desc
    ) last where kind = ${kind}`.execute(db)
  return rows
}
