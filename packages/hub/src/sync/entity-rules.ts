import { type Reason, shapeOf, validateRecord } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'

/** A unique key of a record: (customerNumber, C-77). */
export interface RecordKey {
  name: string
  value: string
}

/** What the hub demands of the records of an entity before it stores them. */
export interface EntityRules {
  entity: string
  /** The first thing that is wrong with a record; null: it may be stored. */
  trouble(data: JsonObject): Reason | null
  keysOf(data: JsonObject): RecordKey[]
  duplicate(key: RecordKey, holder: number): Reason
}

export function rulesOf(entity: string): EntityRules {
  const shape = shapeOf(entity)
  if (shape === undefined) throw new Error(`The hub has no entity called ${entity}`)
  const unique = Object.entries(shape.fields).flatMap(([name, field]) => (field.unique === true ? [name] : []))
  return {
    entity,
    trouble: (data) => {
      const [first, ...more] = validateRecord(shape, data)
      if (first === undefined || more.length === 0) return first ?? null
      return { ...first, facts: { ...first.facts, also: more.map((reason) => reason.message) } }
    },
    keysOf: (data) =>
      unique.flatMap((name) => {
        const value = data[name]
        return typeof value === 'string' && value.trim() !== '' ? [{ name, value: value.trim().toLowerCase() }] : []
      }),
    duplicate: (key, holder) => ({
      code: key.name === 'emailAddress' ? 'DUPLICATE_EMAIL' : 'DUPLICATE_KEY',
      message: `Another ${entity.toLowerCase()} of the hub, number ${holder}, has the same ${key.name}: change one of the two in the source, or link them`,
      field: key.name,
      facts: { holder },
    }),
  }
}

/** The key as one text, to look it up by. */
export function keyName(key: RecordKey): string {
  return `${key.name}=${key.value}`
}
