import type { Patch, UndonePatch } from '@trefoil/mapping'
import { insertRun } from '../store/run.ts'
import { type ChangeSpan, findChangeSpan, pageRunChanges, selectRunChanges } from '../store/run-changes.ts'
import { planUndo } from '../sync/pull/plan-undo.ts'
import { requireFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { requireRun } from './outcomes-in-words.ts'
import { assertRunnable } from './queue-run.ts'
import { Refusal } from './refusal.ts'

/** What taking a run back would do; nothing is written. */
export interface UndoPlan {
  run: number
  flow: string
  entity: string
  /** How often the run changed a record, and how many it made: those stay. */
  changed: number
  created: number
  /** Some of the records, those that were changed last. */
  records: UndoneSample[]
}

interface UndoneSample {
  id: number
  /** What would change: as it stands → as it was. */
  changes: Patch
  left: UndonePatch['left']
  isCreated: boolean
  isGone: boolean
  /** Why it could not be put back. */
  refused: string | null
}

const sampled = 20

export async function planUndoOf(hub: Hub, id: number): Promise<UndoPlan> {
  const { flow, span } = await undoable(hub, id)
  const page = { runId: id, first: span.first, before: span.last + 1, limit: sampled, changedOnly: true }
  const newest = await pageRunChanges(hub.db, hub.workspaceId, page)
  const recordIds = [...new Set(newest.map(({ record_id }) => record_id))]
  const changes = await selectRunChanges(hub.db, hub.workspaceId, id, recordIds)
  const context = { db: hub.db, workspace: hub.workspaceId }
  const { plan, records } = await planUndo(context, flow.entity, { undoes: id, changes }, hub.now())
  const refusals = new Map(plan.outcomes.map((each) => [each.outcome === 'error' ? each.record_id : null, each.reason]))
  const shown = records.map(({ id: record, back, left, isCreated, isGone }) => {
    const changesBack = Object.entries(back).map(([field, entry]) => [field, turned(entry)])
    const refused = refusals.get(record) ?? null
    return { id: record, changes: Object.fromEntries(changesBack), left, isCreated, isGone, refused }
  })
  return { run: id, flow: flow.name, entity: flow.entity, changed: span.changed, created: span.created, records: shown }
}

/** Asks for a run that takes back what this one changed, as far as nobody changed it since. */
export async function undoRun(hub: Hub, id: number, actor: Actor): Promise<number> {
  const { flow, span } = await undoable(hub, id)
  await assertRunnable(hub, flow)
  const run = await insertRun(hub.db, {
    workspace: hub.workspaceId,
    flowId: flow.id,
    kind: 'undo',
    state: 'queued',
    selection: { undoes: id, first: span.first, last: span.last, actor },
    actor,
  })
  hub.log.warn('run.undone', { run: id, by: run, flow: flow.name, actor })
  hub.wake()
  return run
}

async function undoable(hub: Hub, id: number) {
  const run = await requireRun(hub, id)
  const flow = await requireFlow(hub, run.flow)
  if (flow.direction === 'from_hub') {
    throw refusal(
      id,
      'nothing_to_undo',
      'it sent what the hub had. Undo the run that changed the records: they are sent as they were',
    )
  }
  if (run.finishedAt === null) throw refusal(id, 'run_not_over', 'it is not over. Cancel it first, or wait')
  const span: ChangeSpan | null = await findChangeSpan(hub.db, hub.workspaceId, id)
  if (span === null || span.changed === 0) {
    const isMaker = (span?.created ?? 0) > 0
    const did = isMaker ? 'it only made records, which stay: their source has them' : 'it changed no field of a record'
    throw refusal(id, 'nothing_to_undo', did)
  }
  return { flow, span }
}

function refusal(run: number, code: string, why: string): Refusal {
  return new Refusal('conflict', code, `Run ${run} cannot be undone: ${why}`, { facts: { run } })
}

function turned({ old, new: value }: Patch[string]): Patch[string] {
  return { ...(value === undefined ? {} : { old: value }), ...(old === undefined ? {} : { new: old }) }
}
