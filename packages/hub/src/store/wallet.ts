/** Customers who look at their points by themselves: codes that were sent, and who is in. Secrets stand here hashed. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** A code that was asked for; nobody's where the hub has no address that it could be sent to. */
export interface NewWalletCode {
  hash: string
  recordId: number | null
  codeHash: string
  expiresAt: Date
}

/** Those that are over are forgotten as others are asked for. */
export async function insertWalletCode(db: Db, workspaceId: number, code: NewWalletCode, now: Date): Promise<void> {
  const { hash, recordId, codeHash, expiresAt } = code
  await db.deleteFrom('wallet_code').where('workspace_id', '=', workspaceId).where('expires_at', '<', now).execute()
  const row = { workspace_id: workspaceId, hash, record_id: recordId, code_hash: codeHash, expires_at: expiresAt }
  await db.insertInto('wallet_code').values(row).execute()
}

/** Whether the browser's code can still be typed. */
export async function isCodeOpen(
  db: Db,
  workspaceId: number,
  hash: string,
  of: { now: Date; most: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('wallet_code')
    .select('hash')
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .where('expires_at', '>', of.now)
    .where('tries', '<', of.most)
    .executeTakeFirst()
  return row !== undefined
}

/** Counts a try before it is judged, so that many of one moment are not all heard. Null: none is left. */
export async function tryWalletCode(
  db: Db,
  workspaceId: number,
  hash: string,
  of: { now: Date; most: number },
): Promise<{ recordId: number | null; codeHash: string; tries: number } | null> {
  const row = await db
    .updateTable('wallet_code')
    .set({ tries: sql`tries + 1` })
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .where('expires_at', '>', of.now)
    .where('tries', '<', of.most)
    .returning(['record_id', 'code_hash', 'tries'])
    .executeTakeFirst()
  return row === undefined ? null : { recordId: row.record_id, codeHash: row.code_hash, tries: row.tries }
}

/** A code lets in once; false: it has. */
export async function deleteWalletCode(tx: Db | Tx, workspaceId: number, hash: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('wallet_code')
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

export async function insertWalletSession(
  tx: Db | Tx,
  workspaceId: number,
  session: { hash: string; recordId: number; at: Date; endedBefore: Date },
): Promise<void> {
  const { hash, recordId, at, endedBefore } = session
  await tx
    .deleteFrom('wallet_session')
    .where('workspace_id', '=', workspaceId)
    .where('created_at', '<', endedBefore)
    .execute()
  const row = { workspace_id: workspaceId, hash, record_id: recordId, created_at: at }
  await tx.insertInto('wallet_session').values(row).execute()
}

/** Whose wallet a browser has open: the customer who goes on, where they were merged. Null: it ended, or they are gone. */
export async function customerInWallet(
  db: Db,
  workspaceId: number,
  of: { hash: string; since: Date },
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select living.id from wallet_session s
    join record r on r.workspace_id = s.workspace_id and r.id = s.record_id
    join record living on living.workspace_id = s.workspace_id and living.id = coalesce(r.merged_into, r.id)
    where s.workspace_id = ${workspaceId} and s.hash = ${of.hash} and s.created_at >= ${of.since}::timestamptz
      and living.deleted_at is null`.execute(db)
  return rows[0] === undefined ? null : Number(rows[0].id)
}

export async function deleteWalletSession(db: Db, workspaceId: number, hash: string): Promise<void> {
  await db.deleteFrom('wallet_session').where('workspace_id', '=', workspaceId).where('hash', '=', hash).execute()
}

/** On every phone; of those who became one with the customer as well. Answers how many ended. */
export async function deleteWalletSessionsOf(db: Db, workspaceId: number, recordId: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from wallet_session s where s.workspace_id = ${workspaceId} and (s.record_id = ${recordId} or s.record_id in (
      select id from record where workspace_id = ${workspaceId} and merged_into = ${recordId}))`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Where a customer's codes go: the e-mail address, unless it stands on the word of a form that anybody can fill in, about
 * a customer who was there before or was merged with one. Whoever knows a phone number would get into its wallet.
 */
export async function provenAddress(db: Db, workspaceId: number, recordId: number): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`
    select r.data->>'emailAddress' as email from record r
    where r.workspace_id = ${workspaceId} and r.id = ${recordId} and r.deleted_at is null and not exists (
      select from link l
      join sign_up s on s.workspace_id = l.workspace_id and l.external_id = 'sign-up:' || s.id
      where l.workspace_id = r.workspace_id and l.record_id = r.id and l.connection_id = 0
        and l.id::text = coalesce(r.provenance->>'emailAddress', r.provenance->>'*')
        and (s.how = 'joined' or l.behind is not null or exists (
          select from record part where part.workspace_id = r.workspace_id and part.merged_into = r.id)))`.execute(db)
  return rows[0]?.email ?? null
}

/** One line of a customer's ledger. */
export interface WalletEntry {
  kind: string
  points: number
  /** What was redeemed; null where the entry is about no redemption. */
  reward: string | null
  at: Date
}

/** What moved a customer's points last, the newest first. */
export async function lastEntries(
  db: Db,
  workspaceId: number,
  recordId: number,
  limit: number,
): Promise<WalletEntry[]> {
  const { rows } = await sql<WalletEntry>`
    select e.kind, e.points, redemption.reward->>'name' as reward, e.at
    from points_entry e
    left join redemption on redemption.workspace_id = e.workspace_id and redemption.id = e.redemption_id
    where e.workspace_id = ${workspaceId} and e.customer_id in (
      select ${recordId}::bigint union all
      select id from record where workspace_id = ${workspaceId} and merged_into = ${recordId})
    order by e.at desc, e.id desc limit ${limit}`.execute(db)
  return rows
}

/** Whether a record is this customer, or became a part of them. */
export async function isCustomerPart(
  db: Db,
  workspaceId: number,
  { customer, part }: { customer: number; part: number },
): Promise<boolean> {
  const { rows } = await sql`
    select from record where workspace_id = ${workspaceId} and id = ${part} and coalesce(merged_into, id) = ${customer}`.execute(
    db,
  )
  return rows.length > 0
}
