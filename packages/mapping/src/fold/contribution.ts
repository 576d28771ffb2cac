/** What one source gives to a record, and since when it says so. */
import type { Json, JsonObject } from '../json.ts'
import { compact, lookUp, rest, step, type Tree } from './path.ts'
import { isSame, kindOf, partsOf } from './value-shape.ts'

/** Field → the instant (epoch ms) at which this source's value last changed; `*` for all the rest. */
export type Since = Readonly<Record<string, number>>

export interface Contribution {
  link: string
  data: JsonObject
  since: Since
  /** Who the source is for the policy, e.g. its connection; the link itself where it is not told. */
  owner?: string
  /** It came by a merge of two people: it fills what those before it leave open. Absent: it is the record's own. */
  behind?: number
}

/** The contribution that follows when a source says `data` at the instant `at`: values that it repeats keep their age. */
export function contribute(previous: Contribution | null, link: string, data: JsonObject, at: number): Contribution {
  if (previous === null) return { link, data, since: { [rest]: at } }
  const standing = {
    ...(previous.owner === undefined ? {} : { owner: previous.owner }),
    ...(previous.behind === undefined ? {} : { behind: previous.behind }),
  }
  if (isSame(previous.data, data)) return { link, data, since: previous.since, ...standing }
  const ages = agesOfParts(data, previous.data, { since: previous.since, at, prefix: '' })
  const since = compact(ages, (a, b) => a < b)
  return { link, data, since: ages.size === 0 ? { [rest]: at } : since, ...standing }
}

/** When the newest part of a value last changed. */
export function newest(value: Json, since: Since, path: string): number {
  if (kindOf(value) === 'whole') return lookUp(since, path) ?? 0
  let at = 0
  for (const [name, part] of partsOf(value)) at = Math.max(at, newest(part, since, `${path}/${step(name)}`))
  return at
}

interface Before {
  since: Since
  at: number
  prefix: string
}

function agesOfParts(value: Json, old: Json | undefined, before: Before): Tree<number> {
  const was = partsOf(old)
  const ages: Tree<number> = new Map()
  for (const [name, part] of partsOf(value)) {
    const path = before.prefix + step(name)
    ages.set(name, age(part, was.get(name), path, before))
  }
  return ages
}

function age(value: Json, old: Json | undefined, path: string, before: Before): number | Tree<number> {
  const kind = kindOf(value)
  if (kind === 'whole') return isSame(value, old) ? (lookUp(before.since, path) ?? before.at) : before.at
  // What was a list and is a record now has nothing in common with itself.
  const comparable = old !== undefined && kindOf(old) === kind ? old : undefined
  return agesOfParts(value, comparable, { ...before, prefix: `${path}/` })
}
