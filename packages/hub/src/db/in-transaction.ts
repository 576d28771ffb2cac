import type { Db, Tx } from './database.ts'

/** A deadlock, and a snapshot that another transaction overtook. */
const brokenOff = new Set(['40P01', '40001'])
const mostAttempts = 5

/**
 * Does the work in one transaction. Two that write the same rows in different orders cannot both go on: the database
 * breaks one off, of which nothing is stored, and that one is done again. So the work must do nothing but store.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (!isBrokenOff(error) || attempt === mostAttempts) throw error
    }
  }
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && brokenOff.has(String(error.code))
}
