import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type QueryExecutorProvider, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './database.ts'
import { UnreachableError } from './postgres.ts'

const folder = join(import.meta.dirname, 'migrations')

/**
 * Brings the schema to the newest version. Safe to call at each start and from several processes at once.
 * Throws `UnreachableError` where a newer version of the hub has been there.
 */
export async function migrate(db: Db): Promise<string[]> {
  const known = migrations()
  const applied = await appliedIn(db)
  const later = [...applied].filter((name) => known[name] === undefined)
  if (later.length > 0) {
    throw new UnreachableError(
      `The database was changed by another version of Trefoil, by ${later.join(', ')}, which this one does not know. ` +
        'Nothing was touched: start that version or a newer one, or give this one a data directory (TREFOIL_DATA_DIR) or database of its own',
    )
  }
  if (applied.size === Object.keys(known).length) return []
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
async function appliedIn(db: Db): Promise<Set<string>> {
  const { rows: tables } = await sql`select where to_regclass('kysely_migration') is not null`.execute(db)
  if (tables.length === 0) return new Set()
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

function migrations(): Record<string, Migration> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return Object.fromEntries(files.map((file) => [file.slice(0, -4), { up: (db) => untimed(db, file) }]))
}

/** To write a table of millions anew takes longer than any other statement may. Within the migrator's transaction. */
async function untimed(db: QueryExecutorProvider, file: string): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await runScript(db, file)
}

/** Each statement of a file of `migrations/`, in order. */
export async function runScript(db: QueryExecutorProvider, file: string): Promise<void> {
  const script = readFileSync(join(folder, file), 'utf8')
  for (const statement of script.split(/;\n/)) {
    if (statement.replaceAll(/--.*/g, '').trim() !== '') await sql.raw(statement).execute(db)
  }
}
