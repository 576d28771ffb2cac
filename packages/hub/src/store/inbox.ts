/** Webhooks as they came, and the records that they name. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

export interface NewDelivery {
  workspace: number
  connectionId: number
  /** By the vendor's own name, else by its body. */
  delivery: string
  bodyHash: string
  headers: JsonObject
  /** base64 */
  body: string
}

/** Stores a delivery; one that came before is counted. Answers its row, and whether it is new. */
export async function insertDelivery(
  tx: Tx,
  of: NewDelivery,
): Promise<{ id: number; isNew: boolean; isSame: boolean }> {
  const { rows } = await sql<{ id: number; repeats: number; body_hash: string }>`
    insert into inbox (workspace_id, connection_id, delivery, body_hash, headers, body)
    values (${of.workspace}, ${of.connectionId}, ${of.delivery}, ${of.bodyHash}, ${JSON.stringify(of.headers)}::jsonb,
      ${of.body})
    on conflict (workspace_id, connection_id, delivery) do update set repeats = inbox.repeats + 1
    returning id, repeats, body_hash`.execute(tx)
  const [row] = rows
  return { id: row?.id ?? 0, isNew: row?.repeats === 0, isSame: row?.body_hash === of.bodyHash }
}

/** The vendor's question whether the address is ours: the newest one stands for all. */
export async function keepVerification(db: Db, of: Omit<NewDelivery, 'delivery'>): Promise<void> {
  await sql`
    insert into inbox (workspace_id, connection_id, delivery, body_hash, headers, body, settled_at)
    values (${of.workspace}, ${of.connectionId}, ${verification}, ${of.bodyHash}, '{}', ${of.body}, now())
    on conflict (workspace_id, connection_id, delivery) do update set
      body = excluded.body, body_hash = excluded.body_hash, received_at = now()`.execute(db)
}

export const verification = 'verification'

/**
 * Notices for every flow of the connection that reads, or is touched by, what they name. They wait for one that rests:
 * a vendor that lists no changes would tell of them no second time. Answers how many.
 */
export async function insertNotices(
  tx: Tx,
  of: { workspace: number; connectionId: number; inboxId: number },
  notices: { source: string; external_id: string; change: string }[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into inbox_notice (workspace_id, flow_id, source, external_id, inbox_id, change)
    select distinct on (f.id, r.source, r.external_id)
      ${of.workspace}::int, f.id, r.source, r.external_id, ${of.inboxId}::bigint, r.change
    from ${recordset(notices, 'source text, external_id text, change text')}
    join flow f on f.workspace_id = ${of.workspace} and f.connection_id = ${of.connectionId}
      and f.direction = 'to_hub'
    join mapping_version v on v.workspace_id = f.workspace_id and v.flow_id = f.id and v.version = f.version
    where coalesce((v.definition #>> '{triggers,webhooks}')::boolean, true)
      and (f.endpoint = r.source or coalesce(v.definition #> '{triggers,touchedBy}', '[]') @> to_jsonb(r.source))
    on conflict (workspace_id, flow_id, source, external_id) do update set
      inbox_id = excluded.inbox_id, change = excluded.change, at = now()`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** What a flow was told of and has not read yet, oldest first. */
export async function selectNotices(
  db: Db,
  workspace: number,
  flowId: number,
  limit: number,
): Promise<{ source: string; external_id: string; inbox_id: number; at: Date }[]> {
  const { rows } = await sql<{ source: string; external_id: string; inbox_id: number; at: Date }>`
    select source, external_id, inbox_id, at from inbox_notice
    where workspace_id = ${workspace} and flow_id = ${flowId}
    order by at, external_id limit ${limit}`.execute(db)
  return rows
}

/** They were read. One that came again meanwhile stays. */
export async function deleteNotices(
  tx: Tx,
  workspace: number,
  flowId: number,
  notices: { source: string; external_id: string; inbox_id: number }[],
): Promise<void> {
  if (notices.length === 0) return
  await sql`
    delete from inbox_notice n using ${recordset(notices, 'source text, external_id text, inbox_id bigint')}
    where n.workspace_id = ${workspace} and n.flow_id = ${flowId} and n.source = r.source
      and n.external_id = r.external_id and n.inbox_id <= r.inbox_id`.execute(tx)
}

/** Closes deliveries of which nothing waits any more. */
export async function settleInbox(tx: Tx, workspace: number, connectionId: number): Promise<void> {
  await sql`
    update inbox i set settled_at = now()
    where i.workspace_id = ${workspace} and i.connection_id = ${connectionId} and i.settled_at is null
      and not exists (
        select from inbox_notice n where n.workspace_id = i.workspace_id and n.inbox_id = i.id)`.execute(tx)
}

/** Forgets deliveries that were settled before this instant, so many at a time. Answers how many. */
export async function forgetDeliveries(db: Db, workspace: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from inbox where ctid in (
      select ctid from inbox
      where workspace_id = ${workspace} and delivery <> ${verification} and settled_at < ${before}::timestamptz
      limit 5000)`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export interface InboxView {
  id: number
  delivery: string
  repeats: number
  body: string
  receivedAt: Date
  settledAt: Date | null
}

/** The newest first. */
export async function listInbox(
  db: Db,
  workspace: number,
  connectionId: number,
  page: { before: number | null; limit: number },
): Promise<InboxView[]> {
  let query = db
    .selectFrom('inbox')
    .select(['id', 'delivery', 'repeats', 'body', 'received_at as receivedAt', 'settled_at as settledAt'])
    .where('workspace_id', '=', workspace)
    .where('connection_id', '=', connectionId)
  if (page.before !== null) query = query.where('id', '<', page.before)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}
