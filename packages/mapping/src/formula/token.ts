/** Text → tokens. Knows literals, names and operators; nothing of grammar. */
import { FormulaError } from './formula-error.ts'
import { readEscape } from './token-escape.ts'
import { readTemplate, type TemplatePart } from './token-template.ts'
import { Decimal } from './value.ts'

export type Token =
  | { type: 'number'; value: number | Decimal; at: number; end: number }
  | { type: 'text'; value: string; at: number; end: number }
  | { type: 'template'; parts: TemplatePart[]; at: number; end: number }
  | { type: 'name' | 'operator' | 'end'; value: string; at: number; end: number }

const operators = [
  ...['=>', '==', '!=', '<=', '>=', '&&', '||', '??', '?.', '?[', '+=', '-=', '*=', '/='],
  ...['+', '-', '*', '/', '%', '<', '>', '!', '?', ':', '.', ',', ';', '(', ')', '[', ']', '{', '}', '='],
]

const blank = /[ \t\r\n]/
const nameStart = /[A-Za-z_]/
const namePart = /[A-Za-z0-9_]/
const digit = /[0-9]/

export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = []
  let at = skipBlank(text, from, to)
  while (at < to) {
    const token = readToken(text, at, to)
    tokens.push(token)
    at = skipBlank(text, token.end, to)
  }
  tokens.push({ type: 'end', value: '', at: to, end: to })
  return tokens
}

function skipBlank(text: string, from: number, to: number): number {
  let at = from
  for (;;) {
    while (at < to && blank.test(text.charAt(at))) at++
    if (text.startsWith('//', at)) {
      const line = text.indexOf('\n', at)
      at = line === -1 ? to : Math.min(to, line)
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2)
      if (close === -1 || close + 2 > to) {
        throw new FormulaError(text, { at, end: at + 2 }, 'This comment is never closed', { expected: '*/' })
      }
      at = close + 2
    } else return Math.min(at, to)
  }
}

function readToken(text: string, at: number, to: number): Token {
  const first = text.charAt(at)
  if (first === '"' || first === "'") return readText(text, at, to)
  if (first === '@' && text.charAt(at + 1) === '"') return readVerbatim(text, at, to)
  if (first === '$' && text.charAt(at + 1) === '"') return readTemplate(text, at, to)
  if (digit.test(first) || (first === '.' && digit.test(text.charAt(at + 1)))) return readNumber(text, at, to)
  if (nameStart.test(first)) {
    let end = at + 1
    while (end < to && namePart.test(text.charAt(end))) end++
    return { type: 'name', value: text.slice(at, end), at, end }
  }
  for (const operator of operators) {
    if (!text.startsWith(operator, at) || at + operator.length > to) continue
    if (operator === '?.' && digit.test(text.charAt(at + 2))) continue
    return { type: 'operator', value: operator, at, end: at + operator.length }
  }
  throw new FormulaError(text, { at, end: at + 1 }, `The character ${show(text, at)} has no meaning here`)
}

/** Letters outside ASCII may look like others or turn the line around: they are named by number. */
function show(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return code > 32 && code < 127 ? text.charAt(at) : hex
}

function readText(text: string, at: number, to: number): Token {
  const quote = text.charAt(at)
  let value = ''
  let end = at + 1
  while (end < to) {
    const char = text.charAt(end)
    if (char === quote) return { type: 'text', value, at, end: end + 1 }
    if (char === '\n') break
    if (char === '\\') {
      const special = readEscape(text, end)
      value += special.value
      end = special.end
    } else {
      value += char
      end++
    }
  }
  throw new FormulaError(text, { at, end: Math.min(end, to) }, 'This text is never closed', { expected: quote })
}

/** @"…": no escapes but the doubled quote. */
function readVerbatim(text: string, at: number, to: number): Token {
  let value = ''
  let end = at + 2
  while (end < to) {
    if (text.charAt(end) !== '"') value += text.charAt(end++)
    else if (text.charAt(end + 1) === '"' && end + 1 < to) {
      value += '"'
      end += 2
    } else return { type: 'text', value, at, end: end + 1 }
  }
  throw new FormulaError(text, { at, end: to }, 'This text is never closed', { expected: '"' })
}

const numeral = /(?:[0-9][0-9_]*)?(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?/y

function readNumber(text: string, at: number, to: number): Token {
  numeral.lastIndex = at
  const digits = (numeral.exec(text)?.[0] ?? '').replaceAll('_', '')
  let end = numeral.lastIndex
  const suffix = /[a-zA-Z]/.test(text.charAt(end)) ? text.charAt(end).toLowerCase() : ''
  if (suffix !== '') end++
  if (!['', 'm', 'd', 'f', 'l', 'u'].includes(suffix) || namePart.test(text.charAt(end)) || end > to) {
    throw new FormulaError(text, { at, end: end + 1 }, 'This is neither a number nor a name', {
      expected: 'a number such as 12, 0.5 or 0.5m',
    })
  }
  const exact = new Decimal(digits)
  if (Math.abs(exact.e) > 60) throw new FormulaError(text, { at, end }, 'This number is beyond what a formula can hold')
  const plain = Number(digits)
  const isExact = suffix !== 'm' && exact.eq(String(plain))
  return { type: 'number', value: isExact ? plain : exact, at, end }
}
