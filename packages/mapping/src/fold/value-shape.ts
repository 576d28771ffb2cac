/** How a value is folded: as one value, as a list of children by their ids, or as a record of named parts. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts'

export type Kind = 'whole' | 'children' | 'parts'

/**
 * An empty list may be a list of children and an empty record may have parts, but neither has anything to fold:
 * both are `whole` where nothing else is known.
 */
export function kindOf(value: Json): Kind {
  if (typeof value !== 'object' || value === null) return 'whole'
  if (!Array.isArray(value)) return isEmpty(value) ? 'whole' : 'parts'
  return isChildren(value) ? 'children' : 'whole'
}

/** The parts by name, or the children by id; the id of a child is no part of it. */
export function partsOf(value: Json | undefined): Map<string, Json> {
  const parts = new Map<string, Json>()
  if (typeof value !== 'object' || value === null) return parts
  if (Array.isArray(value)) {
    for (const member of value) if (isChild(member)) parts.set(member.id, withoutId(member))
    return parts
  }
  for (const name of Object.keys(value)) {
    const part = value[name]
    if (part !== undefined) parts.set(name, part)
  }
  return parts
}

/** An empty list or record: it says nothing of what others have in theirs. */
export function isHollow(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** Deep equality of JSON: the order of names does not count, absent and null are different. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    return a.every((member, index) => isSame(member, b[index]))
  }
  if (Array.isArray(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
}

/** Sets a field of a record that is being made, whatever its name. */
export function put<T>(record: Record<string, T>, name: string, value: NoInfer<T>): void {
  if (name !== '__proto__') record[name] = value
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true })
}

type Child = JsonObject & { id: string }

function isChildren(list: Json[]): boolean {
  if (list.length === 0) return false
  const seen = new Set<string>()
  for (const member of list) {
    if (!isChild(member) || seen.has(member.id)) return false
    seen.add(member.id)
  }
  return true
}

function isChild(value: Json): value is Child {
  return isJsonObject(value) && typeof value.id === 'string'
}

function isEmpty(record: JsonObject): boolean {
  for (const _ in record) return false
  return true
}

function withoutId(child: Child): JsonObject {
  const { id: _, ...fields } = child
  return fields
}
