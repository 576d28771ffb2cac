/** Who filled in the shop's own form. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** A sign-up as it is stored. */
export interface NewSignUp {
  id: number
  recordId: number
  /** Whether the hub had the customer already. */
  how: 'new' | 'joined'
  /** Fields in which the record said something else. */
  differs: string[]
  language: string
  at: Date
}

/** A sign-up as people look at it, with the customer that it belongs to by now. */
export interface SignUpRow extends NewSignUp {
  customer: JsonObject
}

export async function reserveSignUpId(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`select nextval('sign_up_id')::int8 as id`.execute(db)
  return Number(rows[0]?.id)
}

/** Whoever signs up waits here until the transaction ends: two of one moment with one phone are one customer. */
export async function lockSignUps(tx: Tx, workspaceId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('sign_up'), ${workspaceId}::int)`.execute(tx)
}

export async function insertSignUp(tx: Tx, workspaceId: number, signUp: NewSignUp): Promise<void> {
  const { id, recordId, how, differs, language, at } = signUp
  await tx
    .insertInto('sign_up')
    .values({ workspace_id: workspaceId, id, record_id: recordId, how, differs, language, at })
    .execute()
}

/** The newest first. A customer that was merged is named by the one that goes on: the link moved there. */
export async function listSignUps(
  db: Db | Tx,
  workspaceId: number,
  page: { before: number | null; limit: number },
): Promise<SignUpRow[]> {
  const { rows } = await sql<SignUpRow>`
    select s.id, r.id as "recordId", s.how, s.differs, s.language, s.at, r.data as customer
    from sign_up s
    left join link l on l.workspace_id = s.workspace_id and l.connection_id = 0 and l.entity = 'Customer'
      and l.external_id = 'sign-up:' || s.id
    join record r on r.workspace_id = s.workspace_id and r.id = coalesce(l.record_id, s.record_id)
    where s.workspace_id = ${workspaceId} and s.id < ${page.before ?? Number.MAX_SAFE_INTEGER}::bigint
    order by s.id desc limit ${page.limit}`.execute(db)
  return rows.map((row) => ({ ...row, id: Number(row.id), recordId: Number(row.recordId) }))
}

/** Customers with a phone of these last digits. The numbers as they are written tell which of them are meant. */
export async function selectCustomersByDigits(
  db: Db | Tx,
  workspaceId: number,
  lastDigits: string,
): Promise<{ id: number; data: JsonObject }[]> {
  const { rows } = await sql<{ id: number; data: JsonObject }>`
    select id, data from record
    where workspace_id = ${workspaceId} and entity = 'Customer' and deleted_at is null and data ? 'addresses'
      and jsonb_path_exists(data, '$.addresses[*].phoneNumber')
      and exists (
        select from jsonb_path_query(data, '$.addresses[*].phoneNumber') as phone(value)
        where right(regexp_replace(phone.value #>> '{}', '[^0-9]', '', 'g'), ${lastDigits.length}::int) = ${lastDigits})
    order by id limit 20`.execute(db)
  return rows.map((row) => ({ ...row, id: Number(row.id) }))
}
