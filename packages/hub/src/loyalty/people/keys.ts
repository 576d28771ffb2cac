/** Who has which unique key, once people are merged or parted: a survivor has those of all its parts. */
import type { Reason, RecordKey } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import type { Db, Tx } from '../../db/database.ts'
import type { KeyRow } from '../../store/record-key.ts'
import { keyName, rulesOf } from '../../sync/ingest/entity-rules.ts'
import { holdersOf } from '../../sync/ingest/key-holders.ts'

export interface Keys {
  in: KeyRow[]
  out: KeyRow[]
}

interface Holder {
  id: number
  data: JsonObject
}

const entity = 'Customer'

/**
 * By the keys of a merged person the survivor is found and known, so that a source that brings them again makes no
 * third one. Refused where somebody else has a key of a record itself; of a part it only stays with them.
 */
export async function keysFor(
  db: Db | Tx,
  workspace: number,
  of: { before: Holder[]; after: Owner[] },
): Promise<Keys | { refused: Reason }> {
  const { keysOf, duplicate } = rulesOf(entity)
  const involved = new Set(of.before.map(({ id }) => id))
  const wanted = wantedKeys(of.after)
  const known = of.before.flatMap(({ data }) => keysOf(data))
  const all = new Map([...known, ...[...wanted.values()].map(({ key }) => key)].map((key) => [keyName(key), key]))
  const holders = await holdersOf({ db, workspace }, entity, [...all.values()])
  const keys: Keys = { in: [], out: [] }
  for (const [name, key] of all) {
    const holder = holders.get(name)
    const want = wanted.get(name)
    if (holder === want?.owner) continue
    const isForeign = holder !== undefined && !involved.has(holder)
    if (isForeign && want?.isOwn === true) return { refused: duplicate(key, holder) }
    if (isForeign) continue
    if (holder !== undefined) keys.out.push({ ...key, record_id: holder })
    if (want !== undefined) keys.in.push({ ...key, record_id: want.owner })
  }
  return keys
}

interface Owner extends Holder {
  parts: Holder[]
}

/** Each key once: of the record whose own it is, else of the one that goes on for it. */
function wantedKeys(after: readonly Owner[]): Map<string, { key: RecordKey; owner: number; isOwn: boolean }> {
  const { keysOf } = rulesOf(entity)
  const own = after.flatMap(({ id, data }) => keysOf(data).map((key) => ({ key, owner: id, isOwn: true })))
  const others = after.flatMap(({ id, parts }) =>
    parts.flatMap(({ data }) => keysOf(data).map((key) => ({ key, owner: id, isOwn: false }))),
  )
  return new Map([...others, ...own].map((each) => [keyName(each.key), each]))
}
