import { FormulaError } from './formula-error.ts'

const single: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['/', '/'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ['0', '\0'],
])

/** Reads `\n`, `\"`, `\u0041` and their like, beginning at the backslash. */
export function readEscape(text: string, at: number): { value: string; end: number } {
  const letter = text.charAt(at + 1)
  const value = single.get(letter)
  if (value !== undefined) return { value, end: at + 2 }
  const hex = text.slice(at + 2, at + 6)
  if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) {
    return { value: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 6 }
  }
  throw new FormulaError(text, { at, end: at + 2 }, `\\${letter} is no escape`, {
    expected: '\\" \\\' \\\\ \\/ \\n \\r \\t \\b \\f \\0 or \\u and four hexadecimal digits',
  })
}
