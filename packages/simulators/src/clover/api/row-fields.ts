import { isObject } from '../../server/exchange.ts'
import { badRequest } from '../replies.ts'
import type { Row } from '../shop/catalogue.ts'

/** What a field of a row may hold. The bounds are those of the vendor's own SDK; the server is assumed to share them. */
export type FieldRule = { required?: true } & (
  | { kind: 'text'; max: number }
  | { kind: 'choice'; of: readonly string[] }
  | { kind: 'whole'; min?: number; max?: number }
  | { kind: 'number' }
  | { kind: 'flag' }
  /** `{"id":"…"}` */
  | { kind: 'ref' }
)

export type FieldRules = Record<string, FieldRule>

export const text = (max: number): FieldRule => ({ kind: 'text', max })
export const neededText = (max: number): FieldRule => ({ kind: 'text', max, required: true })
export const flag: FieldRule = { kind: 'flag' }
export const ref: FieldRule = { kind: 'ref' }
export const whole = (min?: number, max?: number): FieldRule => ({
  kind: 'whole',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
})

/** `before` with what the body gives of the known fields; `null` clears a field, unknown ones are passed over. */
export function rowFrom(body: Record<string, unknown>, rules: FieldRules, before: Row): Row {
  const next: Record<string, unknown> = { ...before }
  for (const [name, rule] of Object.entries(rules)) {
    const value = body[name]
    if (value === null) delete next[name]
    else if (value !== undefined) next[name] = checked(name, rule, value)
    if (rule.required === true && (next[name] === undefined || next[name] === ''))
      throw badRequest(`${name} is required`)
  }
  return { ...next, id: before.id }
}

function checked(name: string, rule: FieldRule, value: unknown): unknown {
  const wrong = complaint(rule, value)
  if (wrong !== undefined) throw badRequest(`${name} ${wrong}`)
  return rule.kind === 'ref' && isObject(value) ? { id: value.id } : value
}

/** What is wrong with a value, if anything. */
function complaint(rule: FieldRule, value: unknown): string | undefined {
  switch (rule.kind) {
    case 'text':
      if (typeof value !== 'string') return 'must be a text'
      return value.length > rule.max ? `must not be longer than ${rule.max} characters` : undefined
    case 'choice':
      return rule.of.some((one) => one === value) ? undefined : `must be one of ${rule.of.join(', ')}`
    case 'whole':
      return wholeComplaint(rule, value)
    case 'number':
      return Number.isFinite(value) ? undefined : 'must be a number'
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'ref':
      return isObject(value) && typeof value.id === 'string' ? undefined : 'must be given by its id'
  }
}

function wholeComplaint({ min, max }: { min?: number; max?: number }, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'must be a whole number'
  if (min !== undefined && value < min) return `must not be below ${min}`
  return max !== undefined && value > max ? `must not be above ${max}` : undefined
}
