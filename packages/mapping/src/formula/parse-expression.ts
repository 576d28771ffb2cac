/** Tokens → tree, by Pratt's method: each operator has a strength, and the stronger one binds first. */
import type { BinaryOperator, CastType, Hole, Node } from './ast.ts'
import { limits } from './limits.ts'
import type { TokenReader } from './token-reader.ts'

const strength: ReadonlyMap<string, number> = new Map([
  ['?', 1],
  ['??', 2],
  ['||', 3],
  ['&&', 4],
  ...(['==', '!='] as const).map((op) => [op, 5] as const),
  ...(['<', '<=', '>', '>='] as const).map((op) => [op, 6] as const),
  ...(['+', '-'] as const).map((op) => [op, 7] as const),
  ...(['*', '/', '%'] as const).map((op) => [op, 8] as const),
])
const prefixStrength = 9

export function parseExpression(reader: TokenReader, atLeast = 1): Node {
  return reader.nested(() => {
    const { at } = reader.peek()
    let left = parsePrefix(reader)
    for (let chain = 0; ; chain++) {
      const operator = reader.peek()
      if (operator.type !== 'operator') return left
      const power = strength.get(operator.value)
      if (power === undefined || power < atLeast) return left
      if (chain > limits.chain) throw reader.trouble(operator, 'This formula chains too many operators')
      reader.next()
      left = operator.value === '?' ? ternary(reader, left, at) : infix(reader, left, operator.value, power, at)
    }
  })
}

function ternary(reader: TokenReader, test: Node, at: number): Node {
  const yes = parseExpression(reader)
  reader.expect(':', 'the : of ? :')
  const no = parseExpression(reader)
  return reader.made({ kind: 'ternary', test, yes, no, ...reader.since(at) })
}

function infix(reader: TokenReader, left: Node, op: string, power: number, at: number): Node {
  const right = parseExpression(reader, op === '??' ? power : power + 1)
  // The operators of the strength table, less the ternary's, are exactly the binary ones.
  return reader.made({ kind: 'binary', op: op as BinaryOperator, left, right, ...reader.since(at) })
}

function parsePrefix(reader: TokenReader): Node {
  const token = reader.peek()
  if (token.type === 'operator' && (token.value === '!' || token.value === '-' || token.value === '+')) {
    reader.next()
    const of = parseExpression(reader, prefixStrength)
    return reader.made({ kind: 'unary', op: token.value, of, ...reader.since(token.at) })
  }
  const type = castAhead(reader)
  if (type !== undefined) {
    for (let skipped = 0; skipped < 3; skipped++) reader.next()
    const of = parseExpression(reader, prefixStrength)
    return reader.made({ kind: 'cast', type, of, ...reader.since(token.at) })
  }
  if (token.type === 'name' && token.value === 'await' && reader.peek(1).type === 'name') reader.next()
  return parsePostfix(reader)
}

const castTypes: ReadonlyMap<string, CastType> = new Map([
  ['string', 'text'],
  ['int', 'whole'],
  ['long', 'whole'],
  ['decimal', 'decimal'],
  ['double', 'decimal'],
  ['float', 'decimal'],
  ['bool', 'flag'],
  ['object', 'any'],
  ['dynamic', 'any'],
])

/** `(int)x` is a conversion; `(x)` is not. */
function castAhead(reader: TokenReader): CastType | undefined {
  const [open, type, close] = [reader.peek(), reader.peek(1), reader.peek(2)]
  if (open.type !== 'operator' || open.value !== '(' || type.type !== 'name') return undefined
  return close.type === 'operator' && close.value === ')' ? castTypes.get(type.value) : undefined
}

function parsePostfix(reader: TokenReader): Node {
  const { at } = reader.peek()
  let of = parsePrimary(reader)
  for (let chain = 0; ; chain++) {
    const token = reader.peek()
    if (token.type !== 'operator') return of
    const safe = token.value === '?.' || token.value === '?['
    if (chain > limits.chain) throw reader.trouble(token, 'This formula chains too many members')
    if (token.value === '.' || token.value === '?.') {
      reader.next()
      const name = reader.expectName('the name of a field or method')
      if (reader.isNext('(')) {
        const { args, end } = parseArguments(reader)
        of = reader.made({ kind: 'method', of, name: name.value, args, safe, at, end })
      } else of = reader.made({ kind: 'member', of, name: name.value, safe, at, end: name.end })
    } else if (token.value === '[' || token.value === '?[') {
      reader.next()
      const index = parseExpression(reader)
      const { end } = reader.expect(']', '] after the index')
      of = reader.made({ kind: 'index', of, index, safe, at, end })
    } else return of
  }
}

function parseArguments(reader: TokenReader): { args: Node[]; end: number } {
  reader.expect('(', '(')
  return parseItems(reader, ')')
}

function parseItems(reader: TokenReader, close: ')' | ']' | '}'): { args: Node[]; end: number } {
  const args: Node[] = []
  while (!reader.isNext(close)) {
    if (args.length > 0) reader.expect(',', `, or ${close}`)
    args.push(parseArgument(reader))
  }
  return { args, end: reader.next().end }
}

/** An argument may be a lambda: `a => a.City` or `(a) => a.City`. */
function parseArgument(reader: TokenReader): Node {
  const bracketed = reader.isNext('(')
  const name = reader.peek(bracketed ? 1 : 0)
  const arrowAt = bracketed ? 3 : 1
  const closed = !bracketed || reader.isNext(')', 2)
  if (name.type !== 'name' || !closed || !reader.isNext('=>', arrowAt)) return parseExpression(reader)
  const { at } = reader.peek()
  for (let skipped = 0; skipped <= arrowAt; skipped++) reader.next()
  const body = parseExpression(reader)
  return reader.made({ kind: 'lambda', param: name.value, body, ...reader.since(at) })
}

const words: ReadonlyMap<string, null | boolean> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

function parsePrimary(reader: TokenReader): Node {
  const token = reader.next()
  const { at, end } = token
  if (token.type === 'number' || token.type === 'text') {
    return reader.made({ kind: 'literal', value: token.value, at, end })
  }
  if (token.type === 'template') {
    const parts = token.parts.map((part) => (typeof part === 'string' ? part : parseHole(reader, part)))
    return reader.made({ kind: 'template', parts, at, end })
  }
  if (token.type === 'name') return parseNamed(reader, token)
  if (token.type === 'operator' && token.value === '(') {
    const inner = parseExpression(reader)
    reader.expect(')', 'an operator or )')
    return inner
  }
  if (token.type === 'operator' && token.value === '[') {
    const items = parseItems(reader, ']')
    return reader.made({ kind: 'list', items: items.args, at, end: items.end })
  }
  throw reader.unexpected(token, 'a value, a field or a function')
}

function parseNamed(reader: TokenReader, token: { value: string; at: number; end: number }): Node {
  const { value: name, at, end } = token
  const word = words.get(name.toLowerCase())
  if (word !== undefined) return reader.made({ kind: 'literal', value: word, at, end })
  if (name === 'new') return parseNew(reader, at)
  if (!reader.isNext('(')) return reader.made({ kind: 'name', name, at, end })
  const call = parseArguments(reader)
  return reader.made({ kind: 'call', name, args: call.args, at, end: call.end })
}

/** `new DateTime(2024, 1, 31)`, `new[] { "a", "b" }`, `new List<string> { "a" }`. */
function parseNew(reader: TokenReader, at: number): Node {
  if (reader.isNext('[')) {
    reader.next()
    reader.expect(']', ']')
    return newList(reader, at)
  }
  const type = reader.expectName('[] or DateTime after new')
  if (type.value === 'List' || reader.isNext('[')) {
    const closing = type.value === 'List' ? ['<', '>'] : ['[', ']']
    reader.expect(closing[0] ?? '', '<')
    if (type.value === 'List') reader.expectName('a type')
    reader.expect(closing[1] ?? '', closing[1] ?? '')
    if (reader.skip('(')) reader.expect(')', ')')
    return reader.isNext('{') ? newList(reader, at) : reader.made({ kind: 'list', items: [], at, end: type.end })
  }
  const { args, end } = parseArguments(reader)
  return reader.made({ kind: 'call', name: `new ${type.value}`, args, at, end })
}

function newList(reader: TokenReader, at: number): Node {
  reader.expect('{', '{ and the items of the list')
  const items = parseItems(reader, '}')
  return reader.made({ kind: 'list', items: items.args, at, end: items.end })
}

function parseHole(reader: TokenReader, part: { at: number; end: number; format: string | null }): Hole {
  const inner = reader.within(part.at, part.end)
  const value = reader.nested(() => parseExpression(inner))
  inner.expectEnd('an operator, a format or }')
  reader.nodes = inner.nodes
  return { value, format: part.format }
}
