import type { MapResult } from '@trefoil/mapping'
import { selectExternalIds } from '../../store/link.ts'
import { collisionOf } from '../collision.ts'
import type { OpenFlow, Reader } from '../context.ts'
import { sideOf } from '../flow-keys.ts'
import { keyName, rulesOf } from './entity-rules.ts'
import { type OpenRecord, openRecords } from './open-record.ts'
import type { Entry } from './source-page.ts'

/** A page's records, each with the hub's record that it is about and what the mapping made of it. */
interface Mapped {
  targets: { entry: Entry; record: OpenRecord }[]
  results: MapResult[]
}

interface Matched extends Mapped {
  /** What was mapped once more, and may want other keys now. */
  remapped: MapResult[]
}

/**
 * Records that no link knows, but whose e-mail address or number a record of the hub has: where the mapping's collision
 * method says so, they are that record. One that the connection knows under another id already, or that two records
 * claim, is left to be refused by name: a person decides.
 */
export async function matchIncoming(
  reader: Reader,
  flow: OpenFlow,
  page: Mapped & { holders: ReadonlyMap<string, number> },
  remap: (targets: Mapped['targets']) => Promise<MapResult[]>,
): Promise<Matched> {
  const collision = collisionOf(flow)
  const isMatched = collision === 'remap_and_link' || collision === 'update_and_link'
  const places = isMatched ? holdersByPlace(flow, page) : new Map<number, number>()
  if (places.size === 0) return { ...page, remapped: [] }
  const ids = [...new Set(places.values())]
  const [linked, open] = await Promise.all([
    selectExternalIds(reader.db, sideOf(flow), ids),
    openRecords(reader.db, reader.workspace, ids, rulesOf(flow.entity).keysOf),
  ])
  const targets = [...page.targets]
  const results = [...page.results]
  const found: number[] = []
  const taken = new Set(linked.keys())
  for (const [place, id] of places) {
    const target = targets[place]
    const record = open.get(id)
    if (target === undefined || record === undefined || taken.has(id)) continue
    taken.add(id)
    targets[place] = { entry: target.entry, record }
    found.push(place)
  }
  if (collision !== 'remap_and_link' || found.length === 0) return { targets, results, remapped: [] }
  const remapped = await remap(found.flatMap((place) => targets[place] ?? []))
  for (const [index, place] of found.entries()) {
    const result = remapped[index]
    if (result !== undefined) results[place] = result
  }
  return { targets, results, remapped }
}

/** Place in the page → the one record of the hub that has any of its keys. */
function holdersByPlace(flow: OpenFlow, page: Parameters<typeof matchIncoming>[2]): Map<number, number> {
  const { keysOf } = rulesOf(flow.entity)
  const keys = page.targets.flatMap(({ entry }, place) => {
    const result = page.results[place]
    if (entry.link !== undefined || result?.outcome !== 'mapped') return []
    return keysOf(result.data).map((key) => ({ ...key, place }))
  })
  const claims = new Map<number, Set<number>>()
  for (const key of keys) {
    const holder = page.holders.get(keyName(key))
    if (holder !== undefined) claims.set(key.place, new Set([...(claims.get(key.place) ?? []), holder]))
  }
  return new Map(
    [...claims].flatMap(([place, ids]) => {
      const [id, second] = ids
      return id === undefined || second !== undefined ? [] : [[place, id] as const]
    }),
  )
}
