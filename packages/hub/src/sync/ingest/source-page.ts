import type { JsonObject, Source } from '@trefoil/sdk'
import type { Db } from '../../db/database.ts'
import { isStorableId } from '../../db/storable.ts'
import { comparePage, type LinkMark, type LinkSide } from '../../store/link.ts'
import { hashOfText } from './hash.ts'

/** One source record of a page, beside what the hub knows of it. */
export interface Entry {
  key: string
  source: JsonObject
  /** The source as JSON: what is hashed is also what is stored. */
  text: string
  hash: string
  link: LinkMark | undefined
}

export interface SourcePage {
  /** Records that are new or differ from what was last accepted. */
  changed: Entry[]
  /** How many are as they were. */
  unchanged: number
  /** The ids of those that cannot be followed: '' where there was none, else one that cannot be stored. */
  nameless: string[]
}

/**
 * Sorts a page into what must be looked at and what need not be: one statement for the whole page, nothing more for an
 * unchanged record. A record that the vendor repeats within the page counts once, as it was said last.
 */
export async function sortPage(
  db: Db,
  side: LinkSide,
  source: Source,
  records: readonly JsonObject[],
  how: { version: number; force: boolean },
): Promise<SourcePage> {
  const byKey = new Map<string, JsonObject>()
  const nameless: string[] = []
  for (const record of records) {
    const key = source.key(record)
    if (key === '' || !isStorableId(key)) nameless.push(key)
    else byKey.set(key, record)
  }
  const entries = Array.from(byKey, ([key, record]) => {
    const text = JSON.stringify(record)
    return { key, source: record, text, hash: hashOfText(text) }
  })
  const rows = entries.map(({ key, hash }, place) => ({ place, external_id: key, source_hash: hash }))
  const { same, others } = await comparePage(db, side, rows, how.force ? null : how.version)
  const changed = entries.flatMap((entry, place) =>
    same.has(place) ? [] : [{ ...entry, link: others.get(entry.key) }],
  )
  return { changed, unchanged: same.size, nameless }
}
