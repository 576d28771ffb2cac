import { z } from 'zod'
import { schemas } from './definition.ts'

/** The text of a committed JSON Schema file, e.g. `recipe.schema.json`: what editors complete recipes by. */
export function schemaText(file: string): string {
  const entry = schemas[file]
  if (entry === undefined) throw new Error(`There is no schema called ${file}`)
  const { $schema, ...schema } = z.toJSONSchema(entry.schema, { target: 'draft-7', io: 'input' })
  return `${JSON.stringify({ $schema, title: entry.title, ...schema }, null, 2)}\n`
}
