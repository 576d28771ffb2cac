import type { Fault, Session } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import { type Connection, findConnection } from '../store/connection.ts'
import { LeaseLostError } from '../store/lease.ts'
import { finishRun, selectOpenRuns } from '../store/run.ts'
import { asFault, consequenceOf, faultRow, nextTry } from './consequences.ts'
import type { Desk, OpenFlow, SyncContext } from './context.ts'
import { placeOf } from './flow-keys.ts'
import type { FlowShelf } from './open-flows.ts'
import { pullDue } from './pull/pull.ts'
import { pushDue } from './push/push.ts'
import { reconcileDue } from './reconcile/reconcile.ts'
import { answered, goesOn, stopWhole, troubleWhole } from './stops.ts'
import { underLease } from './under-lease.ts'

export interface StintContext extends SyncContext {
  shelf: FlowShelf
  openSession(connection: Connection, signal: AbortSignal, closing: AbortSignal): Session
  /** Failed tries in a row per flow, so that waits grow. */
  attempts: Map<number, number>
}

/**
 * Does all that is due for one leased connection, its flows side by side. Answers when it wants to be looked at again;
 * null: when something changes.
 */
export async function workConnection(
  context: StintContext,
  { lease, signal, isToLeave }: Pick<Desk, 'lease' | 'signal' | 'isToLeave'>,
): Promise<Date | null> {
  const connection = await findConnection(context.db, lease.workspace, { id: lease.connectionId })
  if (connection === null) return null
  const mine = (await context.shelf.open(context.db, connection)).filter((flow) => flow.isEnabled)
  if (mine.length === 0) return null
  const closing = new AbortController()
  const session = context.openSession(connection, signal, closing.signal)
  const close = (fault: Fault) => closing.abort(fault)
  const desk: Desk = { ...context, lease, signal, isToLeave, session, close, troubles: new Map() }
  const next = await Promise.all(mine.map((flow) => workFlow(context, desk, flow)))
  return next.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null)
}

async function workFlow(context: StintContext, desk: Desk, flow: OpenFlow): Promise<Date | null> {
  try {
    const next = await (flow.definition.direction === 'to_hub' ? pullDue(desk, flow) : pushDue(desk, flow))
    if (next === 'stopped') {
      context.attempts.delete(flow.id)
      return null
    }
    if ((context.attempts.get(flow.id) ?? 0) >= worthAnIssue) await recover(desk, flow)
    const again = await reconcileDue(desk, flow)
    context.attempts.delete(flow.id)
    return again ?? next
  } catch (thrown) {
    if (thrown instanceof LeaseLostError || desk.signal.aborted) throw thrown
    return suffer(context, desk, flow, asFault(thrown))
  }
}

/** What did not pass for a while has passed. */
async function recover(desk: Desk, flow: OpenFlow): Promise<void> {
  const now = desk.clock.now()
  await underLease(desk, (tx) => goesOn(tx, placeOf(flow), { shape: 'flow', by: 'passed' }, now))
}

/** Failures in a row after which a person is told: vendors stumble every day. */
const worthAnIssue = 5

/** What a fault of a whole flow leads to; the run that met it goes on where it stood, or ends with the reason. */
async function suffer(context: StintContext, desk: Desk, flow: OpenFlow, fault: Fault): Promise<Date | null> {
  const now = desk.clock.now()
  const row = faultRow(fault)
  const attempts = context.attempts.get(flow.id) ?? 0
  context.attempts.set(flow.id, attempts + 1)
  const line = {
    flow: flow.name,
    connection: flow.connectionId,
    fault: fault.kind,
    reason: fault.message,
    cause: fault.cause,
  }
  const stopFor = (what: 'connection' | 'flow') =>
    underLease(
      desk,
      async (tx) => {
        await stopWhole(tx, placeOf(flow), { what, fault }, now)
        await failRuns(tx, flow, row)
        await answered(tx, placeOf(flow), 'failed', now)
      },
      what === 'connection' ? 'change' : 'share',
    )
  switch (consequenceOf(fault)) {
    case 'stop_connection':
      desk.log.warn('connection.stopped', line)
      await stopFor('connection')
      desk.close(fault)
      return null
    case 'stop_flow':
    case 'error':
    case 'hold':
    case 'relink':
      desk.log.warn('flow.stopped', line)
      await stopFor('flow')
      return null
    case 'wait':
    case 'retry':
      desk.log.warn('flow.retry', { ...line, attempt: attempts + 1 })
      if (attempts + 1 >= worthAnIssue) {
        await underLease(desk, (tx) => troubleWhole(tx, placeOf(flow), fault, attempts + 1, now))
      }
      return nextTry(fault, attempts, now, desk.clock.random)
  }
}

/** A listing that cannot go on is over; what was stored of it stays. */
async function failRuns(tx: Tx, flow: OpenFlow, fault: ReturnType<typeof faultRow>): Promise<void> {
  if (flow.definition.direction === 'from_hub') return
  for (const run of await selectOpenRuns(tx, flow.workspace, flow.id)) {
    await finishRun(tx, flow.workspace, run.id, 'failed', fault)
  }
}
