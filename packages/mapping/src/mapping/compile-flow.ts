/** A flow's definition → a function from source record to what the destination gets. */
import type { FlowDefinition, SyncType } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import type { Answers } from '../formula/answers.ts'
import { hubLookups, type LookupSignature } from '../formula/lookups.ts'
import type { Scope } from '../formula/scope.ts'
import type { JsonObject } from '../json.ts'
import { applyChildren, type ChildOutcome, type ChildrenInput } from './apply-children.ts'
import { carryOver } from './carry-over.ts'
import { type CompiledChild, counterpart } from './compile-children.ts'
import { type CompiledMapping, compileMapping } from './compile-mapping.ts'
import { applyRules, type Compiling } from './compile-rule.ts'
import { MappingError } from './mapping-error.ts'
import type { Reason } from './reason.ts'

/** What a flow stands in: what formulas may call, and what the destination takes. */
export interface FlowEnvironment {
  /** Those of the connector; the hub's own are always there. */
  lookups: readonly LookupSignature[]
  destination: EntityShape
}

export interface MapInput {
  source: JsonObject
  /** Chooses between add and update. */
  linked: boolean
  /** The source no longer has the record: chooses delete and update_on_delete. */
  gone?: boolean
  /** The record that is there, for `DestinationValue`. */
  destination: JsonObject | null
  /** What this flow made of the record last time. */
  previous: JsonObject | null
  variables: JsonObject
  now: Date
  /** Told how many steps each formula took; may throw. */
  spent?: (steps: number) => void
}

export interface FlowMapper {
  readonly definition: FlowDefinition
  /** Pure. In a flow to the hub the result is the whole contribution, in one from the hub only what is to be written. */
  map(input: MapInput, answers: Answers): MapResult
}

export type MapResult =
  | {
      outcome: 'mapped'
      mapping: string
      data: JsonObject
      children: ChildOutcome[]
      /** The destination's record goes too: a `delete` mapping was chosen. */
      deletes?: true
    }
  | { outcome: 'filtered'; mapping: string | null; reason: Reason }
  | { outcome: 'error'; mapping: string | null; reason: Reason; all: Reason[] }

/** Throws MappingError with every problem and its place. */
export function compileFlow(definition: FlowDefinition, environment: FlowEnvironment): FlowMapper {
  const compiled = compileMappings(definition, environment)
  const isContribution = definition.direction === 'to_hub'
  return { definition, map: (input, answers) => mapRecord(compiled, isContribution, input, answers) }
}

export interface CompiledFlow {
  add: CompiledMapping[]
  update: CompiledMapping[]
  gone: CompiledMapping[]
}

export function compileMappings(definition: FlowDefinition, environment: FlowEnvironment): CompiledFlow {
  const compiling: Compiling = { lookups: [...hubLookups, ...environment.lookups], problems: [] }
  const flow: CompiledFlow = { add: [], update: [], gone: [] }
  for (const [index, mapping] of definition.mappings.entries()) {
    const { add, update } = compileMapping(mapping, environment.destination, ['mappings', index], compiling)
    if (isFor(mapping.type, 'add')) flow.add.push(add)
    if (isFor(mapping.type, 'update')) flow.update.push(update)
    if (mapping.type === 'delete' || mapping.type === 'update_on_delete') flow.gone.push(update)
  }
  for (const [index, { name }] of definition.mappings.entries()) {
    if (definition.mappings.findIndex((other) => other.name === name) === index) continue
    const message = `two mappings are called ${name}: outcomes name the mapping, so each needs its own name`
    compiling.problems.push({ code: 'DUPLICATE_MAPPING', message, path: ['mappings', index, 'name'] })
  }
  if (definition.mappings.length === 0) {
    compiling.problems.push({ code: 'NO_MAPPING', message: 'a flow needs a mapping', path: ['mappings'] })
  }
  if (compiling.problems.length > 0) throw new MappingError(definition.name, compiling.problems)
  return flow
}

/** The mappings that may serve a record, in the order in which they are asked. */
export function candidates(flow: CompiledFlow, input: MapInput): readonly CompiledMapping[] {
  if (input.gone === true) return flow.gone
  return input.linked ? flow.update : flow.add
}

export function scopeOf(input: MapInput, answers: Answers): Scope {
  const { source, linked, destination, variables, now, spent } = input
  return { source, parent: null, destination: linked ? destination : null, variables, answers, now, spent }
}

function mapRecord(flow: CompiledFlow, isContribution: boolean, input: MapInput, answers: Answers): MapResult {
  const scope = scopeOf(input, answers)
  let passedOver: MapResult | null = null
  for (const mapping of candidates(flow, input)) {
    const stop = mapping.filter === null ? null : mapping.filter(scope)
    if (stop === null) {
      const forNew = (child: CompiledChild) => forNewChildren(flow, child, input, answers)
      return applyMapping(mapping, { ...input, scope, isContribution, forNew })
    }
    const { name } = mapping.definition
    if (stop.outcome === 'error') return { outcome: 'error', mapping: name, reason: stop.reason, all: [stop.reason] }
    passedOver ??= { outcome: 'filtered', mapping: name, reason: stop.reason }
  }
  return passedOver ?? { outcome: 'filtered', mapping: null, reason: noMapping(input) }
}

function applyMapping(
  mapping: CompiledMapping,
  input: MapInput & Pick<ChildrenInput, 'scope' | 'isContribution' | 'forNew'>,
): MapResult {
  const { scope, isContribution, forNew } = input
  const { name, type } = mapping.definition
  const stop = mapping.errorFilter === null ? null : mapping.errorFilter(scope)
  if (stop !== null) return { outcome: 'error', mapping: name, reason: stop.reason, all: [stop.reason] }
  const data: JsonObject = {}
  const all: Reason[] = []
  applyRules(mapping.rules, scope, data, all)
  const [reason] = all
  if (reason !== undefined) return { outcome: 'error', mapping: name, reason, all }
  const linked = input.linked || input.gone === true
  const previous = linked ? input.previous : null
  const outcomes: ChildOutcome[] = []
  for (const [list, children] of mapping.lists) {
    applyChildren(list, children, { scope, linked, previous, data, outcomes, isContribution, forNew })
  }
  if (isContribution) {
    if (previous !== null) carryOver(previous, data, mapping.covered)
    // The hub gives its records their ids; what a source says of it counts for nothing.
    if (Object.hasOwn(data, 'id')) delete data.id
  }
  const result: MapResult = { outcome: 'mapped', mapping: name, data, children: outcomes }
  return type === 'delete' ? { ...result, deletes: true } : result
}

/**
 * The child mapping for children that a linked record does not have yet: that of the mapping which would serve the
 * record, were it new. Where none would, or it makes no such children, they are the update's own.
 */
export function forNewChildren(
  flow: CompiledFlow,
  child: CompiledChild,
  input: MapInput,
  answers: Answers,
): CompiledChild {
  // A mapping that serves new records as well says itself what becomes of new children.
  if (flow.add.some((mapping) => mapping.children.includes(child))) return child
  const scope = scopeOf({ ...input, linked: false }, answers)
  const serving = flow.add.find(({ filter }) => filter === null || filter(scope) === null)
  return counterpart(child, serving?.children ?? []) ?? child
}

function isFor(type: SyncType, which: 'add' | 'update'): boolean {
  return type === which || type === 'add_and_update'
}

function noMapping({ linked, gone }: MapInput): Reason {
  const kind = gone === true ? 'that are gone from the source' : linked ? 'that are linked' : 'that are new'
  return { code: 'NO_MAPPING', message: `the flow has no mapping for records ${kind}`, facts: { linked } }
}
