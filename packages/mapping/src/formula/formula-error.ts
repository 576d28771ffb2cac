import { didYouMean } from './names.ts'

/** The only thing that a formula throws: what is wrong, where, and what was expected there. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError'
  readonly line: number
  readonly column: number
  readonly length: number
  /** The offset in the text. */
  readonly at: number
  readonly expected?: string
  /** Names that were perhaps meant, the nearest first. */
  readonly near: readonly string[]
  /** The sentence without its place. */
  readonly sentence: string

  constructor(
    text: string,
    place: Place,
    sentence: string,
    more: { expected?: string; near?: readonly string[] } = {},
  ) {
    const near = more.near ?? []
    const hint = didYouMean(near)
    const { line, column } = lineAndColumn(text, place.at)
    const expected = more.expected === undefined ? '' : `; expected ${more.expected}`
    super(`${sentence}${expected}${hint} (line ${line}, column ${column})`)
    this.sentence = sentence + expected + hint
    this.line = line
    this.column = column
    this.at = place.at
    this.length = Math.max(1, Math.min(place.end, text.length) - place.at)
    this.near = near
    if (more.expected !== undefined) this.expected = more.expected
  }
}

/** Where something stands in the text of a formula: offsets, the end not included. */
export interface Place {
  readonly at: number
  readonly end: number
}

/** What a function or an operator throws; whoever runs the formula adds the place. */
export class Trouble extends Error {}

export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return { line, column: at - before.lastIndexOf('\n') }
}
