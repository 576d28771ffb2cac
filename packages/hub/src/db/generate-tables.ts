/** Prints `tables.gen.ts` for the migrated schema. Run by `npm run generate`; a test compares the committed file. */
import { sql } from 'kysely'
import type { Db } from './database.ts'

interface Column {
  table_name: string
  column_name: string
  udt_name: string
  is_nullable: 'YES' | 'NO'
  hasDefault: boolean
}

const types: Record<string, string> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  text: 'string',
  uuid: 'string',
  bool: 'boolean',
  timestamptz: 'Date',
  json: 'JsonColumn',
  jsonb: 'JsonColumn',
  _int8: 'number[]',
  _text: 'string[]',
}

export async function generateTables(db: Db): Promise<string> {
  const { rows } = await sql<Column>`
    select table_name, column_name, udt_name, is_nullable,
      (column_default is not null or is_identity = 'YES') as "hasDefault"
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely%'
    order by table_name, ordinal_position`.execute(db)
  const tables = Map.groupBy(rows, (row) => row.table_name)
  const blocks = [...tables].map(([table, columns]) => {
    const lines = columns.map((column) => `  ${column.column_name}: ${typeOf(column)}`)
    return `export interface ${pascal(table)}Table {\n${lines.join('\n')}\n}\n`
  })
  const names = [...tables.keys()].map((table) => `  ${table}: ${pascal(table)}Table`)
  return [
    '// Made by `npm run generate` from the migrated schema. Do not edit.',
    "import type { ColumnType, Generated } from 'kysely'",
    "import type { Json } from '@trefoil/sdk'",
    '',
    '/** Read as a value, written as JSON text: an array would become a PostgreSQL array. */',
    'export type JsonColumn = ColumnType<Json, string, string>',
    '',
    ...blocks,
    `export interface Tables {\n${names.join('\n')}\n}\n`,
  ].join('\n')
}

function typeOf(column: Column): string {
  const type = types[column.udt_name]
  if (type === undefined)
    throw new Error(`No TypeScript type for ${column.udt_name} of ${column.table_name}.${column.column_name}`)
  const nullable = column.is_nullable === 'YES'
  if (type === 'JsonColumn') {
    if (nullable) return 'ColumnType<Json, string | null | undefined, string | null>'
    return column.hasDefault ? 'ColumnType<Json, string | undefined, string>' : 'JsonColumn'
  }
  const full = nullable ? `${type} | null` : type
  return column.hasDefault ? `Generated<${full}>` : full
}

function pascal(name: string): string {
  return name.replaceAll(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
}
