import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateClient } from '../packages/hub/src/api/generate-client.ts'
import { openDatabase } from '../packages/hub/src/db/database.ts'
import { generateTables } from '../packages/hub/src/db/generate-tables.ts'
import { migrate } from '../packages/hub/src/db/migrate.ts'
import { schemas } from '../packages/hub/src/recipes/definition.ts'
import { schemaText } from '../packages/hub/src/recipes/schema-text.ts'

/** What is made from other files of this repository: path → text. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const client = await generateClient()
  return new Map([
    ['packages/hub/src/db/tables.gen.ts', await tables()],
    ['packages/hub/src/client/generated/openapi.json', client.openapi],
    ['packages/hub/src/client/generated/openapi.gen.ts', client.types],
    ...Object.keys(schemas).map((file): [string, string] => [`recipes/${file}`, schemaText(file)]),
  ])
}

async function tables(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-generate-'))
  const database = await openDatabase({ dataDir })
  try {
    await migrate(database.kysely)
    return await generateTables(database.kysely)
  } finally {
    await database.close()
    rmSync(dataDir, { recursive: true })
  }
}
