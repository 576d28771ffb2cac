/** Writes every generated file anew. `npm run generate`; a test fails where a committed one is stale. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../packages/hub/src/db/database.ts'
import { generateTables } from '../packages/hub/src/db/generate-tables.ts'
import { migrate } from '../packages/hub/src/db/migrate.ts'

const root = join(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-generate-'))
const database = await openDatabase({ dataDir })
await migrate(database.kysely)
write('packages/hub/src/db/tables.gen.ts', await generateTables(database.kysely))
await database.close()
rmSync(dataDir, { recursive: true })

function write(file: string, text: string): void {
  writeFileSync(join(root, file), text)
  console.log(`wrote ${file}`)
}
