/** Customers as they stand at the counter. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { jsonObject } from './json-column.ts'
import { listRecords } from './record-view.ts'

export interface Customer {
  id: number
  data: JsonObject
}

/** A customer who stands in the lists, and whom nobody redeems for, or merges, until the transaction ends. */
export async function lockCustomer(tx: Tx, workspace: number, id: number): Promise<Customer | null> {
  const { rows } = await sql<{ id: number; data: JsonObject }>`
    select id, data from record
    where workspace_id = ${workspace} and id = ${id} and entity = 'Customer' and deleted_at is null
    for no key update`.execute(tx)
  return rows[0] ?? null
}

export async function customersById(
  db: Db | Tx,
  workspace: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, JsonObject>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; data: JsonObject }>`
    select id, data from record
    where workspace_id = ${workspace} and id = any(${[...new Set(ids)]}::bigint[]) and entity = 'Customer'`.execute(db)
  return new Map(rows.map(({ id, data }) => [id, jsonObject(data) ?? {}]))
}

/**
 * By what somebody at the counter says: the end of a phone number, in whatever way it is written, an e-mail address, a
 * number, or a name.
 */
export async function findCustomers(
  db: Db | Tx,
  workspace: number,
  of: { q: string; limit: number },
): Promise<Customer[]> {
  const digits = of.q.replaceAll(/\D/g, '')
  const isPhone = digits.length >= 4 && /^[\d\s()+./-]+$/.test(of.q)
  const byPhone = isPhone ? await withPhone(db, workspace, digits, of.limit) : []
  const rest = of.limit - byPhone.length
  if (rest === 0) return byPhone
  const byWords = await listRecords(db, workspace, { after: 0, limit: of.limit, entity: 'Customer', q: of.q })
  const known = new Set(byPhone.map(({ id }) => id))
  return [...byPhone, ...byWords.filter(({ id }) => !known.has(id)).slice(0, rest)]
}

/** National and international ways of writing a number share its last digits: of long numbers nine are enough. */
async function withPhone(db: Db | Tx, workspace: number, digits: string, limit: number): Promise<Customer[]> {
  const { rows } = await sql<{ id: number; data: JsonObject }>`
    select id, data from record
    where workspace_id = ${workspace} and entity = 'Customer' and deleted_at is null
      and jsonb_typeof(data->'addresses') = 'array'
      and exists (
        select from jsonb_array_elements(data->'addresses') as address
        where regexp_replace(address->>'phoneNumber', '[^0-9]', '', 'g') like ${`%${digits.slice(-9)}`}
      )
    order by id limit ${limit}`.execute(db)
  return rows
}
