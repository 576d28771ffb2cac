import { schemaText } from '../recipes/schema-text.ts'

/** What stands beside an exported flow, so that editors complete it. */
export function flowSchemaText(): string {
  return schemaText('flow.schema.json')
}
