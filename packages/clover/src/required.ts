import { CloverUsageError } from './errors.ts'

/** Throws, before anything is sent, where a field that Clover demands is absent or empty. */
export function requireFields<T extends object>(what: string, given: T, fields: readonly (keyof T & string)[]): void {
  for (const field of fields) {
    const value = given[field]
    if (value === undefined || value === null || value === '') {
      throw new CloverUsageError('missing', field, `${what} needs ${field}`)
    }
  }
}

/** Throws where a text stands that is not an id: an empty one would speak of the whole collection. */
export function requireId(field: string, id: unknown): string {
  if (typeof id !== 'string' || id.trim() === '') {
    throw new CloverUsageError('missing', field, `${field} must be the id of one object, but is ${JSON.stringify(id)}`)
  }
  return id
}
