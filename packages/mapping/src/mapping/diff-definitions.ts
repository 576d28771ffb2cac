/** What changed between two versions of a flow, rule by rule. */
import type { ChildDefinition, FlowDefinition, MappingCase, MappingDefinition, Rule } from '../definition.ts'
import { difference, type Patch } from '../fold/difference.ts'
import { canonical } from '../formula/names.ts'
import type { Json, JsonObject } from '../json.ts'

/**
 * Mappings and children are told apart by name, rules by their destination: `mappings/Add/rules/city/field`. A moved
 * rule is no change; the order of mappings is, for the first one whose filter lets a record pass is used.
 */
export function diffDefinitions(before: FlowDefinition, after: FlowDefinition): Patch {
  return difference(keyed(before), keyed(after))
}

function keyed(flow: FlowDefinition): JsonObject {
  const { mappings, triggers, brakes, cases = [], ...rest } = flow
  return {
    ...rest,
    ...(brakes === undefined ? {} : { brakes: { ...brakes } }),
    triggers: { ...triggers },
    order: mappings.map((mapping) => mapping.name),
    mappings: unique(mappings.map(keyedMapping)),
    cases: unique(cases.map(keyedCase)),
  }
}

function keyedMapping({ rules, children = [], errorFilter, ...rest }: MappingDefinition): JsonObject {
  return {
    id: rest.name,
    ...rest,
    ...(errorFilter === undefined ? {} : { errorFilter: { ...errorFilter } }),
    rules: unique(rules.map(keyedRule)),
    children: unique(children.map(keyedChild)),
  }
}

function keyedChild({ rules, ...rest }: ChildDefinition): JsonObject {
  return { id: rest.name, ...rest, rules: unique(rules.map(keyedRule)) }
}

function keyedRule(rule: Rule): JsonObject {
  const id = canonical(rule.to) + (rule.only === undefined ? '' : ` (${rule.only})`)
  if (!('lookup' in rule)) return { id, ...rule }
  const { lookup, ...rest } = rule
  return { id, ...rest, lookup: { ...lookup } }
}

function keyedCase({ expect, ...rest }: MappingCase): JsonObject {
  return { id: rest.name, ...rest, expect: { ...expect } }
}

/** Two of the same name are numbered, so that neither hides the other. */
function unique(list: JsonObject[]): Json[] {
  const seen = new Map<Json | undefined, number>()
  return list.map((member) => {
    const count = (seen.get(member.id) ?? 0) + 1
    seen.set(member.id, count)
    return count === 1 ? member : { ...member, id: `${member.id} #${count}` }
  })
}
