/** Finding records by what a person remembers of them. */
import { type RawBuilder, sql } from 'kysely'

/**
 * Records of which a key begins so, as a number, an e-mail address or a SKU, by the index that keeps them unique: what
 * looks like one is looked up here first, and found among millions at once.
 */
export function hasKey(workspaceId: number, word: string, entity?: string): RawBuilder<boolean> {
  const from = `${word.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  const asked = Object.entries(keyNames).filter(([of]) => entity === undefined || of === entity)
  if (asked.length === 0) return sql<boolean>`false`
  // One range of the index for each: with an `or` over names it reads all of them.
  const found = asked.flatMap(([of, names]) =>
    names.map(
      (name) => sql`(select record_id from record_key where workspace_id = ${workspaceId}
        and entity = ${of} and name = ${name} and value like ${from} limit 1000)`,
    ),
  )
  return sql<boolean>`id in (${sql.join(found, sql` union all `)})`
}

/** The keys by which people know records, by entity. */
const keyNames: Readonly<Record<string, readonly string[]>> = {
  Customer: ['customerNumber', 'emailAddress'],
  Order: ['transactionNumber'],
  Product: ['sku'],
  InventoryLevel: ['skuAtLocation'],
}

/** Customers with a phone number that ends so, however it is written: by what they are known by, where the hub keeps it. */
export function hasPhone(workspaceId: number, q: string): RawBuilder<boolean> {
  const ending = `%${digitsOf(q).replace(/^0+/, '')}`
  return sql<boolean>`id in (
    select record_id from customer_trait
    where workspace_id = ${workspaceId} and trait = 'phone' and value like ${ending} limit 1000)`
}

/** Nothing but a phone number: seven digits or more, and what people write between them. */
export function isPhoneLike(q: string): boolean {
  return /^\+?[\d\s().\-/]+$/.test(q) && digitsOf(q).length >= 7
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}

/** Whether a question is for the index of keys: one word with a digit, an @ or a hyphen in it. */
export function isKeyLike(q: string): boolean {
  return /^\S{3,}$/.test(q) && /[\d@-]/.test(q)
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
