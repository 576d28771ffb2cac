import { Fault, inParallel, type Outcome, type Session, type Target } from '@trefoil/sdk'
import { adminPage } from '../admin-page.ts'
import { atOnce } from '../named-records.ts'
import { shopifySettings } from '../settings.ts'
import { type Held, heldAt } from './held.ts'
import { reckon } from './reckon.ts'
import { activate, type StockRow, setStock } from './set-stock.ts'
import { stock } from './stock.ts'
import { findLevels, readWishes, stockWrite, type Wanted } from './stock-write.ts'

/** So often what stands there is read again because somebody bought something meanwhile. */
const mostTries = 3

/**
 * Stock of the shop's location. Each quantity is written on condition that what was read just before still stands: so
 * neither a sale nor a repeat is lost between the two.
 */
export const stockTarget: Target = {
  title: 'Stock of items at the shop’s location',
  schema: stockWrite,
  needs: ['write_inventory', 'read_locations', 'read_products'],
  maxBatch: 250,
  matchBy: ['sku', 'barcode'],
  echoes: true,
  page: (session) => adminPage(session, 'products/inventory'),
  find: findLevels,

  async upsert(session, writes) {
    const { wanted, ended } = await readWishes(session, writes)
    for (let open = wanted, tries = 0; open.length > 0; tries++) {
      if (tries === mostTries) for (const each of open) ended.set(each.at, { status: 'failed', fault: busy() })
      if (tries === mostTries) break
      // A level stands in a call once.
      const round = [...new Map(open.toReversed().map((each) => [each.id, each])).values()]
      const others = open.filter((each) => !round.includes(each))
      const stale = await writeRound(session, round, ended)
      open = [...stale, ...others]
      // Those that waited for their turn have tried nothing yet.
      if (stale.length === 0) tries = -1
    }
    return writes.map((_, at) => ended.get(at) ?? { status: 'failed', fault: busy() })
  },

  async read(session, ids) {
    const found = await stock.fetch?.(session, ids)
    return new Map(
      [...(found ?? [])].flatMap(([id, level]) => (level === 'gone' ? [] : [[id, asWritten(level)] as const])),
    )
  },
}

/** Answers those whose ground moved before they were written. */
async function writeRound(session: Session, round: Wanted[], ended: Map<number, Outcome>): Promise<Wanted[]> {
  const { stockKind } = shopifySettings.parse(session.settings)
  const standing = await standingOf(session, round, ended)
  const rows: { wanted: Wanted; row: StockRow; warnings: string[] }[] = []
  for (const wanted of round) {
    if (ended.has(wanted.at)) continue
    const held = standing.get(wanted.id)
    const { id, itemId, locationId, key } = wanted
    if (held === undefined) ended.set(wanted.at, { status: 'failed', fault: gone() })
    else if (!held.isTracked) ended.set(wanted.at, { status: 'unchanged', id, warnings: [notTracked] })
    else {
      const from = held[stockKind]
      const { quantity, moved } = reckon(from, wanted)
      if (quantity === from) ended.set(wanted.at, { status: 'unchanged', id })
      else if (moved !== 0 && wanted.isUnclear) {
        ended.set(wanted.at, { status: 'unchanged', id, warnings: [leftAlone(from)] })
      } else {
        const warnings = moved === 0 ? [] : [kept(from, moved, quantity)]
        rows.push({ wanted, row: { itemId, locationId, quantity, from, key }, warnings })
      }
    }
  }
  const ends = await setStock(
    session,
    stockKind,
    rows.map(({ row }) => row),
  )
  return rows.flatMap(({ wanted, warnings }, place) => {
    const end = ends[place] ?? null
    if (end === 'stale') return [wanted]
    const done: Outcome = { status: 'updated', id: wanted.id, ...(warnings.length === 0 ? {} : { warnings }) }
    ended.set(wanted.at, end === null ? done : { status: 'failed', fault: end })
    return []
  })
}

/** How they stand, each stocked at its location: where nothing is stocked, a quantity would sell nothing. */
async function standingOf(session: Session, round: Wanted[], ended: Map<number, Outcome>): Promise<Map<string, Held>> {
  const standing = await read(session, round)
  const idle = round.filter(({ id }) => {
    const held = standing.get(id)
    return held?.isTracked === true && !held.isActive
  })
  await inParallel(idle, atOnce, async (wanted) => {
    try {
      await activate(session, wanted)
    } catch (fault) {
      if (!(fault instanceof Fault) || fault.kind !== 'invalid') throw fault
      ended.set(wanted.at, { status: 'failed', fault })
    }
  })
  return new Map([...standing, ...(idle.length === 0 ? [] : await read(session, idle))])
}

async function read(session: Session, wanted: Wanted[]): Promise<Map<string, Held>> {
  const byPlace = Map.groupBy(wanted, ({ locationId }) => locationId)
  const found: [string, Held][] = []
  for (const [place, each] of byPlace) {
    found.push(
      ...(await heldAt(
        session,
        each.map(({ itemId }) => itemId),
        place,
      )),
    )
  }
  return new Map(found)
}

const notTracked =
  'Shopify does not track the stock of this item and sells it without limit: tick “Inventory tracked” on the variant there'

function kept(from: number, moved: number, written: number): string {
  const how = moved < 0 ? `${-moved} fewer` : `${moved} more`
  return `The shop has ${from}, ${how} than the hub had heard: that is kept, and ${written} was written`
}

/** Whether that is a sale or our own write, whose answer was lost, nobody can tell. */
function leftAlone(from: number): string {
  return `An earlier write may have arrived: the ${from} of the shop stand, and are read at the next listing`
}

function gone(): Fault {
  return new Fault('missing', 'The item is no longer in the shop: its variant was deleted there')
}

function busy(): Fault {
  return new Fault('conflict', 'The stock moved in the shop each time before it could be written; the hub tries again')
}

function asWritten(level: Awaited<ReturnType<typeof stock.pull>>['records'][number]) {
  return { sku: level.sku, barcode: level.barcode, quantity: level.quantity }
}
