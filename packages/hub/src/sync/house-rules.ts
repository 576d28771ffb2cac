import type { FlowDefinition } from '@trefoil/mapping'
import type { WorkspaceSettings } from '../store/workspace-settings.ts'

/** A flow's definition, with what the business decided for all flows wherever this one says nothing. */
export function underHouseRules(
  definition: FlowDefinition,
  { brakes, identity }: Pick<WorkspaceSettings, 'brakes' | 'identity'>,
): FlowDefinition {
  const { mappings } = definition
  const isIncoming = definition.direction === 'to_hub'
  return {
    ...definition,
    brakes: { ...brakes, ...definition.brakes },
    mappings: isIncoming ? mappings.map((mapping) => ({ collision: identity.sameKey, ...mapping })) : mappings,
  }
}
