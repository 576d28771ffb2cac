import type { Json } from '../json.ts'

/** Absent, null or '': what a default stands in for. */
export function isNothing(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === ''
}

/** Nothing, or only white space: what a required field must not be. */
export function isBlank(value: Json | undefined): boolean {
  return isNothing(value) || (typeof value === 'string' && value.trim() === '')
}

export const aRecord = 'a record'

/** How a value stands, without saying it: it may be personal. Numbers and claims are told. */
export function standing(value: Json | undefined): string {
  if (value === undefined) return 'absent'
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') return value === '' ? 'empty' : value.trim() === '' ? 'blank' : 'present'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  return aRecord
}
