/** Reading a field by a name that is matched without regard to case and underscores, at the price of a property read. */
import { canonical, fieldName } from '../formula/names.ts'
import type { Scope } from '../formula/scope.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'

/** Undefined: the record has no such field. */
export type ReadField = (record: JsonObject) => Json | undefined

/** `City`, or `CustomFields.Tier` for a field of a record inside. */
export function fieldReader(path: string): ReadField {
  const [first = '', ...others] = path.split('.')
  const read = nameReader(first)
  if (others.length === 0) return read
  const readInside = fieldReader(others.join('.'))
  return (record) => {
    const inner = read(record)
    return isJsonObject(inner) ? readInside(inner) : undefined
  }
}

/** The same, where `Parent.` stands for the record that holds the child. */
export function scopeReader(path: string): (scope: Scope) => Json | undefined {
  const inParent = /^parent\./i.test(path)
  const read = fieldReader(inParent ? path.slice('parent.'.length) : path)
  if (!inParent) return (scope) => read(scope.source)
  return (scope) => (scope.parent === null ? undefined : read(scope.parent))
}

/** The spelling of the rule first, then the others in their fixed order, as `getOwn` does for formulas. */
function nameReader(written: string): ReadField {
  const { spellings, canonical: wanted } = fieldName(written)
  const [first = written, second = first, ...others] = spellings
  const known = new Map<string, boolean>()
  const isSpelling = (key: string): boolean => {
    let is = known.get(key)
    if (is === undefined) {
      is = canonical(key) === wanted
      if (known.size < 1_000) known.set(key, is)
    }
    return is
  }
  return (record) => {
    if (Object.hasOwn(record, first)) return record[first]
    if (Object.hasOwn(record, second)) return record[second]
    for (const key of others) if (Object.hasOwn(record, key)) return record[key]
    for (const key in record) {
      if (key.length >= wanted.length && isSpelling(key) && Object.hasOwn(record, key)) return record[key]
    }
    return undefined
  }
}
