import { isObject } from '../../server/exchange.ts'

/** Reads one top-level attribute of a resource. */
export type ReadAttribute = (name: string) => unknown

/**
 * The attributes that `fields[…]` asks for, dotted names as the nested part: `location.city` gives
 * `{ location: { city } }`. Only what is asked for is read.
 */
export function pickFields(fields: readonly string[], read: ReadAttribute): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  const whole = new Map<string, unknown>()
  for (const field of fields) {
    if (!field.includes('.')) {
      const value = read(field)
      if (value !== undefined) picked[field] = value
      continue
    }
    const [top = '', ...path] = field.split('.')
    // Several parts are asked of one attribute, which is read once.
    if (!whole.has(top)) whole.set(top, read(top))
    const value = whole.get(top)
    if (value !== undefined) picked[top] = merged(picked[top], path, value)
  }
  return picked
}

function merged(sofar: unknown, [name = '', ...rest]: string[], source: unknown): unknown {
  if (!isObject(source)) return source
  const target = isObject(sofar) ? { ...sofar } : {}
  const value = source[name]
  if (value !== undefined) target[name] = rest.length === 0 ? value : merged(target[name], rest, value)
  return target
}
