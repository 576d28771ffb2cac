import { inParallel, type Json, type Session, type Source } from '@trefoil/sdk'
import { z } from 'zod'
import { adminPage } from '../admin-page.ts'
import { ask } from '../ask.ts'
import { readCursor } from '../cursor.ts'
import { levelsAt, levelsNamed } from '../generated/operations.gen.ts'
import { gidOf } from '../gid.ts'
import { atOnce, chunksOf } from '../named-records.ts'
import { shopifySettings } from '../settings.ts'
import { connection, known, named } from '../wire.ts'
import { type Counting, levelOf, partsOf, type ShopifyLevel, shopifyLevel, wireItem, wireLevel } from './level.ts'
import { placesOf, shopPlace } from './place.ts'

const mostListed = 100
const mostNamed = 50

/**
 * Every active level, location by location. Each listing is a full one: whether a sale marks its item as changed is
 * documented nowhere. Webhooks tell of it at once.
 */
export const stock: Source<ShopifyLevel> = {
  title: 'Stock of every item at each location',
  schema: shopifyLevel,
  needs: ['read_inventory', 'read_locations', 'read_products'],
  key: ({ id }) => id,
  version: () => '',
  page: (session) => adminPage(session, 'products/inventory'),

  async pull(session, { cursor, limit }) {
    const places = (await placesOf(session)).map(({ value }) => Number(value))
    const counting = await countingOf(session)
    const from = cursor === null ? beginning : readCursor(stockCursor, cursor, 'stock')
    // One that was closed meanwhile is passed over.
    const location = places.find((place) => place >= from.location)
    if (location === undefined) return { records: [], gone: [], cursor: beginning, more: false }
    const after = location === from.location ? from.after : null
    const first = Math.max(1, Math.min(limit, mostListed))
    const reads = z.object({ location: z.object({ inventoryLevels: connection(wireRow) }).nullable() })
    const asked = { location: gidOf('Location', String(location)), first, after }
    const { nodes = [], pageInfo } =
      (await ask(session, levelsAt, asked, { reads, points: 120 })).location?.inventoryLevels ?? {}
    const next = pageInfo?.hasNextPage === true ? location : places.find((place) => place > location)
    return {
      records: nodes.map(({ item, ...level }) => levelOf(item, level, counting)),
      gone: [],
      cursor: next === undefined ? beginning : placeIn(next, next === location ? (pageInfo?.endCursor ?? null) : null),
      more: next !== undefined,
    }
  },

  async fetch(session, ids) {
    const asked = ids.flatMap((id) => partsOf(id) ?? [])
    const calls = [...Map.groupBy(asked, ({ locationId }) => locationId)].flatMap(([locationId, parts]) =>
      chunksOf([...new Set(parts.map(({ itemId }) => itemId))], mostNamed).map((items) => ({ locationId, items })),
    )
    const found = await inParallel(calls, atOnce, ({ locationId, items }) => readLevels(session, locationId, items))
    const living = new Map(found.flat().flatMap(({ level, isActive }) => (isActive ? [[level.id, level]] : [])))
    return new Map(ids.map((id) => [id, living.get(id) ?? 'gone']))
  },
}

/** Levels of these items at one location, also those that are not active there. Items that are gone are left out. */
async function readLevels(
  session: Session,
  locationId: string,
  items: string[],
): Promise<{ level: ShopifyLevel; isActive: boolean }[]> {
  const counting = await countingOf(session)
  const reads = named(wireItem.extend({ inventoryLevel: wireLevel.nullable() }))
  const location = gidOf('Location', locationId)
  const ids = items.map((item) => gidOf('InventoryItem', item))
  const { nodes } = await ask(session, levelsNamed, { ids, location }, { reads, points: 9 * ids.length })
  return known(nodes).map(({ inventoryLevel: held, ...item }) => {
    const nowhere = { isActive: false, location: { id: location, name: '' }, quantities: [] }
    return { level: levelOf(item, held ?? nowhere, counting), isActive: held?.isActive === true }
  })
}

async function countingOf(session: Session): Promise<Counting> {
  const { stockKind: kind, safetyStock } = shopifySettings.parse(session.settings)
  return { place: await shopPlace(session), kind, safetyStock }
}

const wireRow = wireLevel.extend({ item: wireItem })

const stockCursor = z.strictObject({
  v: z.literal(1),
  /** 0 is before them all. */
  location: z.int().min(0),
  after: z.string().nullable(),
})

const beginning = placeIn(0, null)

function placeIn(location: number, after: string | null): z.output<typeof stockCursor> & Json {
  return { v: 1, location, after }
}
