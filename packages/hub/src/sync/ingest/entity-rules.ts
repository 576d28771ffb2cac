import { fieldsOfKey, keyReader, type Reason, type RecordKey, shapeOf, validateRecord } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { isStorableId, troubleOfId } from '../../db/storable.ts'

/** What the hub demands of the records of an entity before it stores them. */
export interface EntityRules {
  entity: string
  /** The first thing that is wrong with a record or its keys; null: it may be stored. */
  trouble(data: JsonObject, keys: readonly RecordKey[]): Reason | null
  keysOf(data: JsonObject): RecordKey[]
  duplicate(key: RecordKey, holder: number): Reason
}

export function rulesOf(entity: string): EntityRules {
  const shape = shapeOf(entity)
  if (shape === undefined) throw new Error(`The hub has no entity called ${entity}`)
  return {
    entity,
    trouble: (data, keys) => {
      const [first, ...more] = validateRecord(shape, data)
      if (first === undefined) return unstorableKey(keys.find(({ value }) => !isStorableId(value)))
      if (more.length === 0) return first
      return { ...first, facts: { ...first.facts, also: more.map((reason) => reason.message) } }
    },
    keysOf: keyReader(shape),
    duplicate: (key, holder) => {
      const [field = key.name, ...more] = fieldsOfKey(shape, key.name)
      return {
        code: key.name === 'emailAddress' ? 'DUPLICATE_EMAIL' : 'DUPLICATE_KEY',
        message: `Another ${wordsOf(entity)} of the hub, number ${holder}, has the same ${[field, ...more].join(' and ')}: change one of the two in the source, or link them`,
        field,
        facts: { holder },
      }
    },
  }
}

function unstorableKey(key: RecordKey | undefined): Reason | null {
  if (key === undefined) return null
  const message = `${key.name} holds ${troubleOfId(key.value)}, which no key of a record can: give it a shorter one in the source, or put right the formula that makes it`
  return { code: 'UNSTORABLE_TEXT', message, field: key.name }
}

/** InventoryLevel → inventory level. */
function wordsOf(entity: string): string {
  return entity.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}

/** The key as one text, to look it up by. */
export function keyName(key: RecordKey): string {
  return `${key.name}=${key.value}`
}
