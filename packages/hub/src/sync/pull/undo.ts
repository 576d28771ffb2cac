/** A run that takes back what another one changed: what was before is said again, by the person who asks for it. */
import { applyPatch, layOver, type UndonePatch, undoPatch } from '@trefoil/mapping'
import type { Json, JsonObject } from '@trefoil/sdk'
import { advanceRun, finishRun, type RunRow } from '../../store/run.ts'
import { pageRunChanges, type RunChange } from '../../store/run-changes.ts'
import type { NewOutcome } from '../../store/run-outcome.ts'
import type { Desk, OpenFlow, SyncContext } from '../context.ts'
import { partOf } from '../cursor-part.ts'
import { rulesOf } from '../ingest/entity-rules.ts'
import { type OpenRecord, openRecords } from '../ingest/open-record.ts'
import { makesRoom } from '../make-room.ts'
import { isStale, type Plan, storePlan } from '../plan.ts'
import { personSide, planWords, type Word } from '../speak.ts'
import { underLease } from '../under-lease.ts'

/** What an undo is about. */
export type Undo = {
  /** The run that it takes back, and between which ids its changes lie. */
  undoes: number
  first: number
  last: number
  /** Who asked for it. */
  actor: string
}

const mostAttempts = 5

/** Goes from the newest change to the oldest. False: it made room for other work, and is not at its end. */
export async function undoRun(desk: Desk, flow: OpenFlow, run: RunRow, limit: number): Promise<boolean> {
  const undo = undoOf(run)
  for (let before = Number(partOf(run.cursor, 'before') ?? undo.last + 1); ; ) {
    const span = { runId: undo.undoes, first: undo.first, before, limit }
    const changes = await pageRunChanges(desk.db, desk.workspace, span)
    const isLast = changes.length < limit
    before = changes.at(-1)?.id ?? before
    await storeUndone(desk, flow, { run, undo, changes, cursor: { v: 1, before }, isLast })
    if (isLast) desk.log.info('undo.done', { flow: flow.name, run: run.id, undoes: undo.undoes })
    if (isLast) return true
    if (await makesRoom(desk, flow)) return false
  }
}

interface UndonePage {
  run: RunRow
  undo: Undo
  changes: readonly RunChange[]
  cursor: Json
  isLast: boolean
}

async function storeUndone(desk: Desk, { entity }: OpenFlow, page: UndonePage): Promise<void> {
  const { run, undo, changes, cursor, isLast } = page
  const side = personSide(desk.workspace, entity)
  for (let attempt = 1; ; attempt += 1) {
    const now = desk.clock.now()
    const { plan } = await planUndo(desk, entity, changes, now)
    try {
      const sending = await underLease(desk, async (tx) => {
        const made = { flowId: null, version: null }
        const connections = await storePlan(tx, plan, { side, made, runId: run.id, actor: undo.actor, now, rank: 1 })
        await advanceRun(tx, desk.workspace, run.id, plan.counts, cursor)
        if (isLast) await finishRun(tx, desk.workspace, run.id, 'done', null)
        return connections
      })
      if (plan.changes.length > 0) desk.wake(sending)
      return
    } catch (error) {
      if (!isStale(error) || attempt === mostAttempts) throw error
    }
  }
}

/** One record, and what becomes of it. */
export interface UndoneRecord {
  id: number
  says: JsonObject
  back: UndonePatch['back']
  left: UndonePatch['left']
  /** The run made it. */
  isCreated: boolean
  /** It is no more: deleted, or a part of another record. */
  isGone: boolean
}

/** What taking back these changes, the newest first, would write. Reads only. */
export async function planUndo(
  context: Pick<SyncContext, 'db' | 'workspace'>,
  entity: string,
  changes: readonly RunChange[],
  now: Date,
): Promise<{ plan: Plan; records: UndoneRecord[] }> {
  const byRecord = Map.groupBy(changes, (change) => change.record_id)
  const open = await openRecords(context.db, context.workspace, [...byRecord.keys()], rulesOf(entity).keysOf)
  const records = [...byRecord].map(([id, own]) => undoneOf(id, own, open.get(id)))
  const words = records.flatMap(({ id, says }): Word[] => {
    const record = open.get(id)
    if (record === undefined || Object.keys(says).length === 0) return []
    return [{ record, says, join: layOver }]
  })
  const plan = await planWords(context, personSide(context.workspace, entity), words, now)
  // That a person speaks of a record for the first time is no outcome of its own here.
  plan.counts.updated += plan.counts.linked
  plan.counts.linked = 0
  const failed = new Set(plan.outcomes.map((outcome) => outcome.record_id))
  for (const record of records) if (!failed.has(record.id)) tell(plan, record)
  return { plan, records }
}

function undoneOf(id: number, changes: readonly RunChange[], record: OpenRecord | undefined): UndoneRecord {
  const undone: UndoneRecord = { id, says: {}, back: {}, left: [], isCreated: false, isGone: false }
  if (record === undefined || record.stored === null) return { ...undone, isGone: true }
  let data = record.data
  for (const { patch } of changes) {
    if (patch === null) undone.isCreated = true
    const { says, back, left } = undoPatch(data, patch ?? {})
    data = applyPatch(data, back, 'backward')
    undone.says = layOver(undone.says, says)
    undone.back = { ...back, ...undone.back }
    undone.left.push(...left)
  }
  return undone
}

/** Says of a record what is not put back, and why. */
function tell({ counts, outcomes }: Plan, { id, says, left, isCreated, isGone }: UndoneRecord): void {
  const isSaid = Object.keys(says).length > 0
  const outcome = isSaid ? ('updated' as const) : ('filtered' as const)
  if (!isSaid) counts[left.length > 0 || isCreated || isGone ? 'filtered' : 'unchanged'] += 1
  const note = (code: string, reason: string, facts: NewOutcome['facts'] = null) => {
    outcomes.push({ outcome, record_id: id, external_id: null, code, reason, facts })
  }
  if (isGone) note('UNDO_GONE', 'the record is no more, so there is nothing to put back')
  if (isCreated) note('UNDO_CREATED', 'the run made this record, and it stays')
  const fields = left.map(({ field }) => field)
  if (fields.length > 0) note('UNDO_LEFT', `${fields.join(', ')} stayed: changed since, or added to a list`, { fields })
}

function undoOf({ selection }: RunRow): Undo {
  const [undoes, first, last] = ['undoes', 'first', 'last'].map((name) => Number(partOf(selection, name)))
  const actor = partOf(selection, 'actor')
  if (undoes === undefined || first === undefined || last === undefined || typeof actor !== 'string') {
    throw new Error('An undo without a run to take back')
  }
  return { undoes, first, last, actor }
}
