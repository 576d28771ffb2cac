/** Writes every generated file anew. `npm run generate`; a test fails where a committed one is stale. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generatedOperations, operationsFile } from '../connectors/shopify/scripts/generated-operations.ts'
import { openDatabase } from '../packages/hub/src/db/database.ts'
import { migrate } from '../packages/hub/src/db/migrate.ts'
import { generatedFiles } from './generated-files.ts'

const root = join(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-generate-'))
const { kysely, close } = await openDatabase({ dataDir })
try {
  await migrate(kysely)
  for (const [file, text] of await generatedFiles(kysely)) {
    writeFileSync(join(root, file), text)
    console.log(`wrote ${file}`)
  }
} finally {
  await close()
  rmSync(dataDir, { recursive: true })
}
// Made from the vendor's specification, by a program of the connector's own.
await import('../connectors/klaviyo/scripts/generate.ts')
writeFileSync(join(root, operationsFile), await generatedOperations())
