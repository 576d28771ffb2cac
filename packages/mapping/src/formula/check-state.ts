/** What the checker knows while it walks a tree. */
import type { Node } from './ast.ts'
import type { DiagnosticCode, Fix } from './diagnostic.ts'
import type { Facts, Hidden } from './facts.ts'
import type { Place } from './formula-error.ts'
import type { LookupSignature } from './lookups.ts'
import { canonical, didYouMean, nearNames } from './names.ts'
import type { RecordShape, Shape } from './shape.ts'

/** Shared by all parts of one formula. */
export interface Checking {
  readonly text: string
  report(place: Place, code: DiagnosticCode, message: string, fix?: Fix): void
  readonly source: Shape
  readonly parent: Shape
  readonly destination: Shape
  readonly lookups: ReadonlyMap<string, LookupSignature>
  readonly variables: readonly string[]
  /** What the mapping's filter makes certain. */
  readonly filterFacts: Facts
  /** Checks a part: each kind of node is checked in a file of its own that needs the others. */
  check(node: Node, where: Where, checking: Checking): Shape
}

/** What holds at one point of the tree. */
export interface Where {
  readonly locals: ReadonlyMap<string, Shape>
  /** Bare names are fields of this; null: of the source record. */
  readonly element: Shape | null
  readonly facts: Facts
}

export const unknown: Shape = { type: 'any' }
export const number: Shape = { type: 'decimal' }
export const flag: Shape = { type: 'flag' }
export const text: Shape = { type: 'text' }

export function hiddenAt(where: Where): Hidden {
  return { locals: new Set(where.locals.keys()), bare: where.element !== null }
}

export function withLocal(where: Where, name: string, shape: Shape): Where {
  return { ...where, locals: new Map([...where.locals, [name, shape]]) }
}

export function isNumeric(shape: Shape): boolean {
  return shape.type === 'whole' || shape.type === 'decimal'
}

export function isFlag(shape: Shape): boolean {
  return shape.type === 'flag' || shape.type === 'any'
}

const shapeNames: Readonly<Record<Shape['type'], string>> = {
  text: 'a text',
  whole: 'a number',
  decimal: 'a number',
  flag: 'true or false',
  date: 'a date',
  any: 'any value',
  list: 'a list',
  record: 'a record',
}

export function shapeName(shape: Shape): string {
  return shapeNames[shape.type]
}

/** The field of a record; reports a name that it does not have, with the names that may have been meant. */
export function fieldShape(
  checking: Checking,
  record: RecordShape,
  name: string,
  place: Place,
  besides: readonly string[] = [],
): Shape {
  const wanted = canonical(name)
  const key = Object.keys(record.fields).find((field) => canonical(field) === wanted)
  const shape = key === undefined ? undefined : record.fields[key]
  if (shape !== undefined) return shape
  const near = nearNames(name, [...Object.keys(record.fields).map((field) => asWritten(field, name)), ...besides])
  const hint = didYouMean(near)
  const fix = changeTo(near[0], place)
  if (record.open !== true) checking.report(place, 'unknown_field', `There is no field ${name}${hint}`, fix)
  // The record may have more fields than are listed. A name that is nearly one of the list is probably a slip.
  else if (fix !== undefined)
    checking.report(place, 'unlisted_field', `${name} is not among the known fields${hint}`, fix)
  return unknown
}

/** Puts the name that was probably meant in the place of the one that stands there. */
export function changeTo(name: string | undefined, { at, end }: Place): Fix | undefined {
  return name === undefined ? undefined : { title: `Change to ${name}`, at, end, text: name }
}

/** `emailAddress` is offered as EmailAddress to a person who writes names with capitals. */
function asWritten(field: string, name: string): string {
  return /^[A-Z]/.test(name) ? field.slice(0, 1).toUpperCase() + field.slice(1) : field
}

/** What either branch gives. Of records that are not of one kind nothing is known. */
export function either(a: Shape, b: Shape): Shape {
  if (a === b) return a
  if (a.type === 'list' && b.type === 'list') return { type: 'list', of: either(a.of, b.of) }
  if (a.type === b.type && a.type !== 'record') return a
  return isNumeric(a) && isNumeric(b) ? number : unknown
}

/** Why a part can never be reached: what is certain makes it so, and part of that is the mapping's filter. */
export function excluder(isByFilter: boolean): string {
  return isByFilter ? 'the filter excludes it' : 'a condition around it excludes it'
}
