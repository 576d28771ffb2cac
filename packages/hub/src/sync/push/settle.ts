import type { Fault } from '@trefoil/sdk'
import type { Tx } from '../../db/database.ts'
import { insertAwaitedDeliveries } from '../../store/awaited-delivery.ts'
import { insertBatch } from '../../store/batch.ts'
import { type DoneDelivery, markBegun, settleDone, settleHeld, settleRetry } from '../../store/delivery.ts'
import { updateHeard } from '../../store/heard.ts'
import { forgetTargetLinks, insertTargetLinks } from '../../store/link.ts'
import { advanceRun } from '../../store/run.ts'
import { insertOutcomes } from '../../store/run-outcome.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { placeOf, refOf, sideOf } from '../flow-keys.ts'
import { stopWhole } from '../stops.ts'
import { forgetTrouble, meetTrouble, storeTrouble } from '../trouble.ts'
import { underLease } from '../under-lease.ts'
import { type Judged, judgeFaults } from './fault-judge.ts'
import { heardAnew } from './heard.ts'
import { batchesOf } from './pending-batch.ts'
import { passedOfRound, troublesOfRound } from './round-trouble.ts'
import { keepBooks } from './run-book.ts'
import type { Ending } from './sending.ts'

/** A bulk job that was just begun is asked for the first time after this long. */
const firstAsk = 50

/**
 * Stores how deliveries ended: links, standing, counters and reasons in one transaction, by the one table of
 * consequences. What stops the connection or the flow is stored with it. Answers whether something does: the caller has
 * nothing more to ask the vendor then.
 */
export async function settle(
  desk: Desk,
  flow: OpenFlow,
  endings: Ending[],
  also?: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const ref = refOf(flow)
  const now = desk.clock.now()
  const judged = judgeFaults(endings, now, desk.clock.random)
  const books = keepBooks(endings, judged)
  const met = await meetTrouble(desk, flow, troublesOfRound(endings, judged), () => passedOfRound(endings))
  const links = endings.flatMap((ending) =>
    'externalId' in ending && ending.externalId !== null && ending.delivery.external_id === null
      ? [{ external_id: ending.externalId, record_id: ending.delivery.record_id }]
      : [],
  )
  const batches = await batchesOf(endings)
  let goFirst = 0
  const store = async (tx: Tx) => {
    await insertTargetLinks(tx, sideOf(flow), links)
    await updateHeard(tx, sideOf(flow), heardAnew(endings, now))
    await forgetTargetLinks(tx, sideOf(flow), judged.forget)
    await settleDone(tx, ref, endings.flatMap(doneOf))
    await settleHeld(tx, ref, judged.held)
    await settleRetry(tx, ref, judged.retry)
    await markBegun(tx, ref, judged.begun)
    goFirst = await insertAwaitedDeliveries(tx, sideOf(flow), judged.awaited, now)
    for (const batch of batches) {
      await insertBatch(tx, ref, { ...batch, dueAt: new Date(now.getTime() + firstAsk) })
    }
    for (const [runId, book] of books) {
      await advanceRun(tx, flow.workspace, runId, book.counts)
      await insertOutcomes(tx, flow.workspace, runId, book.outcomes)
    }
    await storeTrouble(tx, flow, met, now)
    if (judged.stops !== null) await stopWhole(tx, placeOf(flow), judged.stops, now)
    await also?.(tx)
  }
  await underLease(desk, store, judged.stops?.what === 'connection' ? 'change' : 'share')
  forgetTrouble(desk, flow, met)
  if (goFirst > 0) desk.wake([flow.connectionId])
  if (judged.stops?.what === 'connection') desk.close(judged.stops.fault)
  if (judged.stops !== null) announce(desk, flow, judged.stops.fault)
  tellTrouble(desk, flow, judged)
  return judged.stops !== null
}

function doneOf(ending: Ending): DoneDelivery[] {
  const { record_id, version, run_id } = ending.delivery
  switch (ending.outcome) {
    case 'created':
    case 'updated':
    case 'linked':
      return [{ record_id, version, run_id, output: ending.told }]
    case 'unchanged':
    case 'filtered':
      return [{ record_id, version, run_id, output: null }]
    default:
      return []
  }
}

/** One line for each cause in a round, not one per record. */
function tellTrouble(desk: Desk, flow: OpenFlow, { retry, ended }: Judged): void {
  for (const [code, some] of Map.groupBy(retry, ({ fault }) => fault.code)) {
    const again = new Date(Math.min(...some.map(({ due_at }) => due_at.getTime())))
    const [one] = some
    const line = { flow: flow.name, records: some.length, fault: one?.fault.kind, code, again }
    desk.log.info('push.retry', { ...line, reason: one?.fault.message })
  }
  for (const [code, some] of Map.groupBy(ended, ({ fault }) => fault.code)) {
    const [one] = some
    const line = { flow: flow.name, records: some.length, outcome: one?.outcome, fault: one?.fault.kind, code }
    desk.log.warn('push.failed', { ...line, reason: one?.fault.message })
  }
}

/** One line for a stop, not one per record. */
function announce(desk: Desk, flow: OpenFlow, fault: Fault): void {
  desk.log.warn('push.stopped', {
    flow: flow.name,
    connection: flow.connectionId,
    fault: fault.kind,
    reason: fault.message,
  })
}
