/** The children of one record: who among the mappings makes which, and what becomes of those that are missing. */
import { canonical } from '../formula/names.ts'
import type { Scope } from '../formula/scope.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { isBlank } from './blank.ts'
import { carryOver } from './carry-over.ts'
import type { CompiledChild } from './compile-children.ts'
import { applyRules } from './compile-rule.ts'
import type { Reason } from './reason.ts'

/** How one child ended. `kept`: the source no longer has it, or has nothing to say, and it stays as it was. */
export interface ChildOutcome {
  list: string
  id: string | null
  /** The child mapping that was chosen. */
  mapping: string
  outcome: 'mapped' | 'filtered' | 'error' | 'kept' | 'removed'
  reason?: Reason
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
  /** The rules for children that the destination does not know yet. */
  forNew(child: CompiledChild): CompiledChild
}

/** Fills one list by all the child mappings that lead to it. */
export function applyChildren(list: string, children: readonly CompiledChild[], input: ChildrenInput): void {
  const { scope, data, outcomes } = input
  const before = input.linked ? childrenById(input.previous, list) : none
  const there = input.linked ? childrenById(scope.destination, list) : none
  const made: Made = { records: new Map(), mappedBy: new Map(), seenBy: new Map() }
  let silent = 0
  for (const child of children) {
    const sources = childSources(child, scope.source)
    if (Array.isArray(sources)) applyChild(child, sources, { before, there }, made, input)
    else silent++
    if (typeof sources !== 'string') continue
    const reason = { code: 'NOT_A_LIST', message: sources, field: list }
    outcomes.push({ list, id: null, mapping: child.definition.name, outcome: 'error', reason })
  }
  const missing = [...before].filter(([id]) => !made.seenBy.has(id))
  // A source that says nothing of a list does not say that it is empty.
  if (silent > 0) for (const [id, old] of missing) made.records.set(id, old)
  else settleMissing(children, missing, made, outcomes)
  if (silent < children.length || before.size > 0) data[list] = [...made.records.values()]
}

type ById = ReadonlyMap<string, JsonObject>

function applyChild(
  own: CompiledChild,
  sources: readonly JsonObject[],
  known: { before: ById; there: ById },
  made: Made,
  input: ChildrenInput,
): void {
  let forNew: CompiledChild | undefined
  for (const source of sources) {
    const id = idOf(own, source)
    if (id === null) {
      input.outcomes.push(failed(own, null, { code: 'CHILD_WITHOUT_ID', message: withoutId(own), field: own.list }))
      continue
    }
    const [old, destination] = [known.before.get(id), known.there.get(id)]
    const isNew = input.linked && old === undefined && destination === undefined
    if (isNew) forNew ??= input.forNew(own)
    const child = isNew ? (forNew ?? own) : own
    const isTwin = made.seenBy.get(id) === own
    made.seenBy.set(id, own)
    input.outcomes.push(keep(made, id, mapChild(child, { source, id, old, destination, isTwin }, input)))
  }
}

/** What has become of one list so far, by the ids of its children. */
interface Made {
  records: Map<string, JsonObject>
  /** The names of the child mappings. */
  mappedBy: Map<string, string>
  seenBy: Map<string, CompiledChild>
}

/** What one child mapping leaves as it was, another may map; what one has mapped, no other may. */
function keep({ records, mappedBy }: Made, id: string, { record, outcome }: Mapped): ChildOutcome {
  if (record === undefined) return outcome
  const first = mappedBy.get(id)
  if (outcome.outcome !== 'mapped') {
    if (!records.has(id)) records.set(id, record)
    return outcome
  }
  if (first !== undefined) {
    const message = `${first} and ${outcome.mapping} both make a child with the same id: the first one counts`
    return { ...outcome, outcome: 'error', reason: { code: 'DUPLICATE_CHILD', message, field: outcome.list } }
  }
  records.set(id, record)
  mappedBy.set(id, outcome.mapping)
  return outcome
}

/** What the source no longer has stays or goes, as the policy says: nobody knows which mapping made it, so all must. */
function settleMissing(
  children: readonly CompiledChild[],
  missing: readonly [string, JsonObject][],
  { records }: Made,
  outcomes: ChildOutcome[],
): void {
  const keeper = children.find(({ definition }) => definition.onRemoved !== 'remove')
  const child = keeper ?? children[0]
  if (child === undefined) return
  for (const [id, old] of missing) {
    if (keeper !== undefined) records.set(id, old)
    const outcome = keeper === undefined ? 'removed' : 'kept'
    outcomes.push({ list: child.list, id, mapping: child.definition.name, outcome })
  }
}

interface Mapped {
  record?: JsonObject
  outcome: ChildOutcome
}

interface One {
  source: JsonObject
  id: string
  old: JsonObject | undefined
  destination: JsonObject | undefined
  /** The same source list had one with this id before. */
  isTwin: boolean
}

function mapChild(child: CompiledChild, one: One, { scope, isContribution }: ChildrenInput): Mapped {
  const { source, id, old } = one
  const kept = old === undefined ? {} : { record: old }
  const ended = { list: child.list, id, mapping: child.definition.name }
  if (one.isTwin) {
    const message = `two of ${child.definition.from} have the same ${child.definition.key}: the first one counts`
    return { outcome: failed(child, id, { code: 'DUPLICATE_CHILD', message, field: child.list }) }
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
    spent: scope.spent,
  }
  const stop = child.filter?.(inner) ?? null
  if (stop !== null) return { ...kept, outcome: { ...ended, ...stop } }
  const reasons: Reason[] = []
  const record: JsonObject = { id }
  applyRules(child.rules, inner, record, reasons)
  // What a mapping says of the id counts for nothing: the key tells the children apart.
  record.id = id
  const [first] = reasons
  if (first !== undefined) return { ...kept, outcome: failed(child, id, first) }
  if (isContribution && old !== undefined) carryOver(old, record, child.covered)
  return { record, outcome: { ...ended, outcome: 'mapped' } }
}

function failed({ list, definition }: CompiledChild, id: string | null, reason: Reason): ChildOutcome {
  return { list, id, mapping: definition.name, outcome: 'error', reason }
}

function childSources(child: CompiledChild, source: JsonObject): JsonObject[] | undefined | string {
  if (child.readList === null) return [onlyChild(child)]
  const value = child.readList(source)
  if (value === undefined) return undefined
  if (value === null) return []
  if (!Array.isArray(value)) return `${child.definition.from} is no list`
  return value.map((member) => (isJsonObject(member) ? member : {}))
}

/** The child of a table that only reads its parent. */
export function onlyChild({ nth }: CompiledChild): JsonObject {
  return { id: nth === 0 ? 'parent' : `parent-${nth + 1}` }
}

function idOf(child: CompiledChild, source: JsonObject): string | null {
  const key = child.readList === null ? source.id : child.readKey(source)
  if (typeof key === 'number') return String(key)
  return typeof key === 'string' && key.trim() !== '' ? key : null
}

function withoutId(child: CompiledChild): string {
  return `a member of ${child.definition.from} has no ${child.definition.key}: without it the next run cannot find it again`
}

function hasData(child: CompiledChild, source: JsonObject): boolean {
  if (child.readList === null) return true
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
