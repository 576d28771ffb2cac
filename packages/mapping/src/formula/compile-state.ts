/** What the compiler knows while it walks a tree. */
import type { RE2JS } from 're2js'
import type { Node } from './ast.ts'
import { FormulaError, type Place } from './formula-error.ts'
import { givesElement, givesElements } from './list-results.ts'
import type { LookupSignature } from './lookups.ts'
import { canonical, type FieldName } from './names.ts'
import type { Run } from './run.ts'
import type { Value } from './value.ts'
import type { Zone } from './zone.ts'

export type Evaluate = (run: Run) => Value

/** A field that a formula may read, by the names as they are written. */
export interface FieldPath {
  readonly of: 'source' | 'parent' | 'destination'
  readonly path: readonly string[]
}

/** Shared by all parts of one formula. */
export interface CompileState {
  readonly text: string
  readonly zone: Zone
  readonly lookups: ReadonlyMap<string, LookupSignature>
  /** Names that lead to a variable before they lead to a field. */
  readonly variables: ReadonlySet<string>
  readonly reads: Map<string, FieldPath>
  readonly lookupsUsed: Set<string>
  readonly patterns: Map<string, RE2JS>
  readonly fieldNames: Map<string, FieldName>
  slots: number
  usesDestination: boolean
  /** Compiles a part: each kind of node is compiled in a file of its own that needs the others. */
  compile(node: Node, names: Names, state: CompileState): Evaluate
}

/** Where names lead at one point of the tree. */
export interface Names {
  /** Local names and lambda parameters, as they were spelled: `firstName` hides no field FirstName. → slot. */
  readonly locals: ReadonlyMap<string, number>
  /** Bare names are fields of the element in this slot; null: of the source record. */
  readonly element: number | null
  /** What the element is a part of, for `reads`. */
  readonly elementPath: FieldPath | null
  /** Of locals: what a lambda's parameter is a part of. */
  readonly localPaths: ReadonlyMap<string, FieldPath>
}

export function withLocal(names: Names, name: string, slot: number, path: FieldPath | null): Names {
  const localPaths = new Map(names.localPaths)
  if (path === null) localPaths.delete(name)
  else localPaths.set(name, path)
  return { ...names, locals: new Map([...names.locals, [name, slot]]), localPaths }
}

export function remember(state: CompileState, path: FieldPath): void {
  state.reads.set(canonical(`${path.of}.${path.path.join('.')}`), path)
}

export function problem(state: CompileState, place: Place, sentence: string, near?: readonly string[]): FormulaError {
  return new FormulaError(state.text, place, sentence, near === undefined ? {} : { near })
}

/** The field that an expression names, if it names one: `Parent.Addresses`, `a.City`. */
export function pathOf(node: Node, names: Names): FieldPath | null {
  if (node.kind === 'name') return pathOfName(node.name, names)
  if (node.kind === 'index') return pathOf(node.of, names)
  if (node.kind === 'call' || node.kind === 'method') {
    const list = node.kind === 'call' ? node.args[0] : node.of
    const key = canonical(node.name)
    return list !== undefined && (givesElement.has(key) || givesElements.has(key)) ? pathOf(list, names) : null
  }
  if (node.kind !== 'member') return null
  const of = pathOf(node.of, names)
  return of === null ? null : { of: of.of, path: [...of.path, node.name] }
}

function pathOfName(name: string, names: Names): FieldPath | null {
  if (names.locals.has(name)) return names.localPaths.get(name) ?? null
  const key = canonical(name)
  if (key === 'parent') return { of: 'parent', path: [] }
  if (key === 'destinationvalue') return { of: 'destination', path: [] }
  if (names.element === null) return { of: 'source', path: key === 'this' ? [] : [name] }
  if (names.elementPath === null) return null
  return { of: names.elementPath.of, path: key === 'this' ? names.elementPath.path : [...names.elementPath.path, name] }
}
