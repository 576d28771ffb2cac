import { Fault, type Json } from '@trefoil/sdk'
import { forgetMet, selectOpenReconcile } from '../../store/reconcile.ts'
import { advanceRun, finishRun, RunOverError, startRun } from '../../store/run.ts'
import { insertOutcomes, type NewOutcome } from '../../store/run-outcome.ts'
import { addToSelection } from '../../store/run-selection.ts'
import { consequenceOf, faultRow } from '../consequences.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { noCounts } from '../plan.ts'
import { underLease } from '../under-lease.ts'
import { compareDestination } from './reconcile-destination.ts'
import { compareSource } from './reconcile-source.ts'

/** What one page of a comparison found. */
export interface ComparedPage {
  agreed: number
  outcomes: NewOutcome[]
  /** Ids that were met, to be remembered until the listing has ended. */
  met: string[]
  /** Where the next page begins; null: that was the last. */
  cursor: Json
}

/**
 * Compares one page of what the hub has with the other side, where somebody asked for it: after what else is due, so
 * that live changes never wait for it. Reads only; what it finds are the outcomes of its run.
 */
export async function reconcileDue(desk: Desk, flow: OpenFlow): Promise<Date | null> {
  const run = await selectOpenReconcile(desk.db, desk.workspace, flow.id)
  if (run === null || desk.signal.aborted) return null
  await startRun(desk.db, desk.workspace, run.id)
  const compare = flow.definition.direction === 'to_hub' ? compareSource : compareDestination
  let page: ComparedPage
  try {
    page = await compare(desk, flow, run)
  } catch (thrown) {
    await giveUp(desk, run.id, thrown)
    return null
  }
  const line = { flow: flow.name, run: run.id }
  try {
    await keep(desk, run.id, page)
  } catch (thrown) {
    if (!(thrown instanceof RunOverError)) throw thrown
    desk.log.info('run.cancelled', line)
    return null
  }
  if (page.cursor === null) {
    desk.log.info('reconcile.done', line)
    return null
  }
  desk.wake([flow.connectionId])
  return desk.clock.now()
}

/** Throws RunOverError where a person cancelled the comparison: its page is not kept. */
async function keep(desk: Desk, runId: number, page: ComparedPage): Promise<void> {
  await underLease(desk, async (tx) => {
    const counts = { ...noCounts(), unchanged: page.agreed }
    for (const { outcome } of page.outcomes) counts[outcome] += 1
    await addToSelection(tx, desk.workspace, runId, page.met)
    await insertOutcomes(tx, desk.workspace, runId, page.outcomes)
    await advanceRun(tx, desk.workspace, runId, counts, page.cursor)
    if (page.cursor !== null) return
    await forgetMet(tx, desk.workspace, runId)
    await finishRun(tx, desk.workspace, runId, 'done', null)
  })
}

/** Trouble that only the comparison has ends it. Trouble with the vendor is that of the whole flow. */
async function giveUp(desk: Desk, runId: number, thrown: unknown): Promise<void> {
  const isOwn = thrown instanceof Fault && ['error', 'hold', 'relink'].includes(consequenceOf(thrown))
  if (!isOwn) throw thrown
  await underLease(desk, async (tx) => {
    await forgetMet(tx, desk.workspace, runId)
    await finishRun(tx, desk.workspace, runId, 'failed', faultRow(thrown))
  })
}
