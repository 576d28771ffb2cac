/** What a source itself said of one of two people, once they are two again. */
import { type Contribution, isSame } from '@trefoil/mapping'
import type { Json, JsonObject } from '@trefoil/sdk'

/**
 * While two were one, the hub told the systems of the one what the other's had said, and they say it themselves since.
 * Such a value is put back to what it was before the merge; whatever else a source came to say stays said.
 */
export function putBack(then: Contribution, now: Contribution, others: readonly JsonObject[]): Contribution {
  if (isSame(then.data, now.data)) return { ...now, since: then.since }
  const data = partsPutBack(then.data, now.data, others)
  if (isSame(then.data, data)) return { ...now, data: then.data, since: then.since }
  return { ...now, data }
}

function partsPutBack(then: JsonObject, now: JsonObject, others: readonly JsonObject[]): JsonObject {
  const parts: JsonObject = {}
  for (const [name, said] of Object.entries(now)) {
    const theirs = others.flatMap((other) => other[name] ?? [])
    const value = valuePutBack(then[name], said, theirs)
    if (value !== undefined) parts[name] = value
  }
  return parts
}

function valuePutBack(then: Json | undefined, now: Json, theirs: readonly Json[]): Json | undefined {
  if (isSame(then, now)) return then
  if (isRecord(now)) return partsPutBack(isRecord(then) ? then : {}, now, theirs.filter(isRecord))
  if (Array.isArray(now)) return childrenPutBack(Array.isArray(then) ? then : [], now, theirs)
  return theirs.some((other) => isSame(other, now)) ? then : now
}

/** `theirs` are the children of the others: what flattening a list of lists gave. */
function childrenPutBack(then: readonly Json[], now: readonly Json[], theirs: readonly Json[]): Json[] {
  return now.flatMap((child) => {
    const before = then.find((other) => idOf(other) !== undefined && idOf(other) === idOf(child))
    if (isSame(before, child)) return [child]
    if (!theirs.some((other) => isAlike(other, child))) return [child]
    return before === undefined ? [] : [before]
  })
}

/** The same thing under another id: all that both say in words is the same, and they say something. */
function isAlike(one: Json, other: Json): boolean {
  if (!isRecord(one) || !isRecord(other)) return isSame(one, other)
  const both = Object.keys(one).filter((name) => name !== 'id' && isWord(one[name]) && isWord(other[name]))
  return both.length > 0 && both.every((name) => isSame(one[name], other[name]))
}

function isWord(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== ''
}

function idOf(child: Json): Json | undefined {
  return isRecord(child) ? child.id : undefined
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
