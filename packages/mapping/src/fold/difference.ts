/** What changed between two versions of a record, as small as it can be said. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { nameOfStep, step } from './path.ts'
import { isSame, kindOf, partsOf, put } from './value-shape.ts'

/**
 * Field → what it was and what it is; one of the two is absent where the field was not there. Children and custom
 * fields stand part by part: `addresses/17/city`, or `addresses/17` for one that came or went.
 * The order of children is no difference.
 */
export type Patch = Record<string, PatchEntry>

export interface PatchEntry {
  old?: Json
  new?: Json
}

export function difference(before: JsonObject | null, after: JsonObject): Patch {
  const patch: Patch = {}
  compareParts(before ?? {}, after, '', patch)
  return patch
}

function compareParts(before: Json, after: Json, prefix: string, patch: Patch): void {
  const was = partsOf(before)
  const is = partsOf(after)
  for (const [name, value] of is) {
    const path = prefix + step(name)
    const old = was.get(name)
    if (old === undefined) put(patch, path, { new: value })
    else if (kindOf(old) !== 'whole' && kindOf(old) === kindOf(value)) compareParts(old, value, `${path}/`, patch)
    else if (!isSame(old, value)) put(patch, path, { old, new: value })
  }
  for (const [name, old] of was) if (!is.has(name)) put(patch, prefix + step(name), { old })
}

/** The version after a patch or, backwards, the one before it: a patch leaves nothing out. */
export function applyPatch(
  record: JsonObject,
  patch: Patch,
  direction: 'forward' | 'backward' = 'forward',
): JsonObject {
  const copy = structuredClone(record)
  for (const [path, entry] of Object.entries(patch)) {
    const value = direction === 'forward' ? entry.new : entry.old
    write(copy, path.split('/'), value)
  }
  return copy
}

function write(target: Json, [head, ...tail]: string[], value: Json | undefined): void {
  if (head === undefined) return
  const name = nameOfStep(head)
  if (Array.isArray(target)) writeChild(target, name, tail, value)
  else if (isJsonObject(target)) writePart(target, name, tail, value)
}

function writePart(target: JsonObject, name: string, tail: string[], value: Json | undefined): void {
  const inner = Object.hasOwn(target, name) ? target[name] : undefined
  if (tail.length > 0 && inner !== undefined) write(inner, tail, value)
  else if (value === undefined) delete target[name]
  else put(target, name, value)
}

function writeChild(target: Json[], name: string, tail: string[], value: Json | undefined): void {
  const at = target.findIndex((member) => partOf(member, 'id') === name)
  const child = target[at]
  if (tail.length > 0) {
    if (child !== undefined) write(child, tail, value)
  } else if (value === undefined) {
    target.splice(at, at < 0 ? 0 : 1)
  } else if (isJsonObject(value)) {
    target.splice(at < 0 ? target.length : at, at < 0 ? 0 : 1, { id: name, ...value })
  }
}

function partOf(value: Json, name: string): Json | undefined {
  return isJsonObject(value) ? value[name] : undefined
}
