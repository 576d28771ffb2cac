/** All that can be said of a flow before it runs. */
import type { FlowDefinition, MappingDefinition, SyncType } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { canonical } from '../formula/names.ts'
import { checkFormulas } from './check-formulas.ts'
import { checkMapping } from './check-rules.ts'
import { compileMappings, type FlowEnvironment } from './compile-flow.ts'
import type { FlowDiagnostic } from './diagnostic.ts'
import { MappingError, type Path } from './mapping-error.ts'

/** With the source's shape, fields that it does not have are found, too. */
export interface CheckFlowEnvironment extends FlowEnvironment {
  source?: EntityShape
  /** Destination fields by which the other side finds a record that it has already. */
  matchBy?: readonly string[]
}

export function checkFlow(definition: FlowDefinition, environment: CheckFlowEnvironment): FlowDiagnostic[] {
  const found: FlowDiagnostic[] = [
    ...compileProblems(definition, environment),
    ...checkFormulas(definition, environment),
  ]
  for (const [index, mapping] of definition.mappings.entries()) {
    found.push(...checkMapping(definition, mapping, environment.destination, ['mappings', index]))
    found.push(...checkIdentifiers(mapping, environment, ['mappings', index, 'rules']))
  }
  found.push(...checkShadows(definition), ...checkTriggers(definition))
  return found
}

/** A flow together with the connection that it reads or writes. */
export interface PlacedFlow {
  connection: string
  definition: FlowDefinition
}

/** Two flows that move the same entity the same way over one connection: each overwrites what the other wrote. */
export interface FlowConflict {
  code: 'FLOW_CONFLICT'
  flows: [string, string]
  message: string
}

export function checkFlows(flows: readonly PlacedFlow[]): FlowConflict[] {
  const conflicts: FlowConflict[] = []
  for (const [index, one] of flows.entries()) {
    for (const other of flows.slice(index + 1)) {
      const conflict = conflictOf(one, other)
      if (conflict !== null) conflicts.push(conflict)
    }
  }
  return conflicts
}

function conflictOf(one: PlacedFlow, other: PlacedFlow): FlowConflict | null {
  const [a, b] = [one.definition, other.definition]
  if (one.connection !== other.connection || a.direction !== b.direction) return null
  if (a.entity !== b.entity || a.endpoint !== b.endpoint) return null
  const pairs = a.mappings.flatMap((left) => b.mappings.map((right) => [left, right] as const))
  const clash = pairs.find(([left, right]) => overlap(left.type, right.type))
  if (clash === undefined) return null
  const [left, right] = clash
  const way =
    a.direction === 'to_hub' ? `from ${a.endpoint} of ${one.connection}` : `to ${a.endpoint} of ${one.connection}`
  const message =
    `${a.name} (${left.name}) and ${b.name} (${right.name}) both move ${a.entity} records ${way}: ` +
    'each would overwrite what the other wrote'
  return { code: 'FLOW_CONFLICT', flows: [a.name, b.name], message }
}

function overlap(a: SyncType, b: SyncType): boolean {
  const parts = partsOf(b)
  return partsOf(a).some((part) => parts.includes(part))
}

function partsOf(type: SyncType): string[] {
  if (type === 'add_and_update') return ['add', 'update']
  return type === 'update_on_delete' ? ['delete'] : [type]
}

function compileProblems(definition: FlowDefinition, environment: FlowEnvironment): FlowDiagnostic[] {
  try {
    compileMappings(definition, environment)
    return []
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    // What is wrong with formulas is told by their own check, with a range and a fix.
    const others = error.problems.filter(({ code }) => code !== 'FORMULA')
    return others.map((problem) => ({ ...problem, severity: 'error' }))
  }
}

/** A mapping behind one that takes every record is never asked. */
function checkShadows({ mappings }: FlowDefinition): FlowDiagnostic[] {
  return mappings.flatMap((mapping, index) => {
    const parts = partsOf(mapping.type)
    const before = mappings
      .slice(0, index)
      .filter((other) => other.filter === undefined && overlap(other.type, mapping.type))
    if (!parts.every((part) => before.some((other) => partsOf(other.type).includes(part)))) return []
    const names = before.map((other) => other.name).join(' and ')
    const message = `${mapping.name} is never used: every such record is taken by ${names} before it`
    return [{ code: 'SHADOWED_MAPPING', severity: 'warning' as const, message, path: ['mappings', index] }]
  })
}

function checkTriggers({ direction, triggers }: FlowDefinition): FlowDiagnostic[] {
  const found: FlowDiagnostic[] = []
  const say = (key: string, message: string): void => {
    found.push({ code: 'USELESS_TRIGGER', severity: 'warning', message, path: ['triggers', key] })
  }
  if (direction === 'from_hub') {
    if (triggers.poll !== undefined) say('poll', 'a flow from the hub has nothing to poll: it follows changes')
    if (triggers.touchedBy !== undefined) say('touchedBy', 'a flow from the hub follows changes of the hub')
  } else if (triggers.changes === true) say('changes', "a flow to the hub does not follow the hub's changes: use poll")
  return found
}

/** Without what a record is found by, one that the other side has already is made a second time. */
function checkIdentifiers(
  { type, rules }: MappingDefinition,
  { matchBy = [], destination }: CheckFlowEnvironment,
  path: Path,
): FlowDiagnostic[] {
  if (type !== 'add' && type !== 'add_and_update') return []
  const filled = new Set(rules.filter(({ only }) => only !== 'update').map(({ to }) => canonical(to)))
  return matchBy
    .filter((name) => !filled.has(canonical(name)))
    .map((name) => ({
      code: 'IDENTIFIER_UNMAPPED',
      severity: 'warning',
      message: `no rule fills ${name}, by which ${destination.name} finds a record that it has already: it may be made twice`,
      path,
    }))
}
