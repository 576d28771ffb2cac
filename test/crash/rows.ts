import type { Db } from '../../packages/hub/src/db/database.ts'
import type { Town } from './town.ts'

/**
 * All that stands in the hub and at the mail tool in the end, told by customer numbers: ids and times differ from one
 * life to the next and mean nothing.
 */
export interface Rows {
  /** Customer or transaction number → the record, its links, changes and deliveries, and its profile at the mail tool. */
  records: Map<string, unknown>
  /** `clover-customers C1 error DUPLICATE_EMAIL`, sorted; each once, however many runs met it. */
  outcomes: string[]
  /** Profiles of nobody that the hub knows. */
  strangers: unknown[]
  /** What was done at the mail tool, sorted: `consent.subscribe C1 email`, `event.create C1 Placed Order`. */
  effects: string[]
  /** Bulk jobs whose end the hub has not stored. */
  openBatches: number
}

export async function rowsOf(db: Db, { klaviyo }: Town): Promise<Rows> {
  // What the mail tool has promised for later is part of what was done there.
  klaviyo.settle()
  const connections = new Map(
    (await db.selectFrom('connection').selectAll().execute()).map((each) => [each.id, each.name]),
  )
  const flowNames = new Map((await db.selectFrom('flow').selectAll().execute()).map((each) => [each.id, each.name]))
  const records = await db.selectFrom('record').selectAll().execute()
  const links = await db.selectFrom('link').selectAll().where('gone_at', 'is', null).execute()
  const changes = await db.selectFrom('change').selectAll().orderBy('id').execute()
  const deliveries = await db.selectFrom('delivery').selectAll().orderBy('flow_id').execute()
  const runs = new Map((await db.selectFrom('run').selectAll().execute()).map((run) => [run.id, run]))
  const numbers = new Map(
    records.map(({ id, data }) => [id, String(field(data, 'customerNumber') ?? field(data, 'transactionNumber'))]),
  )
  const linkNames = new Map(links.map(({ id, connection_id }) => [String(id), connections.get(connection_id)]))
  const profiles = klaviyo.profiles.list()
  const linksOf = Map.groupBy(links, (row) => row.record_id)
  const changesOf = Map.groupBy(changes, (row) => row.record_id)
  const deliveriesOf = Map.groupBy(deliveries, (row) => row.record_id)
  const profilesOf = Map.groupBy(profiles, (profile) => profile.external_id)

  const told = new Map<string, unknown>()
  for (const { id, data, provenance, version } of records) {
    told.set(numbers.get(id) ?? '', {
      data,
      provenance: Object.fromEntries(
        Object.entries(Object(provenance)).map(([name, link]) => [name, linkNames.get(String(link))]),
      ),
      version,
      links: (linksOf.get(id) ?? [])
        .map(
          ({ connection_id, source }) => `${connections.get(connection_id)} ${source === null ? 'target' : 'source'}`,
        )
        .sort(),
      changes: (changesOf.get(id) ?? []).map(({ version, patch, actor }) => ({ version, patch, actor })),
      deliveries: (deliveriesOf.get(id) ?? []).map(({ state, wanted_version, done_version, output, fault }) => ({
        state,
        wanted_version,
        done_version,
        output: without(output, ['id', 'externalId', 'profileId']),
        code: field(fault, 'code') ?? null,
      })),
      profiles: (profilesOf.get(String(id)) ?? []).map((profile) => {
        const { id: profileId, created: _c, updated: _u, last_event_date: _e, external_id: _x, ...rest } = profile
        const isLinked = (linksOf.get(id) ?? []).some((link) => link.external_id === profileId)
        return { ...rest, subscriptions: profile.subscriptions.email.marketing.consent, isLinked }
      }),
    })
  }
  const owners = new Map(profiles.map(({ id, external_id }) => [id, numbers.get(Number(external_id)) ?? 'nobody']))
  const outcomes = (await db.selectFrom('run_outcome').selectAll().execute()).map((row) => {
    const flow = flowNames.get(runs.get(row.run_id)?.flow_id ?? 0)
    const who = row.record_id === null ? row.external_id : numbers.get(row.record_id)
    return `${flow} ${who} ${row.outcome} ${row.code}`
  })
  return {
    records: new Map([...told].sort(([a], [b]) => (a < b ? -1 : 1))),
    outcomes: [...new Set(outcomes)].sort(),
    strangers: profiles.filter(({ external_id }) => !numbers.has(Number(external_id))),
    effects: klaviyo
      .effects()
      .map(({ kind, id, detail }) => {
        const who = owners.get(String(field(detail, 'profile') ?? id)) ?? id
        return [kind, who, field(detail, 'channel') ?? field(detail, 'metric') ?? ''].join(' ').trim()
      })
      .sort(),
    openBatches: (await db.selectFrom('batch').select('id').execute()).length,
  }
}

/** A run whose records do not add up, as a sentence. */
export async function unbalancedRuns(db: Db): Promise<string[]> {
  const runs = await db.selectFrom('run').selectAll().execute()
  return runs.flatMap(
    ({ id, kind, state, selection, read, created, updated, unchanged, linked, filtered, held, error }) => {
      const sum = created + updated + unchanged + linked + filtered + held + error
      const asked = kind === 'touched' ? Object(field(selection, 'ids')).length : read
      if (read === sum && read === asked && state === 'done') return []
      return [`run ${id} (${kind}) is ${state}: asked for ${asked}, read ${read}, outcomes ${sum}`]
    },
  )
}

function field(object: unknown, name: string): unknown {
  return Object(object)[name]
}

function without(object: unknown, names: string[]): unknown {
  if (object === null) return null
  return Object.fromEntries(Object.entries(Object(object)).filter(([name]) => !names.includes(name)))
}

/** How many records the named runs wrote, and how many changes they left. */
export async function furtherRuns(db: Db, ids: number[]): Promise<{ written: number; changes: number }> {
  const runs = await db.selectFrom('run').selectAll().where('id', 'in', ids).execute()
  const changes = await db.selectFrom('change').select('id').where('run_id', 'in', ids).execute()
  const written = runs.reduce((sum, { created, updated, linked }) => sum + created + updated + linked, 0)
  return { written, changes: changes.length }
}
