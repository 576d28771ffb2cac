/** A run that takes back what another one changed: what was before is said again, by the person who asks for it. */
import type { Json } from '@trefoil/sdk'
import { advanceRun, finishRun, type RunRow } from '../../store/run.ts'
import { pageRunChanges, type RunChange, selectRunChanges } from '../../store/run-changes.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { partOf } from '../cursor-part.ts'
import { makesRoom } from '../make-room.ts'
import { isStale, storePlan } from '../plan.ts'
import { personSide } from '../speak.ts'
import { underLease } from '../under-lease.ts'
import { planUndo } from './plan-undo.ts'

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

/** Goes from the record that was changed last to the one that was changed first. False: it made room for other work, and is not at its end. */
export async function undoRun(desk: Desk, flow: OpenFlow, run: RunRow, limit: number): Promise<boolean> {
  const undo = undoOf(run)
  for (let before = Number(partOf(run.cursor, 'before') ?? undo.last + 1); ; ) {
    const span = { runId: undo.undoes, first: undo.first, before, limit, undoneBy: run.id }
    const page = await pageRunChanges(desk.db, desk.workspace, span)
    const recordIds = page.flatMap(({ record_id, is_newest }) => (is_newest ? [record_id] : []))
    const changes = await selectRunChanges(desk.db, desk.workspace, undo.undoes, recordIds)
    const isLast = page.length < limit
    before = page.at(-1)?.id ?? before
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
    const { plan } = await planUndo(desk, entity, { undoes: undo.undoes, changes }, now)
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

function undoOf({ selection }: RunRow): Undo {
  const [undoes = Number.NaN, first = Number.NaN, last = Number.NaN] = ['undoes', 'first', 'last'].map((name) =>
    Number(partOf(selection, name)),
  )
  const actor = partOf(selection, 'actor')
  if (![undoes, first, last].every(Number.isSafeInteger) || typeof actor !== 'string') {
    throw new Error('An undo without a run to take back')
  }
  return { undoes, first, last, actor }
}
