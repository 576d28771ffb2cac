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

/** How customers stand towards the flows that send them, with the id under which each destination knows them. */
export interface CustomerDelivery {
  recordId: number
  flow: string
  /** False: it rests, and what is due for it waits. */
  isEnabled: boolean
  connection: string
  connector: string
  state: string
  /** Null: not linked there. */
  externalId: string | null
  fault: JsonObject | null
  updatedAt: Date
}

export async function deliveriesOfCustomers(
  db: Db | Tx,
  workspaceId: number,
  recordIds: number[],
): Promise<CustomerDelivery[]> {
  if (recordIds.length === 0) return []
  // The link that a delivery goes by: the record's own before one that came by a merge.
  const { rows } = await sql<CustomerDelivery>`
    select d.record_id as "recordId", f.name as flow, f.state = 'enabled' and c.state = 'active' as "isEnabled",
      c.name as connection, c.connector, d.state, d.fault, d.updated_at as "updatedAt", l.external_id as "externalId"
    from unnest(${recordIds}::bigint[]) as asked(id)
    join delivery d on d.workspace_id = ${workspaceId} and d.record_id = asked.id
    join flow f on f.workspace_id = d.workspace_id and f.id = d.flow_id
    join connection c on c.workspace_id = f.workspace_id and c.id = f.connection_id
    left join lateral (
      select external_id from link
      where workspace_id = d.workspace_id and record_id = d.record_id and connection_id = c.id and entity = f.entity
        and gone_at is null
      order by coalesce(behind, 0), id limit 1
    ) l on true
    order by c.connector <> 'clover', f.id`.execute(db)
  return rows.map((row) => ({ ...row, recordId: Number(row.recordId) }))
}
