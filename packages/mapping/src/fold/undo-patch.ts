/** The way back from a change, as something that a person says. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { Patch } from './difference.ts'
import { nameOfStep } from './path.ts'
import { isHollow, isSame, kindOf, partsOf, put } from './value-shape.ts'
import { layOver } from './words.ts'

export interface UndonePatch {
  /** What a person has to say so that the record is as it was; null where there was nothing. */
  says: JsonObject
  /** The part of the patch that this takes back. */
  back: Patch
  /** Fields that stay as they are, and not as they were: changed since, or added as a child or a part, which nobody's word takes away. */
  left: { field: string; why: 'changed' | 'added' }[]
}

/** Takes back what of a patch still stands in the record. */
export function undoPatch(now: JsonObject, patch: Patch): UndonePatch {
  const undone: UndonePatch = { says: {}, back: {}, left: [] }
  for (const [field, entry] of Object.entries(patch)) {
    const names = field.split('/').map(nameOfStep)
    const value = valueAt(now, names)
    if (!isPlace(now, names) || !isSame(value, entry.new)) {
      if (!isSame(value ?? null, entry.old ?? null)) undone.left.push({ field, why: 'changed' })
    } else if (isAdded(now, names, entry)) undone.left.push({ field, why: 'added' })
    else {
      put(undone.back, field, entry)
      const says = placed(now, names, entry.old ?? null)
      if (isJsonObject(says)) undone.says = layOver(undone.says, says)
    }
  }
  return undone
}

function valueAt(record: JsonObject, names: readonly string[]): Json | undefined {
  let value: Json | undefined = record
  for (const name of names) value = partsOf(value).get(name)
  return value
}

/** Whether what it stood in is still there: a part of an address that is gone would make another one of nothing. */
function isPlace(record: JsonObject, names: readonly string[]): boolean {
  const around = names.length === 1 ? record : valueAt(record, names.slice(0, -1))
  return typeof around === 'object' && around !== null
}

/** A child, or all children or parts of a field, where there were none: what a source lists stays listed. */
function isAdded(now: JsonObject, names: readonly string[], { old, new: value }: Patch[string]): boolean {
  if (value === undefined) return false
  const isChild = names.length > 1 && Array.isArray(valueAt(now, names.slice(0, -1)))
  const wasNothing = old === undefined || old === null || isHollow(old)
  return wasNothing && (isChild || kindOf(value) !== 'whole')
}

/** A value inside the record in which it stands, and nothing else: a child in a list, under its id. */
function placed(now: Json | undefined, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value
  const inner = placed(partsOf(now).get(name), rest, value)
  if (!Array.isArray(now)) return { [name]: inner }
  return [{ id: name, ...(isJsonObject(inner) ? inner : {}) }]
}
