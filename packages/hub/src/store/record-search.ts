/** Finding records by what a person remembers of them. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/**
 * Records whose number or e-mail address begins so, by the index that keeps both unique: what holds a digit or an @
 * is looked up here first, and found among millions at once.
 */
export function hasKey(workspaceId: number, entity: string, word: string): RawBuilder<boolean> {
  const from = `${word.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`id in (select record_id from record_key where workspace_id = ${workspaceId}
    and entity = ${entity} and name in ('customerNumber', 'emailAddress') and value like ${from} limit 1000)`
}

/** Whether a question is for the index of keys: one word with a digit or an @ in it. */
export function isKeyLike(q: string): boolean {
  return /^\S{3,}$/.test(q) && /[\d@]/.test(q)
}

/** Every word must stand in the names, the e-mail address, the company or the number; a whole number may be the id. */
export function holdsWords(q: string): RawBuilder<boolean> {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const each = words.map((word) => sql<boolean>`search_text like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  const all = each.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(each, sql` and `)})`
  return /^\d{1,15}$/.test(q.trim()) ? sql<boolean>`(id = ${Number(q.trim())} or ${all})` : all
}

/** Which connections stand behind each of these records, by name. */
export async function sourcesOf(
  db: Db | Tx,
  workspaceId: number,
  recordIds: number[],
): Promise<ReadonlyMap<number, string[]>> {
  if (recordIds.length === 0) return new Map()
  const { rows } = await sql<{ record_id: number; names: string[] }>`
    select link.record_id, array_agg(distinct connection.name order by connection.name) as names
    from link join connection on connection.workspace_id = link.workspace_id and connection.id = link.connection_id
    where link.workspace_id = ${workspaceId} and link.record_id = any(${recordIds}::bigint[]) and link.gone_at is null
    group by link.record_id`.execute(db)
  return new Map(rows.map(({ record_id, names }) => [record_id, names]))
}
