import type { Outcome, Target } from '@trefoil/sdk'
import { Fault } from '@trefoil/sdk'
import { type BatchRow, deleteBatch, postponeBatch, selectBatches, selectBatchWrites } from '../store/batch.ts'
import { assertLease } from '../store/lease.ts'
import { asFault, consequenceOf } from './consequences.ts'
import type { Desk, OpenFlow } from './context.ts'
import { type PendingWrite, readPendingWrites } from './pending-batch.ts'
import { endingOf } from './sending.ts'
import { settle } from './settle.ts'

/** A job that is not finished is asked again after this long, doubling up to the longest wait. */
const firstWait = 50
const longestWait = 5_000
/** Passing trouble with a job's answer is borne this often; then its records are sent anew. */
const mostAsks = 400

/** Asks for the answers of open bulk jobs that are due. Answers how many stay open and when the next one is due. */
export async function settleBatches(
  desk: Desk,
  flow: OpenFlow,
  target: Target,
): Promise<{ open: number; next: Date | null }> {
  const batches = await selectBatches(desk.db, { workspace: flow.workspace, flowId: flow.id })
  const now = desk.clock.now()
  let open = batches.length
  let next: Date | null = null
  for (const batch of batches) {
    const again = batch.due_at > now ? batch.due_at : await settleBatch(desk, flow, target, batch)
    if (again === null) open -= 1
    else if (next === null || again < next) next = again
  }
  return { open, next }
}

/** Null: settled. Otherwise when to ask again. */
async function settleBatch(
  desk: Desk,
  flow: OpenFlow,
  target: Target,
  batch: Omit<BatchRow, 'writes'>,
): Promise<Date | null> {
  const text = await selectBatchWrites(desk.db, flow.workspace, batch.id)
  if (text === null) return null
  const pending = readPendingWrites(text)
  const answer = await ask(desk, target, batch, pending)
  if (answer === 'pending') return postpone(desk, flow, batch)
  const endings = pending.map(({ sending, write }, index) => endingOf(sending, write, answer[index]))
  await settle(desk, flow, endings, (tx) => deleteBatch(tx, flow.workspace, batch.id))
  return null
}

async function ask(
  desk: Desk,
  target: Target,
  batch: Omit<BatchRow, 'writes'>,
  pending: PendingWrite[],
): Promise<Outcome[] | 'pending'> {
  if (target.settle === undefined) {
    const fault = new Fault('bug', 'The connector gave a receipt but cannot settle it')
    return pending.map(() => ({ status: 'failed', fault }))
  }
  try {
    return await target.settle(
      desk.session,
      batch.receipt,
      pending.map(({ write }) => write),
    )
  } catch (thrown) {
    const fault = asFault(thrown)
    const consequence = consequenceOf(fault)
    if ((consequence === 'retry' || consequence === 'wait') && batch.attempts < mostAsks) return 'pending'
    return pending.map(() => ({ status: 'failed', fault }))
  }
}

async function postpone(desk: Desk, flow: OpenFlow, batch: Omit<BatchRow, 'writes'>): Promise<Date> {
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(batch.attempts, 20))
  const dueAt = new Date(desk.clock.now().getTime() + wait)
  await desk.db.transaction().execute(async (tx) => {
    await assertLease(tx, desk.lease)
    await postponeBatch(tx, flow.workspace, batch.id, dueAt)
  })
  return dueAt
}
