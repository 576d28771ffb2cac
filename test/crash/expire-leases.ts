import { openDatabase } from '../../packages/hub/src/db/database.ts'
import type { Place } from '../database/test-database.ts'

/** A killed worker's lease holds for half a minute more. On PostgreSQL, where another might live, that time passes here. */
export async function expireLeases(place: Place): Promise<void> {
  if ('dataDir' in place) return
  const database = await openDatabase(place)
  await database.kysely
    .updateTable('connection')
    .set({ lease_until: new Date(0) })
    .execute()
  await database.close()
}
