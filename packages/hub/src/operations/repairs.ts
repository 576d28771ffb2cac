/** Links that a person puts right: taken away, given to the right record, and back again. */
import { inTransaction } from '../db/in-transaction.ts'
import { findConnection } from '../store/connection.ts'
import { type Flow, listFlowsOf } from '../store/flow.ts'
import { insertNewLink, type LinkSide } from '../store/link.ts'
import { linksOfRecord, type RecordView } from '../store/record-view.ts'
import {
  findRepair,
  forgetTold,
  insertRepair,
  markUndone,
  type NewRepair,
  type Repair,
  rememberTold,
  selectLinkRow,
} from '../store/repair.ts'
import { endTroubleOf } from '../sync/end-trouble.ts'
import { type Move, type MovePlan, planMove, storeMove } from '../sync/move-link.ts'
import { again } from './again.ts'
import type { Actor, Hub } from './hub.ts'
import { type NextSync, syncsLinked, syncsUnlinked } from './next-syncs.ts'
import { Refusal } from './refusal.ts'
import { requireConnection } from './require-connection.ts'
import { requireLiveRecord } from './require-record.ts'
import { syncOne } from './sync-one.ts'

/** What a repair does, or would do. */
export interface RepairReport {
  /** Null: it was only planned. */
  id: number | null
  connection: string
  externalId: string
  /** The records that are otherwise without the link, or with it. */
  records: MovePlan['refolded']
  /** How each flow of the connection would go on; empty once it is done. */
  next: NextSync[]
  /** Runs that were queued for it. */
  runs: number[]
}

/** Takes a link from a record. With `rematch` every flow of that connection looks at once where the record belongs. */
export async function unlink(
  hub: Hub,
  recordId: number,
  of: { link: number; rematch: boolean; dryRun: boolean },
  actor: Actor,
): Promise<RepairReport> {
  const record = await requireLiveRecord(hub, recordId)
  const { connection, externalId, side } = await linkOf(hub, record, of.link)
  return again(async () => {
    const row = await selectLinkRow(hub.db, side, externalId)
    if (row === null || row.record_id !== recordId) throw changedMeanwhile(connection, externalId)
    const move: Move = { side, externalId, from: recordId, to: null, row }
    const plan = await sound(hub, move)
    assertNotEmptied(plan, connection, externalId)
    const flows = await flowsOf(hub, side)
    const report = { connection, externalId, records: plan.refolded, runs: [] }
    const ahead = { side, externalId, recordId, row }
    if (of.dryRun) return { ...report, id: null, next: await syncsUnlinked(hub, flows, ahead, plan) }
    const kept = { kind: 'unlink' as const, from_record_id: recordId, to_record_id: null, link: row }
    const id = await store(hub, { move, plan, flows, actor }, kept)
    const runs = of.rematch ? await syncAll(hub, flows, { id: recordId, externalId }, actor) : []
    return { ...report, id, next: [], runs }
  })
}

/** Gives a record the link that belongs to it: an id that nobody has, or one that another record has wrongly. */
export async function link(
  hub: Hub,
  recordId: number,
  of: { connection: string; externalId: string; dryRun: boolean },
  actor: Actor,
): Promise<RepairReport> {
  const record = await requireLiveRecord(hub, recordId)
  const { id: connectionId } = await requireConnection(hub, of.connection)
  const side = { workspace: hub.workspaceId, connectionId, entity: record.entity }
  const flows = await flowsOf(hub, side)
  if (flows.length === 0) {
    throw new Refusal(
      'invalid',
      'no_flow',
      `No flow of "${of.connection}" moves ${record.entity} records, so a link would be for nothing`,
    )
  }
  await assertNoOtherPointer(hub, record, of)
  const { externalId, connection } = of
  return again(async () => {
    const row = await selectLinkRow(hub.db, side, externalId)
    const report = { connection, externalId, runs: [] }
    if (row === null) {
      // Asked before it is done as well: an id that the vendor does not know is a slip of the pen.
      const next = await syncsLinked(hub, flows, { side, externalId, recordId, row })
      if (of.dryRun) return { ...report, id: null, records: [], next }
      const kept = {
        ...sideOfRepair(side, externalId),
        kind: 'link' as const,
        from_record_id: null,
        link: null,
        told: [],
      }
      const id = await inTransaction(hub.db, async (tx) => {
        if (!(await insertNewLink(tx, side, externalId, recordId))) throw changedMeanwhile(connection, externalId)
        return insertRepair(tx, hub.workspaceId, { ...kept, to_record_id: recordId, actor }, hub.now())
      })
      const runs = await syncAll(hub, flows, { id: recordId, externalId }, actor)
      return { ...report, id, records: [], next: [], runs }
    }
    if (row.record_id === recordId && row.gone_at === null) {
      throw new Refusal(
        'conflict',
        'already_linked',
        `Record ${recordId} is linked with "${externalId}" of "${connection}" already: nothing is to be done`,
      )
    }
    const move: Move = { side, externalId, from: row.record_id, to: recordId, row }
    const plan = await sound(hub, move)
    if (of.dryRun) {
      const next = await syncsLinked(hub, flows, { side, externalId, recordId, row })
      return { ...report, id: null, records: plan.refolded, next }
    }
    const kept = { kind: 'link' as const, from_record_id: row.record_id, to_record_id: recordId, link: row }
    const id = await store(hub, { move, plan, flows, actor }, kept)
    const runs = await syncAll(hub, flows, { id: recordId, externalId }, actor)
    return { ...report, id, records: plan.refolded, next: [], runs }
  })
}

/** Puts a link back to where it was. What was sent meanwhile is sent anew; nothing is taken back from a vendor. */
export async function undoRepair(hub: Hub, id: number, actor: Actor): Promise<RepairReport> {
  const repair = await findRepair(hub.db, hub.workspaceId, id)
  if (repair === null) throw new Refusal('unknown', 'unknown_repair', `No repair has the id ${id}: nothing was undone`)
  if (repair.undone_at !== null) {
    throw new Refusal('conflict', 'undone_already', `Repair ${id} was undone already: nothing is to be done`)
  }
  const side = { workspace: hub.workspaceId, connectionId: repair.connection_id, entity: repair.entity }
  const connection = (await findConnection(hub.db, hub.workspaceId, { id: repair.connection_id }))?.name ?? ''
  const { external_id: externalId, from_record_id: home } = repair
  return again(async () => {
    const now = await selectLinkRow(hub.db, side, externalId)
    if (repair.kind === 'link' && now?.record_id !== repair.to_record_id) throw changedMeanwhile(connection, externalId)
    const report = { id, connection, externalId, next: [], runs: [] }
    const row = now ?? repair.link
    if (row === null || (now !== null && now.record_id === home)) {
      // It found its way home by itself.
      await inTransaction(hub.db, (tx) => markUndone(tx, hub.workspaceId, id, actor, hub.now()))
      return { ...report, records: [] }
    }
    const move: Move = { side, externalId, from: now?.record_id ?? null, to: home, row }
    const plan = await sound(hub, move)
    if (home === null) assertNotEmptied(plan, connection, externalId)
    const flows = await flowsOf(hub, side)
    await storeBack(hub, { move, plan, repair, actor })
    const told = flows.filter(({ direction }) => direction === 'from_hub')
    const runs = home === null ? [] : await syncAll(hub, told, { id: home, externalId }, actor)
    return { ...report, records: plan.refolded, runs }
  })
}

async function store(
  hub: Hub,
  of: { move: Move; plan: MovePlan; flows: Flow[]; actor: Actor },
  kept: Pick<NewRepair, 'kind' | 'from_record_id' | 'to_record_id' | 'link'>,
): Promise<number> {
  const { move, plan, flows, actor } = of
  const outward = flows.filter(({ direction }) => direction === 'from_hub')
  const refs = outward.map(({ id }) => ({ workspace: hub.workspaceId, flowId: id }))
  const id = await inTransaction(hub.db, async (tx) => {
    await storeMove(tx, move, plan, { actor, now: hub.now() })
    const recordIds = plan.refolded.flatMap((each) => (each.isEmptied ? [each.id] : []))
    await endTroubleOf(tx, { workspaceId: hub.workspaceId, entity: move.side.entity, recordIds }, hub.now())
    const told = move.from === null ? [] : await forgetTold(tx, refs, move.from)
    const row = { ...sideOfRepair(move.side, move.externalId), ...kept, told, actor }
    return insertRepair(tx, hub.workspaceId, row, hub.now())
  })
  hub.log.info('repair.done', { repair: id, kind: kept.kind, from: move.from, to: move.to, actor })
  hub.wake()
  return id
}

async function storeBack(
  hub: Hub,
  { move, plan, repair, actor }: { move: Move; plan: MovePlan; repair: Repair; actor: Actor },
): Promise<void> {
  await inTransaction(hub.db, async (tx) => {
    await storeMove(tx, move, plan, { actor, now: hub.now() })
    await rememberTold(tx, hub.workspaceId, repair.told)
    await markUndone(tx, hub.workspaceId, repair.id, actor, hub.now())
  })
  hub.log.info('repair.undone', { repair: repair.id, actor })
  hub.wake()
}

/** The link is moved by now: no refusal may hide that. What a flow cannot do at once comes with its next run. */
async function syncAll(
  hub: Hub,
  flows: readonly Flow[],
  of: { id: number; externalId: string },
  actor: Actor,
): Promise<number[]> {
  const runs: number[] = []
  for (const { name, direction } of flows) {
    const ref = direction === 'to_hub' ? { externalId: of.externalId } : { id: of.id }
    try {
      runs.push(await syncOne(hub, name, ref, actor))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      hub.log.info('repair.not_synced', { flow: name, reason: error.code })
    }
  }
  return runs
}

async function sound(hub: Hub, move: Move): Promise<MovePlan> {
  const plan = await planMove(hub.db, move)
  if (!('refused' in plan)) return plan
  const { code, message, facts } = plan.refused
  throw new Refusal('invalid', code.toLowerCase(), `Nothing was changed: ${message}`, { facts: facts ?? {} })
}

function assertNotEmptied({ refolded }: MovePlan, connection: string, externalId: string): void {
  const [emptied] = refolded.filter(({ isEmptied }) => isEmptied)
  if (emptied === undefined) return
  throw new Refusal(
    'invalid',
    'last_source',
    `Record ${emptied.id} is made of nothing but "${externalId}" of "${connection}", and would be empty without it: link that id with the right record instead`,
    { facts: { id: String(emptied.id) } },
  )
}

async function linkOf(hub: Hub, record: RecordView, linkId: number) {
  const found = (await linksOfRecord(hub.db, hub.workspaceId, record.id)).find(({ id }) => id === linkId)
  if (found === undefined) {
    throw new Refusal('unknown', 'unknown_link', `Record ${record.id} has no link ${linkId}: nothing was changed`)
  }
  const { connection, connectionId, externalId } = found
  if (connection === null) {
    throw new Refusal(
      'invalid',
      'edits_are_no_link',
      `Link ${linkId} is what people wrote into record ${record.id} by hand: clear those fields instead`,
    )
  }
  return { connection, externalId, side: { workspace: hub.workspaceId, connectionId, entity: record.entity } }
}

/** A record goes to one place of a destination: which of two would be chance. */
async function assertNoOtherPointer(
  hub: Hub,
  record: RecordView,
  of: { connection: string; externalId: string },
): Promise<void> {
  const links = await linksOfRecord(hub.db, hub.workspaceId, record.id)
  const other = links.find(
    (each) =>
      each.connection === of.connection &&
      each.contribution === null &&
      each.goneAt === null &&
      each.externalId !== of.externalId,
  )
  if (other === undefined) return
  throw new Refusal(
    'conflict',
    'linked_elsewhere',
    `Record ${record.id} is linked with "${other.externalId}" of "${of.connection}": unlink that first`,
    { facts: { link: other.id, externalId: other.externalId } },
  )
}

async function flowsOf(hub: Hub, side: LinkSide): Promise<Flow[]> {
  const flows = await listFlowsOf(hub.db, { workspaceId: hub.workspaceId, id: side.connectionId })
  return flows.filter(({ entity }) => entity === side.entity)
}

function sideOfRepair({ connectionId, entity }: LinkSide, externalId: string) {
  return { connection_id: connectionId, entity, external_id: externalId }
}

function changedMeanwhile(connection: string, externalId: string): Refusal {
  return new Refusal(
    'conflict',
    'changed_meanwhile',
    `The link with "${externalId}" of "${connection}" is another by now: look at the record again`,
  )
}
