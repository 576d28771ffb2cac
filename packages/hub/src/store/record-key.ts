import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

/** One unique key of a record: (customerNumber, C-77). */
export interface KeyRow {
  name: string
  value: string
  record_id: number
}

/** Who holds which of these values of one key. */
export async function selectKeyHolders(
  db: Db | Tx,
  workspace: number,
  entity: string,
  key: { name: string; values: string[] },
): Promise<KeyRow[]> {
  if (key.values.length === 0) return []
  // One look-up a value, whatever the planner thinks: with `any` and no statistics yet it reads the whole index.
  const { rows } = await sql<KeyRow>`
    select k.name, k.value, k.record_id from unnest(${key.values}::text[]) as v(value)
    cross join lateral (
      select name, value, record_id from record_key
      where workspace_id = ${workspace} and entity = ${entity} and name = ${key.name} and value = v.value
      limit 1
    ) k`.execute(db)
  return rows
}

/** Fails with a unique violation where somebody else took one of them just now. */
export async function insertKeys(tx: Tx, workspace: number, entity: string, keys: KeyRow[]): Promise<void> {
  if (keys.length === 0) return
  // No `on conflict`: it makes each row half as dear again, and a key that is taken spoils the whole page anyway.
  await sql`
    insert into record_key (workspace_id, entity, name, value, record_id)
    select ${workspace}, ${entity}, r.name, r.value, r.record_id
    from ${recordset(keys, 'name text, value text, record_id bigint')}`.execute(tx)
}

export async function deleteKeys(tx: Tx, workspace: number, entity: string, keys: KeyRow[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    delete from record_key k using ${recordset(keys, 'name text, value text, record_id bigint')}
    where k.workspace_id = ${workspace} and k.entity = ${entity}
      and k.name = r.name and k.value = r.value and k.record_id = r.record_id`.execute(tx)
}
