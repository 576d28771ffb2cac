import { inTransaction } from '../db/in-transaction.ts'
import type { Flow } from '../store/flow.ts'
import type { LinkSide } from '../store/link.ts'
import { conditionSql } from '../store/record-condition.ts'
import { insertRun } from '../store/run.ts'
import {
  addToSelection,
  closeSelection,
  externalIdsOfRecords,
  knownRecords,
  lockSelection,
  recordsOfExternalIds,
  selectWhere,
} from '../store/run-selection.ts'
import type { RunView } from '../store/run-view.ts'
import { requireFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { requireRun } from './outcomes-in-words.ts'
import { assertByHand } from './queue-run.ts'
import { readCondition } from './read-condition.ts'
import { Refusal } from './refusal.ts'

/** Ids as somebody names them: of the hub, or of the flow's connection. */
export type NamedIds = { ids: number[] } | { externalIds: string[] }

/** Begins a run over a selection. It collects, and does nothing, until it is told to start. */
export async function openSelection(hub: Hub, flowName: string, actor: Actor): Promise<number> {
  const flow = await requireFlow(hub, flowName)
  await assertByHand(hub, flow)
  const place = { workspace: hub.workspaceId, flowId: flow.id }
  return insertRun(hub.db, { ...place, kind: 'manual', state: 'collecting', selection: { from: 'list' }, actor })
}

/**
 * Adds ids to a run that collects. Those that lead nowhere are answered and not added; whether an id that the hub has
 * no link for exists at the vendor, the vendor says when the run reads it.
 */
export async function nameRecords(
  hub: Hub,
  runId: number,
  named: NamedIds,
): Promise<{ added: number; unknown: string[] }> {
  const { flow, side } = await collecting(hub, runId)
  const { chosen, unknown } = await resolve(hub, flow, side, named)
  const added = await inTransaction(hub.db, async (tx) => {
    // It may have been told to start meanwhile, and be past them.
    if (!(await lockSelection(tx, hub.workspaceId, runId))) throw closed(await requireRun({ ...hub, db: tx }, runId))
    return addToSelection(tx, hub.workspaceId, runId, chosen)
  })
  return { added, unknown }
}

/** Begins a run over all records that a condition holds for, and queues it. */
export async function selectByCondition(hub: Hub, flowName: string, where: string, actor: Actor): Promise<number> {
  const flow = await requireFlow(hub, flowName)
  await assertByHand(hub, flow)
  const condition = conditionSql(readCondition(where, flow.entity))
  const place = { workspace: hub.workspaceId, flowId: flow.id }
  const runId = await hub.db.transaction().execute(async (tx) => {
    const id = await insertRun(tx, { ...place, kind: 'manual', state: 'collecting', selection: { where }, actor })
    const side = flow.direction === 'to_hub' ? sideOfFlow(hub, flow) : null
    const of = { workspace: hub.workspaceId, runId: id, entity: flow.entity, side, condition }
    if ((await selectWhere(tx, of)) === 0) throw nothing(`No ${flow.entity} of this flow meets: ${where}`)
    await closeSelection(tx, hub.workspaceId, id, { where })
    return id
  })
  hub.wake()
  return runId
}

/** The selection is complete: the run waits for a worker. */
export async function startSelection(hub: Hub, runId: number): Promise<RunView> {
  const { flow } = await collecting(hub, runId)
  await assertByHand(hub, flow)
  await inTransaction(hub.db, async (tx) => {
    // Ids that are being named are waited for, so that they are counted too.
    await lockSelection(tx, hub.workspaceId, runId)
    await closeSelection(tx, hub.workspaceId, runId, { from: 'list' })
    const { expected } = await requireRun({ ...hub, db: tx }, runId)
    if (expected === 0) throw nothing(`Run ${runId} was told no id`)
  })
  hub.wake()
  return requireRun(hub, runId)
}

async function resolve(
  hub: Hub,
  flow: Flow,
  side: LinkSide,
  named: NamedIds,
): Promise<{ chosen: string[]; unknown: string[] }> {
  if (flow.direction === 'to_hub') {
    if ('externalIds' in named) return { chosen: named.externalIds, unknown: [] }
    const found = await externalIdsOfRecords(hub.db, side, named.ids)
    const known = new Set(found.map((row) => row.record_id))
    return {
      chosen: found.map((row) => row.external_id),
      unknown: named.ids.filter((id) => !known.has(id)).map(String),
    }
  }
  if ('ids' in named) {
    const known = await knownRecords(hub.db, { workspace: hub.workspaceId, entity: flow.entity }, named.ids)
    const set = new Set(known)
    return { chosen: known.map(String), unknown: named.ids.filter((id) => !set.has(id)).map(String) }
  }
  const found = await recordsOfExternalIds(hub.db, side, named.externalIds)
  const known = new Set(found.map((row) => row.external_id))
  return {
    chosen: found.map((row) => String(row.record_id)),
    unknown: named.externalIds.filter((id) => !known.has(id)),
  }
}

async function collecting(hub: Hub, runId: number): Promise<{ flow: Flow; side: LinkSide }> {
  const run = await requireRun(hub, runId)
  if (run.state !== 'collecting') throw closed(run)
  const flow = await requireFlow(hub, run.flow)
  return { flow, side: sideOfFlow(hub, flow) }
}

function sideOfFlow(hub: Hub, flow: Flow): LinkSide {
  return { workspace: hub.workspaceId, connectionId: flow.connectionId, entity: flow.entity }
}

function closed({ id, state }: RunView): Refusal {
  return new Refusal('conflict', 'run_not_collecting', `Run ${id} is ${state}: its selection is closed`, {
    facts: { run: id, state },
  })
}

function nothing(why: string): Refusal {
  return new Refusal('unknown', 'empty_selection', `${why}. Nothing was queued`)
}
