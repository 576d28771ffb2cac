import type { JsonObject } from '@trefoil/mapping'
import {
  checkFlow,
  type EntityShape,
  type FlowDefinition,
  type FlowDiagnostic,
  type LookupSignature,
  type MappingDefinition,
  type Rule,
  shapeOf,
  shapeOfJsonSchema,
} from '@trefoil/mapping'
import type { Schemas } from '../../../api.ts'

/** What a flow stands in: both shapes, the look-ups that its formulas may call, and how the destination finds records. */
export interface Surroundings {
  source: EntityShape | undefined
  destination: EntityShape | undefined
  lookups: LookupSignature[]
  matchBy: readonly string[]
}

export function surroundingsOf(flow: Schemas['FlowInFull'], connector: Schemas['Connector'] | undefined): Surroundings {
  const isOfFlow = ({ name }: { name: string }) => name === flow.endpoint
  const target = connector?.targets.find(isOfFlow)
  const endpoint = flow.direction === 'to_hub' ? connector?.sources.find(isOfFlow) : target
  const theirs =
    endpoint === undefined
      ? undefined
      : shapeOfJsonSchema(`${connector?.title} ${endpoint.title}`, jsonOf(endpoint.schema))
  const hub = shapeOf(flow.entity)
  const lookups = connector?.lookups ?? []
  return flow.direction === 'to_hub'
    ? { source: theirs, destination: hub, lookups, matchBy: [] }
    : { source: hub, destination: theirs, lookups, matchBy: target?.matchBy ?? [] }
}

/** The very checks that the hub makes before it saves. */
export function check(definition: FlowDefinition, around: Surroundings): FlowDiagnostic[] {
  const { source, destination, lookups, matchBy } = around
  if (destination === undefined) return []
  return checkFlow(definition, { destination, lookups, matchBy, ...(source === undefined ? {} : { source }) })
}

/** A definition as it stands in the database: checked when it was saved, so that its shape need not be doubted here. */
export function definitionIn(flow: Schemas['FlowInFull']): FlowDefinition {
  return JSON.parse(JSON.stringify(flow.definition))
}

export function jsonOf(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value))
}

/** Where a table of rules stands: in a mapping, or in one of its children. */
export interface RulesPlace {
  mapping: number
  child: number | null
}

export function rulesAt(definition: FlowDefinition, { mapping, child }: RulesPlace): Rule[] {
  const found = definition.mappings[mapping]
  return (child === null ? found?.rules : found?.children?.[child]?.rules) ?? []
}

export function withRules(definition: FlowDefinition, place: RulesPlace, rules: Rule[]): FlowDefinition {
  return withMapping(definition, place.mapping, (mapping) => {
    if (place.child === null) return { ...mapping, rules }
    const children = (mapping.children ?? []).map((child, index) =>
      index === place.child ? { ...child, rules } : child,
    )
    return { ...mapping, children }
  })
}

export function withMapping(
  definition: FlowDefinition,
  at: number,
  change: (mapping: MappingDefinition) => MappingDefinition,
): FlowDefinition {
  const mappings = definition.mappings.map((mapping, index) => (index === at ? change(mapping) : mapping))
  return { ...definition, mappings }
}

export function diagnosticsAt(all: readonly FlowDiagnostic[], path: readonly (string | number)[]): FlowDiagnostic[] {
  return all.filter((each) => path.every((part, index) => each.path[index] === part))
}
