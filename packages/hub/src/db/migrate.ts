import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type QueryExecutorProvider, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './database.ts'

const folder = join(import.meta.dirname, 'migrations')

/** Brings the schema to the newest version. Safe to call at each start and from several processes at once. */
export async function migrate(db: Db): Promise<string[]> {
  const known = migrations()
  if (await hasExactly(db, Object.keys(known))) return []
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
  const { error, results } = await migrator.migrateToLatest()
  const failed = results?.find((result) => result.status === 'Error')
  if (error !== undefined) {
    const which =
      failed === undefined ? 'The database could not be migrated' : `Migration ${failed.migrationName} failed`
    throw new Error(`${which}; nothing of it was kept`, { cause: error })
  }
  return (results ?? []).map((result) => result.migrationName)
}

/** Nearly every start finds nothing to do, and learns it by two short questions: the migrator's own look is a long one. */
async function hasExactly(db: Db, names: readonly string[]): Promise<boolean> {
  const { rows: tables } = await sql`select where to_regclass('kysely_migration') is not null`.execute(db)
  if (tables.length === 0) return false
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const applied = new Set(rows.map(({ name }) => name))
  return applied.symmetricDifference(new Set(names)).size === 0
}

function migrations(): Record<string, Migration> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return Object.fromEntries(files.map((file) => [file.slice(0, -4), { up: (db) => runScript(db, file) }]))
}

/** Each statement of a file of `migrations/`, in order. */
export async function runScript(db: QueryExecutorProvider, file: string): Promise<void> {
  const script = readFileSync(join(folder, file), 'utf8')
  for (const statement of script.split(/;\n/)) {
    if (statement.replaceAll(/--.*/g, '').trim() !== '') await sql.raw(statement).execute(db)
  }
}
