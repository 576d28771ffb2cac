import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateClient } from '../packages/hub/src/api/generate-client.ts'
import { errorsPage } from '../packages/hub/src/catalogue/errors-page.ts'
import { openDatabase } from '../packages/hub/src/db/database.ts'
import { generateTables } from '../packages/hub/src/db/generate-tables.ts'
import { migrate } from '../packages/hub/src/db/migrate.ts'
import { schemas } from '../packages/hub/src/recipes/definition.ts'
import { formulaPage } from '../packages/hub/src/recipes/formula-page.ts'
import { schemaText } from '../packages/hub/src/recipes/schema-text.ts'
import { connectors } from '../packages/hub/src/registry.ts'

/** What is made from other files of this repository: path → text. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const client = await generateClient()
  return new Map([
    ['packages/hub/src/db/tables.gen.ts', await tables()],
    ['packages/hub/src/client/generated/openapi.json', client.openapi],
    ['packages/hub/src/client/generated/openapi.gen.ts', client.types],
    ['docs/reference/formula.md', formulaPage(connectors.values())],
    ['docs/reference/errors.md', errorsPage()],
    ...Object.keys(schemas).map((file): [string, string] => [
      `recipes/${file}`,
      formatted(`recipes/${file}`, schemaText(file)),
    ]),
  ])
}

/** Broken into lines as the formatter breaks every other file. */
function formatted(file: string, text: string): string {
  const biome = join(import.meta.dirname, '../node_modules/.bin/biome')
  return execFileSync(biome, ['format', `--stdin-file-path=${file}`], { input: text, encoding: 'utf8' })
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
