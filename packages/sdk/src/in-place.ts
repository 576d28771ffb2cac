import { z } from 'zod'

/**
 * Reads like the schema's own `safeParse`, but hands out a value that is right already as it is, where zod makes a copy
 * of it: for rows that come by the thousand. Whatever it does not see at a glance to be right, zod decides.
 */
export function inPlace<T>(schema: z.ZodType<T>): (value: unknown) => z.ZodSafeParseResult<T> {
  const isRight = guardOf(schema)
  return (value) => {
    if (!isRight(value)) return schema.safeParse(value)
    // The guard is made of the schema, and what the schema would change is never right.
    return { success: true, data: value as T }
  }
}

type Guard = (value: unknown) => boolean

function guardOf(schema: z.core.$ZodType): Guard {
  if (schema instanceof z.ZodObject) return objectGuard(schema)
  if (schema instanceof z.ZodOptional && isUnchecked(schema)) {
    const isRight = guardOf(schema.unwrap())
    // Some inner schemas make something of nothing.
    const isNothing = keptBy(schema)(undefined)
    return (value) => (value === undefined ? isNothing : isRight(value))
  }
  if (schema instanceof z.ZodNullable && isUnchecked(schema)) {
    const isRight = guardOf(schema.unwrap())
    return (value) => value === null || isRight(value)
  }
  if (schema instanceof z.ZodUnion && isUnchecked(schema)) {
    // Zod takes the first option that fits, and may change by it what a later one would leave as it is.
    const [first] = schema.options
    const isFirst = first === undefined ? () => false : guardOf(first)
    const isKept = keptBy(schema)
    return (value) => isFirst(value) || isKept(value)
  }
  if (schema instanceof z.ZodArray && isUnchecked(schema)) {
    const isRight = guardOf(schema.element)
    return (value) => Array.isArray(value) && value.every(isRight)
  }
  if (schema instanceof z.ZodString && isUnchecked(schema)) return (value) => typeof value === 'string'
  if (schema instanceof z.ZodBoolean && isUnchecked(schema)) return (value) => typeof value === 'boolean'
  if (schema instanceof z.ZodNumber && isUnchecked(schema) && schema.format === null) return Number.isFinite
  if (schema instanceof z.ZodLiteral && isUnchecked(schema)) {
    const values = new Set<unknown>(schema.values)
    return (value) => values.has(value)
  }
  return keptBy(schema)
}

/** An enumeration, an instant, a number: what zod makes of it is the very same value, or is not for here. */
function keptBy(schema: z.core.$ZodType): Guard {
  return (value) => {
    const read = z.safeParse(schema, value)
    return read.success && read.data === value
  }
}

/** Only where names that the schema does not know are kept: else a copy without them is due. */
function objectGuard(schema: z.ZodObject): Guard {
  if (!(schema.def.catchall instanceof z.ZodUnknown) || !isUnchecked(schema)) return () => false
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    // A field that takes `undefined` may have to be there all the same.
    const mayBeAbsent = z.safeParse(z.object({ [name]: field }), {}).success
    return { name, mayBeAbsent, isRight: guardOf(field) }
  })
  return (value) => {
    if (!isRecord(value)) return false
    for (const { name, mayBeAbsent, isRight } of fields) {
      const held = value[name]
      if ((held === undefined && !mayBeAbsent) || !isRight(held)) return false
    }
    return true
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isUnchecked(schema: z.ZodType): boolean {
  return (schema.def.checks ?? []).length === 0
}
