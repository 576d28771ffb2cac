/** The golden record as a pure function of what its sources say. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { type Contribution, newest } from './contribution.ts'
import { compact, rest, step, type Tree } from './path.ts'
import { isHollow, kindOf, partsOf, put } from './value-shape.ts'

/**
 * Who decides a field. Without an entry the value that changed last wins, field by field, and of two that changed at
 * the same instant that of the later link.
 */
export interface FoldPolicy {
  /** Field (`firstName`, `addresses/city` for each address, `*` for all the rest) → owners, strongest first. */
  owners?: Readonly<Record<string, readonly string[]>>
}

export interface Folded {
  data: JsonObject
  /** Field → the link whose value it is; `*` for all the rest. */
  provenance: Record<string, string>
}

export function fold(contributions: readonly Contribution[], policy: FoldPolicy = {}): Folded {
  const [only] = contributions
  if (only === undefined) return { data: {}, provenance: {} }
  // By far the commonest case, and it must cost nothing.
  if (contributions.length === 1) return { data: only.data, provenance: { [rest]: only.link } }
  const voices = [...contributions].sort((a, b) => compareLinks(a.link, b.link))
  const said = voices.map((voice): Said => ({ voice, value: voice.data }))
  const { value, from } = foldParts(said, { path: '', field: '', policy }, 'parts')
  const provenance = compact(from, (a, b) => compareLinks(a, b) < 0)
  return { data: recordOf(value), provenance }
}

/** Link ids count upwards: the longer of two numbers is the later one. */
export function compareLinks(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  if (a === b) return 0
  return a < b ? -1 : 1
}

interface Said {
  voice: Contribution
  value: Json
}

interface Place {
  path: string
  /** The path without the children's ids, as the policy names it. */
  field: string
  policy: FoldPolicy
}

type Result = { value: Json; from: string | Tree<string> }

function foldValue(said: Said[], place: Place): Result | undefined {
  const [first] = said
  if (first === undefined) return undefined
  const kind = commonKind(said)
  if (kind !== 'whole') return foldParts(said, place, kind)
  let best = first
  let bestRank = rankOf(first.voice, place)
  const isMerged = said.some(({ voice }) => voice.behind !== undefined)
  const behindOf = ({ voice, value }: Said) => (isMerged && isBlank(value) ? blankest : (voice.behind ?? 0))
  let bestBehind = behindOf(first)
  let bestAt = newest(first.value, first.voice.since, place.path)
  for (const next of said.slice(1)) {
    const rank = rankOf(next.voice, place)
    const behind = behindOf(next)
    const at = newest(next.value, next.voice.since, place.path)
    // Voices are sorted by link, so that of two equals the later one stays.
    const isEqual = rank === bestRank && behind === bestBehind && at >= bestAt
    if (rank < bestRank || (rank === bestRank && behind < bestBehind) || isEqual) {
      best = next
      bestRank = rank
      bestBehind = behind
      bestAt = at
    }
  }
  return { value: best.value, from: best.voice.link }
}

/** Where two people were merged, one who says that there is nothing leaves it open to those behind. */
const blankest = Number.POSITIVE_INFINITY

function isBlank(value: Json): boolean {
  return value === null || value === ''
}

/** What all of them are; a list without a member and a record without a field go with either. */
function commonKind(said: Said[]): 'whole' | 'children' | 'parts' {
  let common: 'whole' | 'children' | 'parts' = 'whole'
  for (const { value } of said) {
    const kind = kindOf(value)
    if (kind === 'whole' && !isHollow(value)) return 'whole'
    if (kind === 'whole') continue
    if (common !== 'whole' && common !== kind) return 'whole'
    common = kind
  }
  const list = common === 'children'
  return said.every(({ value }) => Array.isArray(value) === list) ? common : 'whole'
}

function foldParts(said: Said[], place: Place, kind: 'children' | 'parts'): { value: Json; from: Tree<string> } {
  const byName = new Map<string, Said[]>()
  for (const { voice, value } of said) {
    for (const [name, part] of partsOf(value)) {
      const list = byName.get(name)
      if (list === undefined) byName.set(name, [{ voice, value: part }])
      else list.push({ voice, value: part })
    }
  }
  const from: Tree<string> = new Map()
  const parts: JsonObject = {}
  const children: JsonObject[] = []
  for (const [name, voices] of byName) {
    const result = foldValue(voices, within(place, name, kind))
    if (result === undefined) continue
    from.set(name, result.from)
    if (kind === 'parts') put(parts, name, result.value)
    else children.push({ id: name, ...recordOf(result.value) })
  }
  return { value: kind === 'parts' ? parts : children, from }
}

function within(place: Place, name: string, kind: 'children' | 'parts'): Place {
  const path = place.path === '' ? step(name) : `${place.path}/${step(name)}`
  if (kind === 'children') return { ...place, path }
  return { ...place, path, field: place.field === '' ? step(name) : `${place.field}/${step(name)}` }
}

/** How strong a source is for a field: its place among the owners, or behind them all. */
function rankOf(voice: Contribution, place: Place): number {
  const { owners } = place.policy
  if (owners === undefined) return 0
  let field = place.field
  while (true) {
    const ranked = Object.hasOwn(owners, field) ? owners[field] : undefined
    if (ranked !== undefined) {
      const rank = ranked.indexOf(voice.owner ?? voice.link)
      return rank < 0 ? ranked.length : rank
    }
    if (field === rest) return 0
    const end = field.lastIndexOf('/')
    field = end < 0 ? rest : field.slice(0, end)
  }
}

function recordOf(value: Json): JsonObject {
  return isJsonObject(value) ? value : {}
}
