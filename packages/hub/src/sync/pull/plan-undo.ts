/** What taking back the changes of a run would write, as data. */
import { applyPatch, difference, layOver, type UndonePatch, undoPatch } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { type RunChange, selectRunChanges } from '../../store/run-changes.ts'
import type { NewOutcome } from '../../store/run-outcome.ts'
import type { SyncContext } from '../context.ts'
import { rulesOf } from '../ingest/entity-rules.ts'
import { type OpenRecord, openRecords } from '../ingest/open-record.ts'
import type { Plan } from '../plan.ts'
import { personSide, planWords, type Word } from '../speak.ts'

/** One record, and what becomes of it. */
export interface UndoneRecord {
  id: number
  says: JsonObject
  back: UndonePatch['back']
  left: UndonePatch['left']
  /** The run made it, or brought it back. */
  isCreated: boolean
  /** It is no more: deleted, or a part of another record. */
  isGone: boolean
}

export interface UndoPage {
  /** The run that is taken back. */
  undoes: number
  /** All that it changed of some of its records, the newest first. */
  changes: readonly RunChange[]
}

/**
 * What taking back these changes would write. Reads only. Records of which the run exchanged the keys go back together
 * or not at all: one of another page that is in the way of one of this page comes along.
 */
export async function planUndo(
  context: Pick<SyncContext, 'db' | 'workspace'>,
  entity: string,
  { undoes, changes }: UndoPage,
  now: Date,
): Promise<{ plan: Plan; records: UndoneRecord[] }> {
  const own = new Set(changes.map((change) => change.record_id))
  const seen = new Set(own)
  let all = changes
  for (let round = 0; ; round += 1) {
    const { plan, records } = await planAlone(context, entity, all, now)
    const strangers = plan.outcomes.map(({ facts }) => Number(facts?.holder)).filter((id) => id > 0 && !seen.has(id))
    for (const id of strangers) seen.add(id)
    const asked = round < mostRounds ? strangers : []
    const more = await selectRunChanges(context.db, context.workspace, undoes, asked)
    if (more.length === 0) return { plan, records: tellAll(plan, records, own) }
    all = [...all, ...more]
  }
}

/** A longer chain than that ends in errors that say who is in whose way. */
const mostRounds = 32

async function planAlone(
  context: Pick<SyncContext, 'db' | 'workspace'>,
  entity: string,
  changes: readonly RunChange[],
  now: Date,
): Promise<{ plan: Plan; records: UndoneRecord[] }> {
  const byRecord = Map.groupBy(changes, (change) => change.record_id)
  const open = await openRecords(context.db, context.workspace, [...byRecord.keys()], rulesOf(entity).keysOf)
  const records = [...byRecord].map(([id, of]) => undoneOf(id, of, open.get(id)))
  const words = records.flatMap(({ id, says }): Word[] => {
    const record = open.get(id)
    if (record === undefined || Object.keys(says).length === 0) return []
    return [{ record, says, join: layOver }]
  })
  return { plan: await planWords(context, personSide(context.workspace, entity), words, now), records }
}

/**
 * Says what became of the records of the page. One of another page is told of where it moves, for its own page passes it
 * over then; where it cannot, its own page says so.
 */
function tellAll(plan: Plan, records: readonly UndoneRecord[], own: ReadonlySet<number>): UndoneRecord[] {
  // That a person speaks of a record for the first time is no outcome of its own here.
  plan.counts.updated += plan.counts.linked
  plan.counts.linked = 0
  const failed = new Set(plan.outcomes.map((outcome) => outcome.record_id))
  const moved = new Set(plan.changes.map((change) => change.record_id))
  const ofPage = plan.outcomes.filter(({ record_id }) => record_id !== null && own.has(record_id))
  plan.counts.error -= plan.outcomes.length - ofPage.length
  plan.outcomes = ofPage.map((outcome) => ({ ...outcome, external_id: null }))
  for (const record of records) {
    if (own.has(record.id) ? !failed.has(record.id) : moved.has(record.id)) tell(plan, record)
  }
  return records.filter(({ id }) => own.has(id))
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
    undone.left.push(...left.filter(({ field }) => !undone.left.some((known) => known.field === field)))
  }
  return { ...undone, back: difference(data, record.data) }
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
