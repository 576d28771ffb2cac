/** Writes every generated file anew. `npm run generate`; a test fails where a committed one is stale. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFiles } from './generated-files.ts'

const root = join(import.meta.dirname, '..')
for (const [file, text] of await generatedFiles()) {
  writeFileSync(join(root, file), text)
  console.log(`wrote ${file}`)
}
// Made from the vendor's specification, by a program of the connector's own.
await import('../connectors/klaviyo/scripts/generate.ts')
