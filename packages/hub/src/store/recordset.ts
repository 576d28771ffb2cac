import { type RawBuilder, sql } from 'kysely'

/**
 * Rows of one page as a table named r: one statement, however many rows. A column travels as one text, cut where it
 * arrives: to read each document by itself is much cheaper than to read one that holds them all, and to take it apart.
 * Columns are given as in a table's definition: `id bigint, data jsonb`.
 */
export function recordset(rows: readonly object[], columns: string): RawBuilder<unknown> {
  const parts = columns.split(', ').map((column) => {
    const [name = '', type = ''] = column.split(' ')
    const values = textsOf(rows, name.replaceAll('"', ''), type.startsWith('json'))
    return { name, type, list: listOf(values, type === 'text') }
  })
  const casts = parts.map(({ name, type }) => `u.${name}::${type}`).join(', ')
  const names = parts.map(({ name }) => name).join(', ')
  const lists = sql.join(parts.map(({ list }) => list))
  return sql`(select ${sql.raw(casts)} from unnest(${lists}) as u(${sql.raw(names)})) as r`
}

function textsOf(rows: readonly object[], name: string, isDocument: boolean): (string | null)[] {
  return rows.map((row) => {
    const value: unknown = Reflect.get(row, name)
    if (value === null || value === undefined) return null
    if (isDocument) return JSON.stringify(value)
    return value instanceof Date ? value.toISOString() : String(value)
  })
}

/** Control characters, which stand in no document, number or date: JSON writes them in other words. */
const [between, nothing] = ['\u001e', '\u001f']

function listOf(values: (string | null)[], isText: boolean): RawBuilder<unknown> {
  const text = values.map((value) => value ?? nothing).join(between)
  // An empty text would be an empty list; and a vendor may put anything into an id.
  const isPlain = text !== '' && !(isText && values.some((value) => value !== null && holdsMark(value)))
  return isPlain ? sql`string_to_array(${text}, E'\\x1e', E'\\x1f')` : sql`${values}::text[]`
}

function holdsMark(text: string): boolean {
  return text.includes(between) || text.includes(nothing)
}
