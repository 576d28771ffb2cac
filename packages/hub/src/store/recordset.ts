import { type RawBuilder, sql } from 'kysely'

/** Rows of one page as a table named r: one parameter, one statement, however many rows. */
export function recordset(rows: readonly object[], columns: string): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(columns)})`
}
