/** The stores of the business. */
import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { StoreTable } from '../db/tables.gen.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'

/** What a person says of a store. Null: not known. */
export interface StoreFields {
  name: string
  nickname: string | null
  phone: string | null
  website: string | null
  address1: string | null
  address2: string | null
  city: string | null
  region: string | null
  postalCode: string | null
  country: string | null
}

export interface Store extends StoreFields {
  id: number
  archivedAt: Date | null
  createdAt: Date
}

/** In the order of their ids; those that are archived only where they are asked for. */
export async function listStores(
  db: Db | Tx,
  workspace: number,
  of: { isArchived: boolean; after: number; limit: number },
): Promise<Store[]> {
  const rows = await db
    .selectFrom('store')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('archived_at', of.isArchived ? 'is not' : 'is', null)
    .where('id', '>', of.after)
    .orderBy('id')
    .limit(of.limit)
    .execute()
  return rows.map(storeFrom)
}

export async function findStore(db: Db | Tx, workspace: number, id: number): Promise<Store | null> {
  const row = await db
    .selectFrom('store')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : storeFrom(row)
}

/** Whoever changes stores or their keys waits here, until the transaction ends. */
export async function lockStores(tx: Tx, workspace: number): Promise<void> {
  await sql`select pg_advisory_xact_lock('store'::regclass::int, ${workspace}::int)`.execute(tx)
}

/** Null: another store has the name. */
export async function insertStore(tx: Tx, workspace: number, fields: StoreFields, now: Date): Promise<Store | null> {
  const row = await tx
    .insertInto('store')
    .values({ workspace_id: workspace, ...columnsOf(fields), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : storeFrom(row)
}

/** False: another store has the name, and the transaction is at its end. */
export async function updateStore(
  tx: Tx,
  workspace: number,
  id: number,
  change: StoreFields & { archivedAt: Date | null },
): Promise<boolean> {
  try {
    await tx
      .updateTable('store')
      .set({ ...columnsOf(change), archived_at: change.archivedAt })
      .where('workspace_id', '=', workspace)
      .where('id', '=', id)
      .execute()
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

function columnsOf(fields: StoreFields) {
  const { name, nickname, phone, website, address1, address2, city, region, postalCode, country } = fields
  return { name, nickname, phone, website, address1, address2, city, region, postal_code: postalCode, country }
}

function storeFrom(row: Selectable<StoreTable>): Store {
  const { id, name, nickname, phone, website, address1, address2, city, region, country } = row
  return {
    ...{ id, name, nickname, phone, website, address1, address2, city, region, country },
    postalCode: row.postal_code,
    archivedAt: row.archived_at,
    createdAt: row.created_at,
  }
}
