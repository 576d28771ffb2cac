/** What makes a record one of its kind: the values that no second record of the entity may have. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { EntityShape } from './entity-shape.ts'

/** A unique key of a record: (customerNumber, c-77). Neither case nor blanks around it make another value. */
export interface RecordKey {
  name: string
  value: string
}

/**
 * Reads the keys of an entity's records: of each unique field, of the unique fields of children, which share the space
 * of the record's own (a variant's SKU is no other product's), and of fields that are unique together.
 */
export function keyReader(shape: EntityShape): (data: JsonObject) => RecordKey[] {
  const own = uniqueOf(shape)
  const lists = uniqueWithin(shape)
  const together = Object.entries(shape.together ?? {})
  return (data) => {
    const keys = plainKeys(own, data)
    for (const { list, names } of lists) {
      for (const child of childrenOf(data[list])) {
        for (const key of plainKeys(names, child)) if (!keys.some((known) => isSameKey(known, key))) keys.push(key)
      }
    }
    for (const [name, fields] of together) {
      const parts = fields.map((field) => keyText(data[field]))
      if (parts.every((part) => part !== null)) keys.push({ name, value: parts.join('|') })
    }
    return keys
  }
}

/** The fields of which a key is made. */
export function fieldsOfKey(shape: EntityShape, name: string): readonly string[] {
  return shape.together?.[name] ?? [name]
}

/** Children of one record that have the same key, as the place of the second. */
export function repeatedKeys(shape: EntityShape, data: JsonObject): { field: string; path: string }[] {
  return uniqueWithin(shape).flatMap(({ list, names }) =>
    names.flatMap((field) => {
      const texts = childrenOf(data[list]).map((child) => keyText(child[field]))
      return texts.flatMap((text, at) =>
        text !== null && texts.indexOf(text) < at ? [{ field, path: `${list}.${at}.${field}` }] : [],
      )
    }),
  )
}

/** Lists whose children have unique fields. Every record is asked for them, so that they cost no entries of objects. */
function uniqueWithin(shape: EntityShape): { list: string; names: string[] }[] {
  const found: { list: string; names: string[] }[] = []
  for (const list in shape.fields) {
    const of = shape.fields[list]?.of
    const names = of === undefined ? [] : uniqueOf(of)
    if (names.length > 0) found.push({ list, names })
  }
  return found
}

function uniqueOf(shape: EntityShape): string[] {
  const names: string[] = []
  for (const name in shape.fields) if (shape.fields[name]?.unique === true) names.push(name)
  return names
}

function plainKeys(names: readonly string[], data: JsonObject): RecordKey[] {
  const keys: RecordKey[] = []
  for (const name of names) {
    const value = keyText(data[name])
    if (value !== null) keys.push({ name, value })
  }
  return keys
}

function keyText(value: Json | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().toLowerCase() : null
}

function childrenOf(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : []
}

function isSameKey(a: RecordKey, b: RecordKey): boolean {
  return a.name === b.name && a.value === b.value
}
