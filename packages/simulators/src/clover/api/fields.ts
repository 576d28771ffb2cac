import { isObject } from '../../server/exchange.ts'
import { badRequest } from '../replies.ts'

/** A text of a body: `undefined` when not given, `null` when it is to be cleared. */
export function textField(body: Record<string, unknown>, name: string, max: number): string | null | undefined {
  const value = body[name]
  if (value === undefined || value === null) return value
  if (typeof value !== 'string') throw badRequest(`${name} must be a text`)
  // The lengths are those of the vendor's own SDK; the server is assumed to share them.
  if (value.length > max) throw badRequest(`${name} must not be longer than ${max} characters`)
  return value
}

export function wholeField(body: Record<string, unknown>, name: string): number | null | undefined {
  const value = body[name]
  if (value === undefined || value === null) return value
  if (typeof value !== 'number' || !Number.isInteger(value)) throw badRequest(`${name} must be a whole number`)
  return value
}

/** A reference like `{"id":"…"}`, as its id. */
export function refField(body: Record<string, unknown>, name: string): string | null | undefined {
  const value = body[name]
  if (value === undefined || value === null) return value
  if (!isObject(value) || typeof value.id !== 'string') throw badRequest(`${name} must be given by its id`)
  return value.id
}

/** A list of objects, plain or wrapped in `{"elements":[…]}`: integrators send both. */
export function listField(body: Record<string, unknown>, name: string): Record<string, unknown>[] | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  const list = isObject(value) ? value.elements : value
  if (!Array.isArray(list) || !list.every(isObject)) throw badRequest(`${name} must be a list`)
  return list
}

/** A thing with some fields set anew: `undefined` leaves a field alone, `null` takes it away. */
export function changed<T extends object>(thing: T, changes: { [field in keyof T]?: T[field] | null | undefined }): T {
  const next = { ...thing }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) Reflect.deleteProperty(next, name)
    else if (value !== undefined) Reflect.set(next, name, value)
  }
  return next
}
