/** A place in a row of tokens, with the limits that keep a tree small. */
import type { Node } from './ast.ts'
import { FormulaError, type Place } from './formula-error.ts'
import { limits } from './limits.ts'
import { type Token, tokenize } from './token.ts'

/** Lives as long as one parse. */
export class TokenReader {
  readonly text: string
  readonly #tokens: Token[]
  #position = 0
  #nesting: number
  nodes: number

  constructor(text: string, range?: { from: number; to: number; nesting: number; nodes: number }) {
    if (text.length > limits.sourceLength) {
      const sentence = `A formula has at most ${limits.sourceLength} characters; this one has ${text.length}`
      throw new FormulaError(text, { at: 0, end: 1 }, sentence)
    }
    this.text = text
    this.#tokens = tokenize(text, range?.from, range?.to)
    this.#nesting = range?.nesting ?? 0
    this.nodes = range?.nodes ?? 0
  }

  /** A reader for a part of the text, which counts on against the same limits. */
  within(from: number, to: number): TokenReader {
    return new TokenReader(this.text, { from, to, nesting: this.#nesting, nodes: this.nodes })
  }

  peek(ahead = 0): Token {
    const end = this.text.length
    return this.#tokens[this.#position + ahead] ?? this.#tokens.at(-1) ?? { type: 'end', value: '', at: end, end }
  }

  next(): Token {
    const token = this.peek()
    if (this.#position < this.#tokens.length - 1) this.#position++
    return token
  }

  /** From there to the end of what was read last: brackets around a part belong to the whole. */
  since(at: number): Place {
    return { at, end: this.#tokens[this.#position - 1]?.end ?? at }
  }

  isNext(operator: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.type === 'operator' && token.value === operator
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.type === 'name' && token.value === word
  }

  skip(operator: string): boolean {
    if (!this.isNext(operator)) return false
    this.next()
    return true
  }

  expect(operator: string, expected: string): Token {
    if (!this.isNext(operator)) throw this.unexpected(this.peek(), expected)
    return this.next()
  }

  expectName(expected: string): { value: string; at: number; end: number } {
    const token = this.next()
    if (token.type !== 'name') throw this.unexpected(token, expected)
    return token
  }

  expectEnd(expected: string): void {
    if (this.peek().type !== 'end') throw this.unexpected(this.peek(), expected)
  }

  /** Runs one level deeper, so that no text can exhaust the stack. */
  nested<T>(parse: () => T): T {
    if (++this.#nesting > limits.nesting) {
      throw this.trouble(this.peek(), `A formula nests at most ${limits.nesting} deep`)
    }
    const result = parse()
    this.#nesting--
    return result
  }

  made(node: Node): Node {
    this.count(node)
    return node
  }

  count(place: Place): void {
    if (++this.nodes > limits.nodes) throw this.trouble(place, `A formula has at most ${limits.nodes} parts`)
  }

  trouble(place: Place, sentence: string, expected?: string): FormulaError {
    return new FormulaError(this.text, place, sentence, expected === undefined ? {} : { expected })
  }

  unexpected(token: Token, expected: string): FormulaError {
    const found = token.type === 'end' ? 'The formula ends here' : `Found ${this.text.slice(token.at, token.end)}`
    return this.trouble(token, found.slice(0, 80), expected)
  }
}
