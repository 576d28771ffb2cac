/** Commits pairs of records until it is killed, and tells the number of each pair after its commit. */
import { openDatabase } from './database.ts'

const [, , dataDir = '', after = '0'] = process.argv
const { kysely } = await openDatabase({ dataDir })
const data = JSON.stringify({ note: 'x'.repeat(2_000) })
for (let id = Number(after) + 1; ; id += 1) {
  await kysely.transaction().execute(async (tx) => {
    for (const workspace_id of [1, 2]) {
      await tx.insertInto('record').values({ workspace_id, id, entity: 'Customer', data, provenance: '{}' }).execute()
    }
  })
  process.stdout.write(`${id}\n`)
}
