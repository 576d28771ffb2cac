import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { planner } from './planner.ts'

/** The server named by DATABASE_URL does not answer, or refuses us. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

const int8 = 20
const int8Array = 1016

/** Our bigints are ids far below 2^53; sums and counts as well. No array of ours holds a null. */
const types = new pg.TypeOverrides()
types.setTypeParser(int8, Number)
types.setTypeParser(int8Array, (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)))

export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 8,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 120_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'trefoil',
    options: Object.entries(planner)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  })
  // An idle client that loses its server is replaced at the next use, which reports the trouble where it matters.
  pool.on('error', () => {})
  // Nor may one that loses it between two statements of a transaction end the process: its next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const { rows } = await pool.query<{ version: string }>("select current_setting('server_version_num') as version")
    const version = Number(rows[0]?.version)
    if (version < 150_000) throw new UnreachableError(`PostgreSQL ${version} is too old: Trefoil needs 15 or newer`)
  } catch (cause) {
    await pool.end()
    if (cause instanceof UnreachableError) throw cause
    throw new UnreachableError(
      `PostgreSQL does not answer at ${withoutPassword(url)}: check DATABASE_URL, the server and its pg_hba.conf`,
      { cause },
    )
  }
  const kysely: Database['kysely'] = new Kysely({ dialect: new PostgresDialect({ pool }) })
  // The pool itself: Kysely lets go of it only where it was used at least once.
  let closing: Promise<void> | undefined
  return { engine: 'postgres', kysely, close: () => (closing ??= pool.end()) }
}

function withoutPassword(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null) return 'the given address, which is no URL'
  return `${parsed.hostname}:${parsed.port || 5432}${parsed.pathname}`
}
