/** One evaluation: what it may see, what it may spend, and where it is. */
import type { RE2JS } from 're2js'
import { type Place, Trouble } from './formula-error.ts'
import { charactersPerStep, limits } from './limits.ts'
import { type FieldName, fieldName } from './names.ts'
import type { Scope } from './scope.ts'
import type { Value } from './value.ts'
import type { Zone } from './zone.ts'

/** What the parts of a formula share while it runs. */
export interface Run {
  readonly scope: Scope
  readonly zone: Zone
  /** Local names and lambda parameters. */
  readonly slots: Value[]
  steps: number
  characters: number
  /** How many conditions that were made while running are inside one another. */
  depth: number
  /** The part that is at work, for the place of an error. */
  place: Place
  /** Regular expressions that this formula made before. */
  readonly patterns: Map<string, RE2JS>
  /** Names of fields that this formula made from texts before. */
  readonly names: Map<string, FieldName>
  readonly trace: Trace | null
}

/** What an explanation wants to know. */
export interface Trace {
  read(path: readonly string[], value: Value): void
  branch(place: Place, taken: 'then' | 'else'): void
}

export function spend(run: Run, steps: number): void {
  run.steps += steps
  if (run.steps > limits.steps) throw new Trouble(`This formula takes more than ${limits.steps} steps`)
}

/** Pays for looking through a text. */
export function spendReading(run: Run, text: string): void {
  spend(run, 1 + Math.floor(text.length / charactersPerStep.read))
}

/** Pays for looking for one text in another: at worst the whole part is compared at each place where it may stand. */
export function spendSearch(run: Run, length: number, part: number): void {
  const places = Math.max(0, length - part + 1)
  spend(run, Math.floor((places * part) / charactersPerStep.compared))
}

/** Pays for a new text of this length, before it is made. */
export function spendText(run: Run, length: number): void {
  if (length > limits.textLength) throw new Trouble(`A text has at most ${limits.textLength} characters here`)
  run.characters += length
  if (run.characters > limits.textInAll) {
    throw new Trouble(`This formula makes more than ${limits.textInAll} characters of text`)
  }
  spend(run, 1 + Math.floor(length / charactersPerStep.written))
}

/** Pays for a new list, before it is made. */
export function spendList(run: Run, length: number): void {
  if (length > limits.listLength) throw new Trouble(`A list has at most ${limits.listLength} elements here`)
  spend(run, 1 + length)
}

const keptNames = 200

/** The name that a text gives, made once. */
export function nameOf(run: Run, written: string): FieldName {
  let name = run.names.get(written)
  if (name === undefined) {
    name = fieldName(written)
    if (run.names.size >= keptNames) run.names.clear()
    run.names.set(written, name)
  }
  return name
}
