/** Statements: if, return, var, assignment, foreach and blocks of them. */
import type { Statement } from './ast.ts'
import { parseExpression } from './parse-expression.ts'
import type { TokenReader } from './token-reader.ts'

const assignments = ['=', '+=', '-=', '*=', '/='] as const

/** Whether the text is a body of statements and not one expression. */
export function startsStatement(reader: TokenReader): boolean {
  if (reader.isNext('{') || reader.isNext(';') || isKeyword(reader)) return true
  return isDeclaration(reader) || isAssignment(reader)
}

function isKeyword(reader: TokenReader): boolean {
  if (reader.isWord('if') || reader.isWord('foreach')) return reader.isNext('(', 1)
  return reader.isWord('return') && !reader.isNext('.', 1) && reader.peek(1).type !== 'end'
}

/** `var x =`, `string x =`, `List<string> x =`: a type and a name beside each other occur nowhere else. */
function isDeclaration(reader: TokenReader): boolean {
  return typeLength(reader) > 0
}

function typeLength(reader: TokenReader): number {
  if (reader.peek().type !== 'name' || reader.isWord('new') || reader.isWord('await')) return 0
  let length = 1
  if (reader.isNext('<', 1) && reader.peek(2).type === 'name' && reader.isNext('>', 3)) length = 4
  if (reader.isNext('?', 1) && reader.isNext('=', 3)) length = 2
  return reader.peek(length).type === 'name' && reader.isNext('=', length + 1) ? length : 0
}

function isAssignment(reader: TokenReader): boolean {
  return reader.peek().type === 'name' && assignments.some((op) => reader.isNext(op, 1))
}

export function parseStatements(reader: TokenReader): Statement[] {
  const statements: Statement[] = []
  while (reader.peek().type !== 'end') {
    const statement = parseStatement(reader)
    if (statement !== null) statements.push(statement)
  }
  return statements
}

/** Null for a lone semicolon. */
function parseStatement(reader: TokenReader): Statement | null {
  if (reader.skip(';')) return null
  const statement = reader.nested(() => readStatement(reader))
  reader.count(statement)
  return statement
}

function readStatement(reader: TokenReader): Statement {
  const { at } = reader.peek()
  if (reader.isNext('{')) return readBlock(reader)
  if (reader.isWord('if')) return readIf(reader)
  if (reader.isWord('foreach')) return readForeach(reader)
  if (reader.isWord('return')) {
    reader.next()
    const empty = reader.isNext(';') || reader.isNext('}') || reader.peek().type === 'end'
    const { end } = reader.peek()
    const value = empty ? reader.made({ kind: 'literal', value: null, at, end }) : parseExpression(reader)
    return { kind: 'return', value, at, end: endOfLine(reader, value.end) }
  }
  const length = typeLength(reader)
  if (length > 0) {
    for (let skipped = 0; skipped < length; skipped++) reader.next()
    const { value: name } = reader.expectName('a name')
    reader.expect('=', '= and a value')
    const value = parseExpression(reader)
    return { kind: 'declare', name, value, at, end: endOfLine(reader, value.end) }
  }
  if (isAssignment(reader)) {
    const { value: name } = reader.expectName('a name')
    const token = reader.next()
    const op = assignments.find((one) => token.type === 'operator' && token.value === one) ?? '='
    const value = parseExpression(reader)
    return { kind: 'assign', name, op, value, at, end: endOfLine(reader, value.end) }
  }
  throw reader.unexpected(reader.peek(), 'a statement: if, return, foreach, var or an assignment')
}

function endOfLine(reader: TokenReader, end: number): number {
  if (reader.isNext(';')) return reader.next().end
  if (!reader.isNext('}')) reader.expectEnd('an operator or ;')
  return end
}

function readBlock(reader: TokenReader): Statement {
  const { at } = reader.expect('{', '{')
  const statements: Statement[] = []
  while (!reader.isNext('}')) {
    if (reader.peek().type === 'end') throw reader.unexpected(reader.peek(), 'a statement or }')
    const statement = parseStatement(reader)
    if (statement !== null) statements.push(statement)
  }
  return { kind: 'block', statements, at, end: reader.next().end }
}

function readIf(reader: TokenReader): Statement {
  const { at } = reader.next()
  reader.expect('(', '( and a condition')
  const test = parseExpression(reader)
  reader.expect(')', 'an operator or )')
  const yes = parseBody(reader)
  if (!reader.isWord('else')) return { kind: 'if', test, yes, no: null, at, end: yes.end }
  reader.next()
  const no = parseBody(reader)
  return { kind: 'if', test, yes, no, at, end: no.end }
}

function readForeach(reader: TokenReader): Statement {
  const { at } = reader.next()
  reader.expect('(', '(')
  reader.expectName('var')
  const { value: name } = reader.expectName('a name for each element')
  if (!reader.isWord('in')) throw reader.unexpected(reader.peek(), 'in')
  reader.next()
  const list = parseExpression(reader)
  reader.expect(')', 'an operator or )')
  const body = parseBody(reader)
  return { kind: 'foreach', name, list, body, at, end: body.end }
}

function parseBody(reader: TokenReader): Statement {
  const { at, end } = reader.peek()
  return parseStatement(reader) ?? { kind: 'block', statements: [], at, end }
}
