import type { MapInput, MapResult, Reason } from '@trefoil/mapping'
import type { JsonObject, Source } from '@trefoil/sdk'
import type { Tx } from '../../db/database.ts'
import { isStorableId } from '../../db/storable.ts'
import { keepArrival } from '../../store/arrival.ts'
import type { Rank } from '../../store/delivery.ts'
import { forgetSourceLinks, reserveLinkIds } from '../../store/link.ts'
import { reserveRecordIds } from '../../store/record.ts'
import type { Counts } from '../../store/run.ts'
import { countLinked } from '../../store/run-brake.ts'
import type { Brake } from '../brake.ts'
import { openConsentDesk } from '../consent-desk.ts'
import type { Desk, OpenFlow, Reader } from '../context.ts'
import { refOf, sideOf } from '../flow-keys.ts'
import { emptyPlan, isStale, noCounts, type Plan, storePlan } from '../plan.ts'
import { forgetTrouble, meetTrouble, storeTrouble } from '../trouble.ts'
import { underLease } from '../under-lease.ts'
import { rulesOf } from './entity-rules.ts'
import { guestsOf } from './guests.ts'
import type { Case } from './judge.ts'
import { judgePage } from './judge-page.ts'
import { foldedKeys, holdersOf } from './key-holders.ts'
import { lagOf } from './lag.ts'
import { resolversFor } from './lookups.ts'
import { mapPage, type Resolve } from './map-page.ts'
import { matchIncoming } from './match-incoming.ts'
import { newRecord, type OpenRecord, openRecords } from './open-record.ts'
import { keysOfPage, troublesOfPage } from './page-trouble.ts'
import { type Entry, sortPage } from './source-page.ts'
import { provableResult, unstorableId } from './storable-result.ts'

export interface Ingest {
  flow: OpenFlow
  source: Source
  runId: number
  /** Looks at unchanged records too: a person asked for them. */
  force: boolean
  /** What was stored is mapped once more: the vendor is asked for nothing. */
  asStored?: true
  /** Where what it changes stands in the queue of those who listen; live unless told. */
  rank?: Rank
  /** What is news happened after that: then all was known. Not given where nobody knows. */
  since?: Date | undefined
  /** Stops a run that would do more than it may; none for a record that somebody named. */
  brake?: Brake
}

/** A page that is sorted and mapped, and not yet held against what the hub has. */
export interface PreparedPage {
  records: readonly JsonObject[]
  unchanged: number
  nameless: string[]
  targets: Target[]
  results: MapResult[]
  /** Ids that the vendor no longer has: their links are marked. */
  gone?: readonly string[]
}

/**
 * Stores a page of source records: judges them and writes everything in one transaction together with whatever `also`
 * adds (cursor and counters). Answers how the records ended; their sum is the records of the page. Throws BrakeError.
 */
export async function storePage(
  desk: Desk,
  of: Ingest,
  prepared: PreparedPage,
  also: (tx: Tx, counts: Counts) => Promise<void>,
): Promise<Counts> {
  let page = prepared
  for (let attempt = 1; ; attempt += 1) {
    const plan = await planPage(desk, of, page)
    const gone = (page.gone ?? []).filter(isStorableId) // no link has any other id
    // An id that nobody is linked with, or that was gone before, is no loss.
    const lost = of.brake === undefined ? 0 : await countLinked(desk.db, sideOf(of.flow), gone)
    await of.brake?.check(plan, lost)
    const moves = plan.changes.length + plan.consentMoved.length > 0
    const { records } = page
    const met = await meetTrouble(desk, of.flow, troublesOfPage(plan.outcomes, of.runId), () =>
      keysOfPage(of.source, records, gone),
    )
    try {
      const sending = await underLease(desk, async (tx) => {
        const connections = await storePlan(tx, plan, {
          side: sideOf(of.flow),
          made: { flowId: of.flow.id, version: of.flow.version },
          runId: of.runId,
          actor: `flow:${of.flow.name}`,
          now: desk.clock.now(),
          rank: of.rank ?? 0,
        })
        await forgetSourceLinks(tx, sideOf(of.flow), of.flow.endpoint, gone)
        await of.brake?.keep(tx, plan, lost)
        await storeTrouble(tx, of.flow, met, desk.clock.now())
        await arrived(tx, desk, of, { plan, page })
        await also(tx, plan.counts)
        return connections
      })
      forgetTrouble(desk, of.flow, met)
      of.brake?.stored(plan, lost)
      if (moves) desk.wake(sending)
      return plan.counts
    } catch (error) {
      if (!isStale(error) || attempt === mostAttempts) throw error
      page = { ...(await preparePage(desk, of, page.records)), gone }
    }
  }
}

/** What comes from the vendor and is not as it was. What is stored and mapped once more came long ago. */
async function arrived(tx: Tx, desk: Desk, of: Ingest, { plan, page }: { plan: Plan; page: PreparedPage }) {
  const { unchanged, ...rest } = plan.counts
  if (of.asStored === true || Object.values(rest).every((count) => count === 0)) return
  const now = desk.clock.now()
  const lag = lagOf(
    of.source,
    page.targets.map(({ entry }) => entry),
    of.since,
    now,
  )
  await keepArrival(tx, refOf(of.flow), now, lag)
}

/** Two flows that write the same records at once settle within a try or two. */
const mostAttempts = 5

/** Sorts and maps a page. Reads only, so that one page can be prepared while the one before it is stored. */
export async function preparePage(desk: Reader, of: Ingest, records: readonly JsonObject[]): Promise<PreparedPage> {
  const { flow } = of
  const how = { version: flow.version, force: of.force }
  const page = await sortPage(desk.db, sideOf(flow), of.source, records, how)
  const { changed, unchanged, nameless } = page
  if (changed.length === 0) return { records, unchanged, nameless, targets: [], results: [] }
  const targets = await targetsOf(desk, flow, changed)
  const mapped = await mapPage(flow.mapper, inputsOf(desk, flow, targets), incomingResolvers(desk, flow))
  const results = mapped.map((result, place) => {
    const entry = targets[place]?.entry
    return entry === undefined ? result : provableResult(result, of.source, entry)
  })
  return { records, unchanged, nameless, targets, results }
}

/** All that the page would write. Reads only: a dry run ends here. */
export async function planPage(desk: Reader, of: Ingest, page: PreparedPage): Promise<Plan> {
  const { flow } = of
  const rules = rulesOf(flow.entity)
  const holdersFor = (some: MapResult[]) =>
    holdersOf(
      desk,
      flow.entity,
      some.flatMap((result) => (result.outcome === 'mapped' ? rules.keysOf(result.data) : [])),
    )
  const holders = await holdersFor(page.results)
  const { targets, results, remapped } = await matchIncoming(desk, flow, { ...page, holders }, (some) =>
    mapPage(flow.mapper, inputsOf(desk, flow, some), incomingResolvers(desk, flow)),
  )
  for (const [name, holder] of await holdersFor(remapped)) holders.set(name, holder)
  const plan = emptyPlan()
  plan.counts = { ...noCounts(), unchanged: page.unchanged, error: page.nameless.length }
  plan.outcomes = page.nameless.map((id) => namelessOutcome(flow, id))
  const unlinked = targets.filter(({ entry }) => entry.link === undefined).length
  const asked = { source: of.source, connectionId: flow.connectionId }
  const [guests, linkIds] = await Promise.all([
    guestsOf(desk, of, { targets, results, holders }, holdersFor, (records) =>
      preparePage(desk, { ...of, force: false }, records),
    ),
    reserveLinkIds(desk.db, unlinked),
  ])
  const spokenOf = [...targets, ...guests.targets].map(({ record }) => record.id)
  const consents = await openConsentDesk(desk, asked, spokenOf)
  const casesOf = (some: Pick<PreparedPage, 'targets' | 'results'>): Case[] =>
    some.targets.flatMap(({ entry, record }, place) => {
      const result = some.results[place]
      const linkId = entry.link?.id ?? linkIds.pop()
      return result === undefined || linkId === undefined ? [] : [{ entry, result, record, linkId }]
    })
  const bench = { rules, holders, plan, at: desk.clock.now().getTime(), consents }
  const cases: Case[] = [
    ...casesOf({ targets, results }),
    ...casesOf(guests).map((each) => ({ ...each, isGuest: true as const })),
  ]
  for (const [name, holder] of await holdersOf(desk, flow.entity, foldedKeys(bench, cases))) holders.set(name, holder)
  judgePage(bench, cases)
  plan.consents = consents?.entries ?? []
  return plan
}

/** A record of the page, and the hub's record that it is about. */
interface Target {
  entry: Entry
  record: OpenRecord
}

/** The record that each entry is about: the linked one, else a new one. */
export async function targetsOf(desk: Reader, flow: OpenFlow, entries: Entry[]): Promise<Target[]> {
  const { keysOf } = rulesOf(flow.entity)
  const linked = [...new Set(entries.flatMap(({ link }) => (link === undefined ? [] : [link.record_id])))]
  const [open, newIds] = await Promise.all([
    openRecords(desk.db, desk.workspace, linked, keysOf),
    reserveRecordIds(desk.db, entries.length - entries.filter(({ link }) => link !== undefined).length),
  ])
  let next = 0
  return entries.map((entry) => {
    const known = entry.link === undefined ? undefined : open.get(entry.link.record_id)
    return { entry, record: known ?? newRecord(entry.link?.record_id ?? newIds[next++] ?? 0) }
  })
}

/** What the mapping is given for each record of a page. */
export function inputsOf(desk: Reader, flow: OpenFlow, targets: Target[]): MapInput[] {
  const now = desk.clock.now()
  const variables = { SpaceportSystemId: flow.connectionId, SourceTypeName: flow.endpoint }
  return targets.map(({ entry, record }) => {
    const isLinked = record.stored !== null
    return {
      source: entry.source,
      linked: isLinked,
      destination: isLinked ? { id: record.id, ...record.data } : null,
      previous: entry.link === undefined ? null : (record.contributions.get(String(entry.link.id))?.data ?? null),
      variables,
      now,
    }
  })
}

/** How the look-ups of a page that comes in are answered. */
export function incomingResolvers(desk: Reader, flow: OpenFlow): Map<string, Resolve> {
  return resolversFor({ db: desk.db, ...sideOf(flow) }, flow.connector, desk.session)
}

/** Why a record cannot be followed: it has no id, or one that cannot be stored. */
export function namelessReason({ connector, endpoint }: OpenFlow, id: string): Reason {
  if (id !== '') return unstorableId(connector.title, endpoint, id)
  return {
    code: 'MISSING_SOURCE_ID',
    message: `${connector.title} sent a record of ${endpoint} without an id, so it cannot be followed: make sure that it has one there`,
    facts: { source: endpoint },
  }
}

function namelessOutcome(flow: OpenFlow, id: string): Plan['outcomes'][number] {
  const { code, message: reason, facts = null } = namelessReason(flow, id)
  return { outcome: 'error', record_id: null, external_id: null, code, reason, facts }
}
