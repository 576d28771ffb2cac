/** Values → JSON. */
import type { Json, JsonObject } from '../json.ts'
import { isWhole, simplify } from './decimal.ts'
import { momentText } from './moment-text.ts'
import { isDecimal, isList, isMoment, type Value } from './value.ts'

/** Undefined for what is no value of the language; a number that JSON's readers would round is given as a text. */
export function toJson(value: Value): Json | undefined {
  if (value === null || typeof value !== 'object') return isPlain(value) ? value : undefined
  if (isDecimal(value)) {
    const plain = simplify(value)
    if (typeof plain === 'number') return plain
    return isWhole(plain) ? plain.toFixed() : plain.toNumber()
  }
  if (isMoment(value)) return value.dayOnly ? momentText(value) : new Date(value.at).toISOString()
  if (isList(value)) return value.map((item) => toJson(item) ?? null)
  const result: JsonObject = {}
  for (const key of Object.keys(value)) {
    const field = toJson(value[key] ?? null)
    // By definition, not by assignment: a key named __proto__ is a key like any other.
    if (field !== undefined) Object.defineProperty(result, key, { value: field, enumerable: true, ...open })
  }
  return result
}

const open = { writable: true, configurable: true } as const

function isPlain(value: Value): value is null | boolean | number | string {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}
