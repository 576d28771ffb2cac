import { isObject } from '../../server/exchange.ts'

/** Reads one top-level attribute of a resource. */
export type ReadAttribute = (name: string) => unknown

/** The parts that are asked of a value, by name; null: all of it. */
type Parts = Map<string, Parts> | null

/**
 * The attributes that `fields[…]` asks for, dotted names as the nested part: `location.city` gives
 * `{ location: { city } }`. Only what is asked for is read. Made once for all resources of a reply.
 */
export function fieldPicker(fields: readonly string[]): (read: ReadAttribute) => Record<string, unknown> {
  const asked: Parts = new Map()
  for (const field of fields) ask(asked, field.split('.'))
  return (read) => {
    const picked: Record<string, unknown> = {}
    for (const [name, parts] of asked) {
      const value = read(name)
      if (value !== undefined) picked[name] = cut(value, parts)
    }
    return picked
  }
}

/** Who asks for all of a value and for a part of it is given all. */
function ask(asked: Parts, [name = '', ...rest]: string[]): void {
  if (asked === null) return
  const known = asked.get(name)
  const parts = rest.length === 0 || known === null ? null : (known ?? new Map())
  asked.set(name, parts)
  if (rest.length > 0) ask(parts, rest)
}

function cut(value: unknown, parts: Parts): unknown {
  if (parts === null || !isObject(value)) return value
  const kept: Record<string, unknown> = {}
  for (const [name, inside] of parts) if (value[name] !== undefined) kept[name] = cut(value[name], inside)
  return kept
}
