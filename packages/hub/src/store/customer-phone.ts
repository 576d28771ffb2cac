/** Finding customers by the number that they can be called by. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

interface Found {
  id: number
  data: JsonObject
}

/**
 * Customers who are known by this phone, and all who changed since that was written down, of whom it is not known: the
 * numbers as they are written tell which of them are meant. Null: so much changed since that it says nothing.
 */
export async function selectKnownByPhone(
  db: Db | Tx,
  workspaceId: number,
  of: { phone: string; follower: string; mostSince: number },
): Promise<Found[] | null> {
  const { rows: since } = await sql<{ record_id: number }>`
    select record_id from change
    where workspace_id = ${workspaceId} and entity = 'Customer' and id > coalesce((
      select after_id from follower where workspace_id = ${workspaceId} and name = ${of.follower}), 0)
    order by id limit ${of.mostSince + 1}`.execute(db)
  if (since.length > of.mostSince) return null
  const changed = [...new Set(since.map(({ record_id }) => record_id))]
  const { rows } = await sql<Found>`
    select id, data from record
    where workspace_id = ${workspaceId} and entity = 'Customer' and deleted_at is null and id in (
      select record_id from customer_trait
      where workspace_id = ${workspaceId} and trait = 'phone' and value = ${of.phone}
      union select unnest(${changed}::bigint[]))
    order by id`.execute(db)
  return rows
}

/** Customers with a phone of these last digits: all of them are read through. */
export async function selectCustomersByDigits(db: Db | Tx, workspaceId: number, lastDigits: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id, data from record
    where workspace_id = ${workspaceId} and entity = 'Customer' and deleted_at is null and exists (
      select from jsonb_path_query(data, '$.addresses[*].phoneNumber') as phone(value)
      where right(regexp_replace(phone.value #>> '{}', '[^0-9]', '', 'g'), ${lastDigits.length}::int) = ${lastDigits})
    order by id limit 20`.execute(db)
  return rows
}
