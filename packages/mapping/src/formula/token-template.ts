/** Interpolated texts: $"Dear {FirstName}, you owe {Total:F2}". */
import { FormulaError } from './formula-error.ts'
import { limits } from './limits.ts'
import { readEscape } from './token-escape.ts'

/** Plain text, or where an expression stands in the source, with its format. */
export type TemplatePart = string | { at: number; end: number; format: string | null }

interface TemplateToken {
  type: 'template'
  parts: TemplatePart[]
  at: number
  end: number
}

export function readTemplate(text: string, at: number, to: number, nesting = 0): TemplateToken {
  const parts: TemplatePart[] = []
  let plain = ''
  let end = at + 2
  while (end < to) {
    const char = text.charAt(end)
    const doubled = text.charAt(end + 1) === char
    if (char === '"') {
      if (plain !== '') parts.push(plain)
      return { type: 'template', parts, at, end: end + 1 }
    }
    if ((char === '{' || char === '}') && doubled) {
      plain += char
      end += 2
    } else if (char === '{') {
      if (plain !== '') parts.push(plain)
      plain = ''
      const hole = readHole(text, end, to, nesting)
      parts.push(hole.part)
      end = hole.end
    } else if (char === '}') {
      throw new FormulaError(text, { at: end, end: end + 1 }, 'A } in an interpolated text is written }}')
    } else if (char === '\\') {
      const special = readEscape(text, end)
      plain += special.value
      end = special.end
    } else {
      plain += char
      end++
    }
  }
  throw new FormulaError(text, { at, end: to }, 'This text is never closed', { expected: '"' })
}

/** From the { to behind its }. A colon outside all brackets begins the format, as in the host language. */
function readHole(text: string, at: number, to: number, nesting: number): { part: TemplatePart; end: number } {
  let depth = 0
  let end = at + 1
  let colon = -1
  while (end < to) {
    const char = text.charAt(end)
    if (colon === -1 && (char === '"' || char === "'")) {
      end = skipQuoted(text, end, to)
      continue
    }
    if (colon === -1 && char === '$' && text.charAt(end + 1) === '"') {
      end = readInside(text, end, to, nesting + 1)
      continue
    }
    if (char === '}' && depth === 0) return { part: hole(text, at + 1, colon, end), end: end + 1 }
    if (char === '(' || char === '[' || char === '{') depth++
    else if (char === ')' || char === ']' || char === '}') depth--
    else if (char === ':' && depth === 0 && colon === -1) colon = end
    end++
  }
  throw new FormulaError(text, { at, end: at + 1 }, 'This { is never closed', { expected: '}' })
}

/** A template in the hole of another: its end. */
function readInside(text: string, at: number, to: number, nesting: number): number {
  if (nesting <= limits.nesting) return readTemplate(text, at, to, nesting).end
  throw new FormulaError(text, { at, end: at + 2 }, `A formula nests at most ${limits.nesting} deep`)
}

function hole(text: string, at: number, colon: number, close: number): TemplatePart {
  if (colon === -1) return { at, end: close, format: null }
  return { at, end: colon, format: text.slice(colon + 1, close) }
}

function skipQuoted(text: string, at: number, to: number): number {
  const quote = text.charAt(at)
  let end = at + 1
  while (end < to && text.charAt(end) !== quote) end += text.charAt(end) === '\\' ? 2 : 1
  return end + 1
}
