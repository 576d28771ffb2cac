/** Child mappings: a list of the source becomes a list of the destination, child by child. */
import type { ChildDefinition } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { canonical } from '../formula/names.ts'
import type { Scope } from '../formula/scope.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { isBlank } from './blank.ts'
import { carryOver, coveredFields } from './carry-over.ts'
import { type CompiledFilter, compileFilter } from './compile-filter.ts'
import { applyRules, type CompiledRule, type Compiling, compileRule } from './compile-rule.ts'
import { listOf } from './destination.ts'
import { fieldReader, type ReadField } from './read-field.ts'
import type { Reason } from './reason.ts'

export interface CompiledChild {
  readonly definition: ChildDefinition
  /** The list in the destination, as it spells it. */
  readonly list: string
  readonly readList: ReadField | null
  readonly readKey: ReadField
  readonly needs: readonly ReadField[] | null
  readonly key: string
  readonly filter: CompiledFilter | null
  readonly rules: readonly CompiledRule[]
  readonly covered: ReadonlySet<string>
}

/** How one child ended. `kept`: the source no longer has it, or has nothing to say, and it stays as it was. */
export interface ChildOutcome {
  list: string
  id: string | null
  /** The child mapping that was chosen. */
  mapping: string
  outcome: 'mapped' | 'filtered' | 'error' | 'kept' | 'removed'
  reason?: Reason
}

type Path = (string | number)[]

export function compileChild(
  definition: ChildDefinition,
  shape: EntityShape,
  path: Path,
  compiling: Compiling,
): CompiledChild | null {
  const list = listOf(shape, definition.to)
  if ('message' in list) {
    compiling.problems.push({ code: 'UNKNOWN_DESTINATION', message: list.message, path: [...path, 'to'] })
    return null
  }
  if (definition.from !== undefined && definition.key === undefined) {
    const message = `${definition.name} reads ${definition.from} and needs \`key\`: the field that tells one child from another`
    compiling.problems.push({ code: 'CHILD_WITHOUT_KEY', message, path: [...path, 'key'] })
  }
  const rules = definition.rules
    .map((rule, index) => compileRule(rule, list.of, [...path, 'rules', index], compiling))
    .filter((rule) => rule !== null)
  const filter =
    definition.filter === undefined ? null : compileFilter(definition.filter, [...path, 'filter'], compiling)
  return {
    definition,
    list: list.name,
    readList: definition.from === undefined ? null : fieldReader(definition.from),
    readKey: fieldReader(definition.key ?? 'id'),
    key: canonical(definition.key ?? 'id'),
    needs: definition.needs === undefined ? null : definition.needs.map(fieldReader),
    filter,
    rules,
    covered: coveredFields(rules),
  }
}

/** The child mapping for children that the destination does not know yet: that of the add mapping, if there is one. */
export function counterpart(child: CompiledChild, others: readonly CompiledChild[]): CompiledChild {
  const from = canonical(child.definition.from ?? '')
  return others.find((other) => other.list === child.list && canonical(other.definition.from ?? '') === from) ?? child
}

export interface ChildrenInput {
  scope: Scope
  linked: boolean
  /** The lists as this flow made them last time. */
  previous: JsonObject | null
  data: JsonObject
  outcomes: ChildOutcome[]
  /** A contribution is told in full; a write to another system only in what changes. */
  isContribution: boolean
}

export function applyChild(update: CompiledChild, add: CompiledChild, input: ChildrenInput): void {
  const { scope, data, outcomes } = input
  const { list } = update
  const before = input.linked ? childrenById(input.previous, list) : none
  const sources = childSources(update, scope.source)
  if (typeof sources === 'string') {
    const reason = { code: 'NOT_A_LIST', message: sources, field: list }
    outcomes.push({ list, id: null, mapping: update.definition.name, outcome: 'error', reason })
  }
  if (sources === undefined || typeof sources === 'string') {
    // The source says nothing of the list, which is not to say that it is empty.
    if (before.size > 0) data[list] = [...before.values()]
    return
  }
  const there = input.linked ? childrenById(scope.destination, list) : none
  const made: Json[] = []
  const seen = new Set<string>()
  for (const source of sources) {
    const id = idOf(update, source)
    const old = id === null ? undefined : before.get(id)
    const destination = id === null ? undefined : there.get(id)
    const child = old === undefined && destination === undefined ? add : update
    const result = mapChild(child, { source, id, old, destination, seen }, input)
    if (id !== null) seen.add(id)
    if (result.record !== undefined) made.push(result.record)
    outcomes.push(result.outcome)
  }
  if (before.size > 0) settleMissing(update, before, seen, { made, outcomes })
  data[list] = made
}

/** What the source no longer has stays or goes, as the policy says. */
function settleMissing(
  child: CompiledChild,
  before: ReadonlyMap<string, JsonObject>,
  seen: ReadonlySet<string>,
  { made, outcomes }: { made: Json[]; outcomes: ChildOutcome[] },
): void {
  const keeps = child.definition.onRemoved !== 'remove'
  for (const [id, old] of before) {
    if (seen.has(id)) continue
    if (keeps) made.push(old)
    const outcome = keeps ? 'kept' : 'removed'
    outcomes.push({ list: child.list, id, mapping: child.definition.name, outcome })
  }
}

interface One {
  source: JsonObject
  id: string | null
  old: JsonObject | undefined
  destination: JsonObject | undefined
  seen: ReadonlySet<string>
}

function mapChild(
  child: CompiledChild,
  one: One,
  { scope, isContribution }: ChildrenInput,
): { record?: JsonObject; outcome: ChildOutcome } {
  const { source, id, old } = one
  const kept = old === undefined ? {} : { record: old }
  const ended = { list: child.list, id, mapping: child.definition.name }
  const fail = (reason: Reason) => ({ ...kept, outcome: { ...ended, outcome: 'error' as const, reason } })
  if (id === null) return fail({ code: 'CHILD_WITHOUT_ID', message: withoutId(child), field: child.list })
  if (one.seen.has(id)) {
    const message = `two of ${child.definition.from} have the same ${child.definition.key}: the first one counts`
    return { outcome: { ...ended, outcome: 'error', reason: { code: 'DUPLICATE_CHILD', message, field: child.list } } }
  }
  if (!hasData(child, source)) {
    const reason = { code: 'NO_DATA', message: 'no data: every field of it is empty', field: child.list }
    const keeps = child.definition.onRemoved !== 'remove' ? kept : {}
    return { ...keeps, outcome: { ...ended, outcome: 'filtered', reason } }
  }
  const inner: Scope = {
    source,
    parent: scope.source,
    destination: one.destination ?? null,
    variables: scope.variables,
    answers: scope.answers,
    now: scope.now,
  }
  const stop = child.filter?.(inner) ?? null
  if (stop !== null) return { ...kept, outcome: { ...ended, ...stop } }
  const reasons: Reason[] = []
  const record: JsonObject = { id }
  applyRules(child.rules, inner, record, reasons)
  // What a mapping says of the id counts for nothing: the key tells the children apart.
  record.id = id
  const [first] = reasons
  if (first !== undefined) return fail(first)
  if (isContribution && old !== undefined) carryOver(old, record, child.covered)
  return { record, outcome: { ...ended, outcome: 'mapped' } }
}

function childSources(child: CompiledChild, source: JsonObject): JsonObject[] | undefined | string {
  if (child.readList === null) return [onlyChild]
  const value = child.readList(source)
  if (value === undefined) return undefined
  if (value === null) return []
  if (!Array.isArray(value)) return `${child.definition.from} is no list`
  return value.map((member) => (isJsonObject(member) ? member : {}))
}

/** The child of a table that only reads its parent. */
const onlyChild: JsonObject = { id: 'parent' }

function idOf(child: CompiledChild, source: JsonObject): string | null {
  const key = source === onlyChild ? source.id : child.readKey(source)
  if (typeof key === 'number') return String(key)
  return typeof key === 'string' && key.trim() !== '' ? key : null
}

function withoutId(child: CompiledChild): string {
  return `a member of ${child.definition.from} has no ${child.definition.key}: without it the next run cannot find it again`
}

function hasData(child: CompiledChild, source: JsonObject): boolean {
  if (source === onlyChild) return true
  if (child.needs !== null) return child.needs.some((read) => !isBlank(read(source)))
  for (const name in source) {
    if (!isBlank(source[name]) && canonical(name) !== child.key) return true
  }
  return false
}

const none: ReadonlyMap<string, JsonObject> = new Map()

/** The children that a record has in one of its lists. */
export function childrenById(record: JsonObject | null, list: string): ReadonlyMap<string, JsonObject> {
  const value = record !== null && Object.hasOwn(record, list) ? record[list] : undefined
  if (!Array.isArray(value)) return none
  const children = new Map<string, JsonObject>()
  for (const member of value) if (isJsonObject(member) && typeof member.id === 'string') children.set(member.id, member)
  return children
}
