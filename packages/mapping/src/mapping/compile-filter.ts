/** A filter as a closure that says why it left a record out. */

import type { Formula } from '../formula/compile.ts'
import type { FieldPath } from '../formula/compile-state.ts'
import type { Scope } from '../formula/scope.ts'
import type { Json, JsonObject } from '../json.ts'
import { aRecord, isNothing, standing } from './blank.ts'
import { type Compiling, compileText, formulaReason } from './compile-rule.ts'
import type { Path } from './mapping-error.ts'
import { fieldReader } from './read-field.ts'
import type { Reason } from './reason.ts'

/** Null: the record goes on. */
export type CompiledFilter = (scope: Scope) => { outcome: 'filtered' | 'error'; reason: Reason } | null

export function compileFilter(text: string, path: Path, compiling: Compiling): CompiledFilter | null {
  const formula = compileText(text, path, compiling)
  if (formula === null) return null
  const look = compileReads(formula)
  return (scope) => {
    const verdict = ask(formula, scope, 'filter')
    if (verdict === true) return null
    if (typeof verdict !== 'boolean' && verdict !== null) return { outcome: 'error', reason: verdict }
    const read = look(scope)
    const said = verdict === null ? 'null' : 'false'
    const message = `${text} is ${said}${sentenceOf(read)}`
    const facts = { filter: text, gave: verdict, read: Object.fromEntries(read.map(({ name, how }) => [name, how])) }
    return { outcome: 'filtered', reason: { code: 'FILTERED', message, facts } }
  }
}

export function compileErrorFilter(
  { when, message }: { when: string; message: string },
  path: Path,
  compiling: Compiling,
): CompiledFilter | null {
  const formula = compileText(when, [...path, 'when'], compiling)
  if (formula === null) return null
  const look = compileReads(formula)
  return (scope) => {
    const verdict = ask(formula, scope, 'errorFilter')
    if (verdict === false || verdict === null) return null
    if (verdict !== true) return { outcome: 'error', reason: verdict }
    const read = Object.fromEntries(look(scope).map(({ name, how }) => [name, how]))
    return { outcome: 'error', reason: { code: 'ERROR_FILTER', message, facts: { errorFilter: when, read } } }
  }
}

/** True, false or null; anything else is a reason to stop. */
function ask(formula: Formula, scope: Scope, field: string): boolean | null | Reason {
  try {
    const value = formula.evaluate(scope)
    if (typeof value === 'boolean' || value === null) return value
    const message = `${field}: ${formula.text} gives neither true nor false`
    return { code: 'FILTER_NOT_BOOLEAN', message, field }
  } catch (error) {
    return formulaReason(error, field)
  }
}

interface Read {
  name: string
  how: string
  isEmpty: boolean
}

/** The fields that the formula may read, as they stand in the record. */
function compileReads(formula: Formula): (scope: Scope) => Read[] {
  const readers = formula.reads
    .filter((read) => read.path.length > 0)
    .map((read) => ({ name: nameOf(read), of: read.of, read: fieldReader(read.path.join('.')) }))
  return (scope) => {
    const all = readers.map(({ name, of, read }) => {
      const record: JsonObject | null = scope[of]
      const value: Json | undefined = record === null ? undefined : read(record)
      return { name, how: standing(value), isEmpty: isNothing(value) }
    })
    return all.filter((read) => !all.some((other) => tellsMore(other, read)))
  }
}

/** Of a record its field tells more; of `List.Count` the list does, which has no such field. */
function tellsMore(other: Read, read: Read): boolean {
  if (other.name.startsWith(`${read.name}.`)) return read.how === aRecord
  return read.name.startsWith(`${other.name}.`) && other.how !== aRecord
}

function nameOf({ of, path }: FieldPath): string {
  const name = path.join('.')
  return of === 'source' ? name : `${of === 'parent' ? 'Parent' : 'DestinationValue'}.${name}`
}

function sentenceOf(read: Read[]): string {
  if (read.length === 0) return ''
  return `: ${read.map(({ name, how, isEmpty }) => `${name} is ${isEmpty ? 'empty' : how}`).join(', ')}`
}
