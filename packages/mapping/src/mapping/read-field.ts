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

function nameReader(written: string): ReadField {
  const name = fieldName(written)
  // The spelling that the records of this source turned out to use.
  let spelling = name.spellings[1] ?? written
  const foreign = new Map<string, boolean>()
  const isSpelling = (key: string): boolean => {
    let known = foreign.get(key)
    if (known === undefined) {
      known = canonical(key) === name.canonical
      if (foreign.size < 1_000) foreign.set(key, known)
    }
    return known
  }
  return (record) => {
    if (Object.hasOwn(record, spelling)) return record[spelling]
    for (const key of name.spellings) if (Object.hasOwn(record, key)) return record[key]
    for (const key in record) {
      if (key.length < name.canonical.length || !isSpelling(key) || !Object.hasOwn(record, key)) continue
      spelling = key
      return record[key]
    }
    return undefined
  }
}
