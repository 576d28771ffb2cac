import type { Effect } from '@trefoil/simulators'
import { sql } from 'kysely'
import type { Db } from '../../packages/hub/src/db/database.ts'
import type { House } from './open-house.ts'

/** The vendors, and the hub's tables. */
type Audited = Pick<House, 'clover' | 'klaviyo'> & { hub: { database: { kysely: Db } } }

/** Which effect makes a customer at a vendor, and which ends one. */
const vendors = [
  { vendor: 'klaviyo', makes: 'profile.create', ends: ['profile.delete', 'profile.merge'] },
  { vendor: 'clover', makes: 'customer.create', ends: ['customer.delete'] },
] as const

/**
 * Holds what the hub says it did against what the vendors saw done: a sentence for each customer whom it made there
 * without knowing of it, whom it believes in and who is not there, or whom it made twice; for each event that was told
 * twice; and for each run whose records do not add up.
 */
export async function audit(house: Audited): Promise<string[]> {
  house.klaviyo.settle()
  const complaints = [...(await unbalanced(house)), ...toldTwice(house.klaviyo.effects())]
  for (const { vendor, makes, ends } of vendors) {
    const effects = house[vendor].effects()
    const gone = new Set(effects.flatMap((effect) => idsEnded(effect, ends)))
    const made = effects.filter(({ kind, by, id }) => kind === makes && by === 'api' && !gone.has(id))
    // In this order: what is settled between the two questions is then among the links.
    const isUnderWay = await owesSomething(house, vendor)
    const links = await linksAt(house, vendor)
    for (const { id } of made) {
      const isKnown = links.known.has(id) || links.repaired.has(id)
      if (!isKnown && !isUnderWay) complaints.push(`${vendor} made ${id}, and the hub does not know of it`)
    }
    const there = new Set(idsAt(house, vendor))
    for (const id of links.ours) {
      if (!there.has(id) && !gone.has(id)) complaints.push(`the hub believes in ${id} at ${vendor}, who is not there`)
    }
    for (const [mark, all] of Map.groupBy(made, markOf)) {
      const isRepaired = all.some(({ id }) => links.repaired.has(id))
      if (mark !== null && all.length > 1 && !isRepaired)
        complaints.push(`${vendor} made record ${mark} ${all.length} times`)
    }
  }
  return complaints
}

function idsAt({ klaviyo, clover }: Audited, vendor: 'klaviyo' | 'clover'): string[] {
  return (vendor === 'klaviyo' ? klaviyo.profiles.list() : clover.customers.list()).map(({ id }) => id)
}

/** Of a merger the one that was taken up ends. */
function idsEnded({ kind, id, detail }: Effect, ends: readonly string[]): string[] {
  if (!ends.includes(kind)) return []
  const { source }: { source?: unknown } = Object(detail)
  return typeof source === 'string' ? [source] : [id]
}

/** The hub's id of the record, where the vendor was told it. */
function markOf({ detail }: Effect): string | null {
  const { external_id: mark }: { external_id?: unknown } = Object(detail)
  return typeof mark === 'string' ? mark : null
}

/** An event is never changed and never told again: its unique id says which it is. */
function toldTwice(effects: readonly Effect[]): string[] {
  const told = effects.flatMap(({ kind, detail }) => {
    const { uniqueId, metric, profile }: Record<string, unknown> = Object(detail)
    return kind === 'event.create' && typeof uniqueId === 'string' ? [`${metric} ${uniqueId} of ${profile}`] : []
  })
  return [...Map.groupBy(told, (name) => name)].flatMap(([name, all]) =>
    all.length > 1 ? [`the event ${name} was told ${all.length} times`] : [],
  )
}

interface Links {
  known: Set<string>
  /** Those whom it reached from here and has not lost. */
  ours: string[]
  /** Those whom a person linked or unlinked by hand. */
  repaired: Set<string>
}

/** Every customer's id that the hub knows there, at the till and online. */
async function linksAt({ hub }: Pick<Audited, 'hub'>, connector: string): Promise<Links> {
  const { rows: repairs } = await sql<{ external_id: string }>`
    select r.external_id from repair r
    join connection c on c.workspace_id = r.workspace_id and c.id = r.connection_id
    where split_part(c.connector, '-', 1) = ${connector}`.execute(hub.database.kysely)
  const { rows } = await sql<{ external_id: string; is_ours: boolean }>`
    select l.external_id, l.source is null and l.gone_at is null as is_ours from link l
    join connection c on c.workspace_id = l.workspace_id and c.id = l.connection_id
    where split_part(c.connector, '-', 1) = ${connector} and l.entity = 'Customer'`.execute(hub.database.kysely)
  return {
    known: new Set(rows.map((row) => row.external_id)),
    ours: rows.flatMap((row) => (row.is_ours ? [row.external_id] : [])),
    repaired: new Set(repairs.map((row) => row.external_id)),
  }
}

/** Something is due or held there: what was made may yet be finished. */
async function owesSomething({ hub }: Pick<Audited, 'hub'>, connector: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from delivery d
    join flow f on f.workspace_id = d.workspace_id and f.id = d.flow_id
    join connection c on c.workspace_id = f.workspace_id and c.id = f.connection_id
    where c.connector = ${connector} and f.entity = 'Customer' and d.state <> 'done'
    limit 1`.execute(hub.database.kysely)
  return rows.length > 0
}

async function unbalanced({ hub }: Pick<Audited, 'hub'>): Promise<string[]> {
  const { rows } = await sql<{ id: number; kind: string; read: number; ended: number }>`
    select * from (
      select id, kind, read, created + updated + unchanged + linked + filtered + held + error as ended
      from run where state = 'done' and kind <> 'reconcile'
    ) r where read <> ended`.execute(hub.database.kysely)
  return rows.map(
    ({ id, kind, read, ended }) => `run ${id} (${kind}) read ${read} records, and ${ended} came to an end`,
  )
}
