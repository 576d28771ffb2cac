import type { FlowDefinition } from '@trefoil/mapping'
import { stringify } from 'yaml'

/** The file that a flow is exported as. Editors complete it by the schema that stands beside it. */
export function flowText(definition: FlowDefinition): string {
  const { name, title, says, entity, direction, endpoint, triggers, mappings, ...rest } = definition
  const ordered = { name, title, says, entity, direction, endpoint, triggers, mappings, ...rest }
  const text = stringify(ordered, { lineWidth: 120, aliasDuplicateObjects: false, keepUndefined: false })
  return `# yaml-language-server: $schema=./flow.schema.json\n${text}`
}
