/** Customers as they stand at the counter. */
import type { JsonObject } from '@trefoil/sdk'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { jsonObject } from './json-column.ts'
import { listRecords } from './record-view.ts'

/** As many can be looked at beside those who are known. */
const mostSince = 1_000

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
  /** `follower` writes down who is known by which number. */
  of: { q: string; limit: number; follower: string },
): Promise<Customer[]> {
  const digits = of.q.replaceAll(/\D/g, '')
  const isPhone = digits.length >= 4 && /^[\d\s()+./-]+$/.test(of.q)
  const byPhone = isPhone ? await withPhone(db, workspace, { ...of, digits }) : []
  const rest = of.limit - byPhone.length
  if (rest === 0) return byPhone
  const byWords = await listRecords(db, workspace, { after: 0, limit: of.limit, entity: 'Customer', q: of.q })
  const known = new Set(byPhone.map(({ id }) => id))
  return [...byPhone, ...byWords.filter(({ id }) => !known.has(id)).slice(0, rest)]
}

/**
 * National and international ways of writing a number share its last digits: of long numbers nine are enough. Looked for
 * among those who are known by such a number and those who changed since that was written down; where none of them has
 * it, or too many changed, all are read through.
 */
async function withPhone(
  db: Db | Tx,
  workspace: number,
  of: { digits: string; limit: number; follower: string },
): Promise<Customer[]> {
  const ending = `%${of.digits.slice(-9)}`
  const { rows: since } = await sql<{ record_id: number }>`
    select record_id from change
    where workspace_id = ${workspace} and entity = 'Customer' and id > coalesce((
      select after_id from follower where workspace_id = ${workspace} and name = ${of.follower}), 0)
    order by id limit ${mostSince + 1}`.execute(db)
  if (since.length > mostSince) return endingSo(sql``)
  const changed = [...new Set(since.map(({ record_id }) => record_id))]
  const found = await endingSo(sql`and id in (
    select record_id from customer_trait where workspace_id = ${workspace} and trait = 'phone' and value like ${ending}
    union select unnest(${changed}::bigint[]))`)
  return found.length > 0 ? found : endingSo(sql``)

  async function endingSo(among: RawBuilder<unknown>): Promise<Customer[]> {
    const { rows } = await sql<{ id: number; data: JsonObject }>`
      select id, data from record
      where workspace_id = ${workspace} and entity = 'Customer' and deleted_at is null ${among}
        and jsonb_typeof(data->'addresses') = 'array'
        and exists (
          select from jsonb_array_elements(data->'addresses') as address
          where regexp_replace(address->>'phoneNumber', '[^0-9]', '', 'g') like ${ending}
        )
      order by id limit ${of.limit}`.execute(db)
    return rows
  }
}
