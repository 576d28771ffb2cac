import type { JsonObject } from '@trefoil/sdk'
import { findStoredSources } from '../../store/stored-source.ts'
import type { Reader } from '../context.ts'
import { sideOf } from '../flow-keys.ts'
import { keyName, rulesOf } from './entity-rules.ts'
import type { Ingest, PreparedPage } from './ingest.ts'

type Mapped = Pick<PreparedPage, 'targets' | 'results'>

/** A page, and who has the keys that its records want. */
type Held = Mapped & { holders: Map<string, number> }

/**
 * Linked records of a page that want a key which a record of another page has: if that one gives the key up in the
 * source too, the two must move together, and neither page alone could let them. So the holders are read now, and the
 * holders of what they want, until nobody new is in the way, and added to the page's. Asks nobody where no linked
 * record wants another's key.
 */
export async function guestsOf(
  reader: Reader,
  of: Ingest,
  page: Held,
  holdersOf: (results: Mapped['results']) => Promise<Map<string, number>>,
  prepare: (records: readonly JsonObject[]) => Promise<Mapped>,
): Promise<Mapped> {
  const { holders } = page
  const guests: Mapped = { targets: [], results: [] }
  const seen = new Set(page.targets.map(({ record }) => record.id))
  let asking: Mapped = page
  for (let round = 0; round < mostRounds; round += 1) {
    const strangers = inTheWay(of, asking, holders).filter((id) => !seen.has(id))
    if (strangers.length === 0) break
    for (const id of strangers) seen.add(id)
    const found = await prepare(await sourcesOf(reader, of, strangers))
    asking = mappedAlone(found)
    for (const [name, holder] of await holdersOf(asking.results)) holders.set(name, holder)
    guests.targets.push(...asking.targets)
    guests.results.push(...asking.results)
  }
  return guests
}

/** A ring of more than that is no exchange any more; it ends in errors that say who is in whose way. */
const mostRounds = 32

function inTheWay({ flow }: Ingest, { targets, results }: Mapped, holders: ReadonlyMap<string, number>): number[] {
  const { keysOf } = rulesOf(flow.entity)
  const ids = targets.flatMap(({ entry, record }, place) => {
    const result = results[place]
    if (entry.link === undefined || result?.outcome !== 'mapped') return []
    return keysOf(result.data).flatMap((key) => {
      const holder = holders.get(keyName(key))
      return holder === undefined || holder === record.id ? [] : [holder]
    })
  })
  return [...new Set(ids)]
}

/** As the source has them now; a replay asks no vendor, and takes them as they are stored. */
async function sourcesOf(
  reader: Reader,
  { flow, source, asStored }: Ingest,
  recordIds: number[],
): Promise<JsonObject[]> {
  const stored = await findStoredSources(reader.db, sideOf(flow), { recordIds })
  if (stored.length === 0 || asStored === true || source.fetch === undefined) return stored.map((row) => row.source)
  const found = await source.fetch(
    reader.session,
    stored.map((row) => row.external_id),
  )
  // Connectors hand out plain data by contract; the round trip tells the compiler so.
  return [...found.values()].flatMap((record) => (record === 'gone' ? [] : [JSON.parse(JSON.stringify(record))]))
}

/** A guest that is filtered or in error moves nothing; its own page says so. */
function mappedAlone({ targets, results }: Mapped): Mapped {
  const isMapped = (_: unknown, place: number) => results[place]?.outcome === 'mapped'
  return { targets: targets.filter(isMapped), results: results.filter(isMapped) }
}
