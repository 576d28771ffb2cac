/** What a person says of a record, over what they said before. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { Contribution } from './contribution.ts'
import { isHollow, kindOf, partsOf, put } from './value-shape.ts'

/** What somebody said, with more that is said now: children by their ids, parts by their names. */
export function layOver(said: JsonObject, more: JsonObject): JsonObject {
  const both = { ...said }
  for (const [name, value] of Object.entries(more)) {
    const before = Object.hasOwn(said, name) ? said[name] : undefined
    put(both, name, before === undefined ? value : joined(before, value))
  }
  return both
}

function joined(before: Json, more: Json): Json {
  const kind = kindOf(before)
  if (kind !== 'whole' && isHollow(more)) return before
  if (kind === 'whole' || kindOf(more) !== kind) return more
  if (isJsonObject(before) && isJsonObject(more)) return layOver(before, more)
  const children = partsOf(before)
  for (const [id, child] of partsOf(more)) {
    const known = children.get(id)
    children.set(id, known === undefined ? child : joined(known, child))
  }
  return listOf(children)
}

/**
 * A contribution without what is about to be said. A source that repeats a value says nothing new; a person who does
 * means it against whatever was said meanwhile.
 */
export function forget(contribution: Contribution, says: JsonObject): Contribution {
  return { ...contribution, data: without(contribution.data, says) }
}

function without(said: JsonObject, says: JsonObject): JsonObject {
  const left: JsonObject = {}
  for (const [name, value] of Object.entries(said)) {
    const again = Object.hasOwn(says, name) ? says[name] : undefined
    const kept = again === undefined ? value : leftOf(value, again)
    if (kept !== undefined) put(left, name, kept)
  }
  return left
}

function leftOf(value: Json, again: Json): Json | undefined {
  const kind = kindOf(value)
  if (kind !== 'whole' && isHollow(again)) return value
  if (kind === 'whole' || kindOf(again) !== kind) return undefined
  if (isJsonObject(value) && isJsonObject(again)) return without(value, again)
  const children = partsOf(value)
  for (const [id, child] of partsOf(again)) {
    const known = children.get(id)
    if (known !== undefined) children.set(id, leftOf(known, child) ?? {})
  }
  return listOf(children)
}

function listOf(children: ReadonlyMap<string, Json>): Json[] {
  return [...children].map(([id, child]) => ({ id, ...(isJsonObject(child) ? child : {}) }))
}
