import type { Kysely, Transaction } from 'kysely'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { Tables } from './tables.gen.ts'

/** The hub's database: one Kysely over either engine. Only `store/` sees its tables. */
export interface Database {
  readonly engine: 'pglite' | 'postgres'
  readonly kysely: Db
  close(): Promise<void>
}

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/**
 * Opens PostgreSQL by its URL, else the embedded database in the data directory.
 * Throws `LockedError` where another process has the directory, `FullError` where its disk has no room, and
 * `UnreachableError` where no server answers.
 */
export async function openDatabase(
  place: { url: string } | { dataDir: string; leastRoom?: number },
): Promise<Database> {
  return 'url' in place ? openPostgres(place.url) : openPglite(place.dataDir, place.leastRoom)
}
