import type { ChildDefinition, Direction, FlowDefinition, MappingDefinition, Rule, RuleTarget } from '../definition.ts'
import type { Json } from '../json.ts'
import { type CheckFlowEnvironment, checkFlow } from './check-flow.ts'
import type { FlowDiagnostic } from './diagnostic.ts'

/** The flow the other way round, as a draft: what could not be turned is listed, with the reason. */
export interface ReversedFlow {
  flow: FlowDefinition
  left: LeftOut[]
}

export interface LeftOut {
  mapping: string
  /** The destination field of the rule that was left out; absent: the mapping or its filter itself. */
  to?: string
  why: string
}

export function reverseFlow(definition: FlowDefinition, target: { name: string; endpoint: string }): ReversedFlow {
  const direction: Direction = definition.direction === 'to_hub' ? 'from_hub' : 'to_hub'
  const left: LeftOut[] = []
  const mappings = definition.mappings.flatMap((mapping) => reverseMapping(mapping, direction, left) ?? [])
  const triggers = direction === 'from_hub' ? { changes: true } : {}
  const { title, entity } = definition
  return { flow: { ...target, title: turn(title, direction), entity, direction, triggers, mappings }, left }
}

function reverseMapping(mapping: MappingDefinition, direction: Direction, left: LeftOut[]): MappingDefinition | null {
  const { name, type } = mapping
  if (type === 'delete' || type === 'update_on_delete') {
    left.push({ mapping: name, why: 'what follows from a deletion is decided for each direction by itself' })
    return null
  }
  if (mapping.filter !== undefined || mapping.errorFilter !== undefined) {
    left.push({ mapping: name, why: 'its filters read fields of the old source' })
  }
  const children = mapping.children?.map((child) => reverseChild(child, direction, left))
  return {
    name: turn(name, direction),
    type,
    rules: reverseRules(mapping.rules, name, left),
    ...(children === undefined ? {} : { children }),
  }
}

function reverseChild(child: ChildDefinition, direction: Direction, left: LeftOut[]): ChildDefinition {
  return {
    name: turn(child.name, direction),
    from: child.to,
    to: child.from ?? child.to,
    key: 'id',
    ...(child.onRemoved === undefined ? {} : { onRemoved: child.onRemoved }),
    rules: reverseRules(child.rules, child.name, left),
  }
}

function reverseRules(rules: Rule[], mapping: string, left: LeftOut[]): Rule[] {
  const taken = new Set<string>()
  return rules.flatMap((rule) => {
    const reversed = reverseRule(rule)
    if (typeof reversed === 'string') {
      left.push({ mapping, to: rule.to, why: reversed })
      return []
    }
    if (taken.has(reversed.to)) {
      left.push({ mapping, to: rule.to, why: `${reversed.to} is filled by another rule already` })
      return []
    }
    taken.add(reversed.to)
    return [reversed]
  })
}

function reverseRule(rule: Rule): Rule | string {
  const kept: Omit<RuleTarget, 'to'> = rule.only === undefined ? {} : { only: rule.only }
  if ('field' in rule) {
    return /^parent\./i.test(rule.field) ? 'it reads the parent' : { to: rule.field, field: rule.to, ...kept }
  }
  if ('static' in rule) return 'a constant has no source to go back to'
  if ('formula' in rule) return 'a formula cannot be turned round: write the other one by hand'
  const { field, table } = rule.lookup
  const inverse: Record<string, Json> = {}
  for (const [from, to] of Object.entries(table)) {
    const key = typeof to === 'object' ? null : String(to)
    if (key === null || Object.hasOwn(inverse, key)) return 'two entries of its table lead to the same value'
    inverse[key] = from
  }
  return { to: field, lookup: { field: rule.to, table: inverse }, ...kept }
}

function turn(name: string, direction: Direction): string {
  const turned =
    direction === 'from_hub' ? name.replace(/\bto hub\b/i, 'From hub') : name.replace(/\bfrom hub\b/i, 'To hub')
  return turned === name ? `${name} (${direction === 'from_hub' ? 'From hub' : 'To hub'})` : turned
}

/** The same without the rules and children that the check refuses: what they would fill or read is not there. */
export function fitFlow({ flow, left }: ReversedFlow, environment: CheckFlowEnvironment): ReversedFlow {
  const errors = checkFlow(flow, environment).filter(({ severity }) => severity === 'error')
  const out = [...left]
  const fits = (mapping: string, at: readonly (string | number)[], to: string): boolean => {
    const fault = errors.find(({ path }) => isUnder(path, at))
    if (fault !== undefined) out.push({ mapping, to, why: fault.message })
    return fault === undefined
  }
  const fitRules = (name: string, rules: Rule[], at: readonly (string | number)[]) =>
    rules.filter((rule, index) => fits(name, [...at, 'rules', index], rule.to))
  const fitChild = (child: ChildDefinition, at: readonly (string | number)[]): ChildDefinition[] => {
    const isThere = ['from', 'to', 'key'].every((part) => fits(child.name, [...at, part], child.to))
    return isThere ? [{ ...child, rules: fitRules(child.name, child.rules, at) }] : []
  }
  const mappings = flow.mappings.map((mapping, index) => {
    const at = ['mappings', index]
    const rules = fitRules(mapping.name, mapping.rules, at)
    const children = mapping.children?.flatMap((child, place) => fitChild(child, [...at, 'children', place]))
    return { ...mapping, rules, ...(children === undefined ? {} : { children }) }
  })
  return { flow: { ...flow, mappings }, left: out }
}

function isUnder(path: FlowDiagnostic['path'], at: readonly (string | number)[]): boolean {
  return at.every((step, index) => path[index] === step)
}
