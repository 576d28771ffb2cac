import { type EntityShape, shapeOf } from '@trefoil/mapping'
import { nearNames } from '../near-names.ts'
import type { FieldCondition } from '../store/record-condition.ts'
import { Refusal } from './refusal.ts'

const operators: readonly [words: string, operator: FieldCondition['operator'], negated: boolean][] = [
  ['is not empty', 'empty', true],
  ['is empty', 'empty', false],
  ['does not contain', 'contains', true],
  ['contains', 'contains', false],
  ['begins with', 'begins', false],
  ['starts with', 'begins', false],
  ['is not', 'is', true],
  ['is', 'is', false],
  ['!=', 'is', true],
  ['=', 'is', false],
  ['>', 'above', false],
  ['<', 'below', false],
]

/**
 * Reads `email contains example.com and addresses.city is "New York"`. A field may be cut short where no other begins
 * so, and is matched without regard to case. Throws Refusal with what can be written instead.
 */
export function readCondition(text: string, entity: string): FieldCondition[] {
  const shape = shapeOf(entity)
  if (shape === undefined) throw refused(text, `${entity} is no entity of the hub`)
  return partsOf(text).map((part) => one(text, part.trim(), shape))
}

function one(text: string, part: string, shape: EntityShape): FieldCondition {
  const [, name = '', rest = ''] = /^([\w.]+)\s*(.*)$/s.exec(part) ?? []
  const found = operators.find(([words]) => begins(rest, words))
  if (name === '' || found === undefined) {
    const known = operators.map(([words]) => words).join(', ')
    throw refused(text, `"${part}" is no condition: write a field, one of ${known}, and a value`)
  }
  const [words, operator, negated] = found
  const value = unquoted(rest.slice(words.length).trim())
  if (operator !== 'empty' && value === '') throw refused(text, `"${part}" has no value; for none write "is empty"`)
  if (operator === 'empty' && value !== '') throw refused(text, `"${part}" has a value after "${words}"`)
  return { ...pathOf(text, name, shape), operator, negated, value }
}

function pathOf(text: string, name: string, shape: EntityShape): { path: string[]; isList: boolean } {
  const [first = '', ...rest] = name.split('.')
  const field = fieldOf(text, first, shape)
  const of = shape.fields[field]
  if (of?.type === 'children' && of.of !== undefined) {
    const inner = rest[0]
    if (inner === undefined) throw refused(text, `${field} is a list: ask for one of its fields, as in ${field}.city`)
    return { path: [field, fieldOf(text, inner, of.of)], isList: true }
  }
  return { path: [field, ...rest], isList: false }
}

function fieldOf(text: string, name: string, shape: EntityShape): string {
  const names = Object.keys(shape.fields)
  const wanted = name.toLowerCase().replaceAll('_', '')
  const exact = names.find((each) => each.toLowerCase() === wanted)
  if (exact !== undefined) return exact
  const begun = names.filter((each) => each.toLowerCase().startsWith(wanted))
  if (begun.length === 1 && begun[0] !== undefined) return begun[0]
  const near = begun.length > 1 ? begun : nearNames(name, names)
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `there are ${names.join(', ')}`
  throw refused(text, `${shape.name} has no field "${name}": ${hint}`)
}

/** Parted at `and` outside of quotes; an apostrophe within a name is no quote. */
function partsOf(text: string): string[] {
  const masked = text.replaceAll(/(?<=[\s=<>])("[^"]*"|'[^']*')(?=\s|$)/g, (quoted) => '_'.repeat(quoted.length))
  const parts: string[] = []
  let from = 0
  for (const found of masked.matchAll(/\sand\s/gi)) {
    parts.push(text.slice(from, found.index))
    from = found.index + found[0].length
  }
  return [...parts, text.slice(from)]
}

function begins(rest: string, words: string): boolean {
  if (!rest.toLowerCase().startsWith(words)) return false
  return /\W$/.test(words) || rest.length === words.length || /[\s"']/.test(rest.charAt(words.length))
}

function unquoted(value: string): string {
  const [, inner] = /^(?:"([^"]*)"|'([^']*)')$/.exec(value)?.filter((each) => each !== undefined) ?? []
  return inner ?? value
}

function refused(text: string, why: string): Refusal {
  return new Refusal('invalid', 'bad_condition', `The condition cannot be used: ${why}. Nothing was queued`, {
    problems: [{ pointer: '/where', detail: why }],
    facts: { where: text },
  })
}
