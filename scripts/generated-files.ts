import { generateClient } from '../packages/hub/src/api/generate-client.ts'
import { errorsPage } from '../packages/hub/src/catalogue/errors-page.ts'
import type { Db } from '../packages/hub/src/db/database.ts'
import { generateTables } from '../packages/hub/src/db/generate-tables.ts'
import { schemas } from '../packages/hub/src/recipes/definition.ts'
import { formulaPage } from '../packages/hub/src/recipes/formula-page.ts'
import { schemaText } from '../packages/hub/src/recipes/schema-text.ts'
import { connectors } from '../packages/hub/src/registry.ts'

/** What is made from other files of this repository, and from a database with their schema: path → text. */
export async function generatedFiles(migrated: Db): Promise<Map<string, string>> {
  const client = await generateClient()
  return new Map([
    ['packages/hub/src/db/tables.gen.ts', await generateTables(migrated)],
    ['packages/hub/src/client/generated/openapi.json', client.openapi],
    ['packages/hub/src/client/generated/openapi.gen.ts', client.types],
    ['docs/reference/formula.md', formulaPage(connectors.values())],
    ['docs/reference/errors.md', errorsPage()],
    ...Object.keys(schemas).map((file): [string, string] => [`recipes/${file}`, schemaText(file)]),
  ])
}
