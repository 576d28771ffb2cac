import { Fault, type Outcome, type Target } from '@trefoil/sdk'
import { type BatchRow, deleteBatch, postponeBatch, selectBatches, selectBatchWrites } from '../../store/batch.ts'
import { markBegun } from '../../store/delivery.ts'
import { asFault, consequenceOf, faultCode } from '../consequences.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { refOf } from '../flow-keys.ts'
import { underLease } from '../under-lease.ts'
import { type PendingWrite, readPendingWrites } from './pending-batch.ts'
import { endingOf, faultOf } from './sending.ts'
import { settle } from './settle.ts'
import { withWithdrawals } from './withdrawn.ts'

/** A job that is not finished is asked again after this long, doubling up to the longest wait. */
const firstWait = 50
const longestWait = 5_000
/** After so many asks the pause is the longest. */
const shortAsks = 7
/** Passing trouble with a job's answer is borne this often in a row; then its records are sent anew. */
const mostAsks = 400

/** Bulk jobs that a vendor has and that are not settled: as they were when they were looked up. */
export interface OpenBatches {
  rows: readonly BatchRow[]
  /** The records that are under way in them. */
  busy: number[]
}

/** What is open. What a process left behind that ended in the midst of a round is not: nobody knows what became of it. */
export async function openBatches(desk: Desk, flow: OpenFlow): Promise<OpenBatches> {
  const all = await selectBatches(desk.db, refOf(flow))
  for (const batch of all) if (batch.receipt === null) await recoverBegun(desk, flow, batch)
  const rows = all.filter(({ receipt }) => receipt !== null)
  return { rows, busy: rows.flatMap(({ record_ids }) => record_ids) }
}

/**
 * Asks for the answers of those that are due; how many are settled now, and when to ask for the next of the others.
 * Where an answer stopped the flow or its connection, the others are not asked for.
 */
export async function settleBatches(
  desk: Desk,
  flow: OpenFlow,
  target: Target,
  rows: readonly BatchRow[],
): Promise<{ settled: number; next: Date | null; isStopped: boolean }> {
  const now = desk.clock.now()
  let settled = 0
  let next: Date | null = null
  for (const batch of rows) {
    const again = batch.due_at > now ? batch.due_at : await settleBatch(desk, flow, target, batch)
    if (again === 'stopped') return { settled, next, isStopped: true }
    if (again === 'settled') settled += 1
    else if (next === null || again < next) next = again
  }
  return { settled, next, isStopped: false }
}

/** A date: when to ask again. */
async function settleBatch(
  desk: Desk,
  flow: OpenFlow,
  target: Target,
  batch: BatchRow,
): Promise<Date | 'settled' | 'stopped'> {
  const text = await selectBatchWrites(desk.db, flow.workspace, batch.id)
  if (text === null) return 'settled'
  const pending = await readPendingWrites(text)
  const answer = await ask(desk, flow, target, batch, pending)
  if (answer === 'pending') return postpone(desk, flow, batch, null)
  if (answer instanceof Fault && isPassing(answer)) return postpone(desk, flow, batch, answer)
  if (answer instanceof Fault) {
    // The job is kept, and asked for again once the connection goes on: what it did must not be done twice.
    await settle(
      desk,
      flow,
      pending.map(({ sending }) => faultOf(sending, answer)),
    )
    return 'stopped'
  }
  const endings = pending.map(({ sending, write }, index) => endingOf(sending, write, answer[index]))
  const isStopped = await settle(desk, flow, endings, (tx) => deleteBatch(tx, flow.workspace, batch.id))
  return isStopped ? 'stopped' : 'settled'
}

/** A round of a process that ended in the midst of it: nobody knows what the vendor made of its creations. */
async function recoverBegun(desk: Desk, flow: OpenFlow, batch: BatchRow): Promise<void> {
  await underLease(desk, async (tx) => {
    await markBegun(tx, refOf(flow), batch.record_ids)
    await deleteBatch(tx, flow.workspace, batch.id)
  })
}

/** A fault: it passes, or stops the flow or its connection. */
async function ask(
  desk: Desk,
  flow: OpenFlow,
  target: Target,
  batch: BatchRow,
  pending: PendingWrite[],
): Promise<Outcome[] | 'pending' | Fault> {
  if (target.settle === undefined) {
    const fault = new Fault('bug', 'The connector gave a receipt but cannot settle it')
    return pending.map(() => ({ status: 'failed', fault }))
  }
  try {
    return await target.settle(
      desk.session,
      batch.receipt,
      // Asked anew: while the vendor worked, somebody may have withdrawn what the write was going to ask for.
      await withWithdrawals(
        desk,
        target,
        pending.map(({ sending, write }) => ({ recordId: sending.delivery.record_id, write })),
      ),
    )
  } catch (thrown) {
    const fault = asFault(thrown)
    const consequence = consequenceOf(fault)
    if (consequence === 'stop_connection' || consequence === 'stop_flow') return fault
    if (isPassing(fault) && batch.attempts < mostAsks) {
      const line = { flow: flow.name, records: pending.length, fault: fault.kind, code: faultCode(fault) }
      desk.log.info('push.retry', { ...line, reason: fault.message })
      return fault
    }
    return pending.map(() => ({ status: 'failed', fault }))
  }
}

function isPassing(fault: Fault): boolean {
  const consequence = consequenceOf(fault)
  return consequence === 'retry' || consequence === 'wait'
}

/** An answer that the job goes on ends a row of trouble. In trouble the vendor may have named the instant. */
async function postpone(desk: Desk, flow: OpenFlow, batch: BatchRow, trouble: Fault | null): Promise<Date> {
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(batch.attempts, shortAsks))
  const soon = new Date(desk.clock.now().getTime() + wait)
  const named = trouble?.details.retryAt
  const due_at = named !== undefined && named > soon ? named : soon
  const attempts = trouble === null ? Math.min(batch.attempts + 1, shortAsks) : batch.attempts + 1
  await underLease(desk, async (tx) => {
    await postponeBatch(tx, flow.workspace, { id: batch.id, attempts, due_at })
  })
  return due_at
}
