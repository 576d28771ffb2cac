import { Fault, type Outcome, type Target } from '@trefoil/sdk'
import { deleteBatch, insertBegun } from '../../store/batch.ts'
import { type DueDelivery, markRunDue, nextDeliveryAt, selectDueDeliveries } from '../../store/delivery.ts'
import { finishSettledRuns, insertRun, type RunRow, selectOpenRuns, startRun } from '../../store/run.ts'
import { expectSoMany } from '../../store/run-brake.ts'
import { isCounted } from '../../store/run-selection.ts'
import { BrakeError } from '../brake.ts'
import { comeBack } from '../come-back.ts'
import { asFault } from '../consequences.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { placeOf, refOf, sideOf } from '../flow-keys.ts'
import { makesRoom } from '../make-room.ts'
import { isOutdated } from '../open-flows.ts'
import { stopRun } from '../stops.ts'
import { underLease } from '../under-lease.ts'
import { hear } from './heard.ts'
import { matchRecords } from './match.ts'
import { openPushBrake, type PushBrake } from './push-brake.ts'
import { type Ending, endingOf, faultOf, mapDeliveries, partResults, type Sending, writeOf } from './sending.ts'
import { settle } from './settle.ts'
import { type OpenBatches, openBatches, settleBatches } from './settle-batch.ts'
import { withWithdrawals } from './withdrawn.ts'

/** Deliveries that one round takes: a vendor's bulk form at the most. */
const largestRound = 10_000
/** Bulk jobs of one flow that may be under way at once. */
const mostBatches = 8
/** A round of so many is part of something long, which may have to make room. */
const longRound = 100

/**
 * Does what is due for one from_hub flow: asks for the answers of open bulk jobs, marks the records of queued runs
 * due, then sends. Answers when the flow wants to be looked at again; null: when something changes. Stopped: the vendor
 * refused, and is not to be asked again with the session that is open.
 */
export async function pushDue(desk: Desk, flow: OpenFlow): Promise<Date | 'stopped' | null> {
  const target = targetOf(flow)
  if (!(await beginRuns(desk, flow))) return comeBack(desk, flow)
  const brake = openPushBrake(desk, flow, await selectOpenRuns(desk.db, desk.workspace, flow.id))
  const waiting = new Set<number>()
  for (;;) {
    if (desk.signal.aborted) return null
    const open = await openBatches(desk, flow)
    if (open.rows.length === 0) waiting.clear()
    // Of the records that are under way the next round takes none: what was sent is settled while more is sent.
    const [{ settled, next, isStopped }, sent] = await bothEnd(
      settleBatches(desk, flow, target, open.rows),
      open.rows.length < mostBatches ? sendRound(desk, flow, target, { open, waiting, brake }) : 0,
    )
    if (isStopped || sent === 'stopped') return 'stopped'
    if (sent === 0 && settled === 0 && next !== null) return next
    if (sent === 0 && settled === 0) break
    if (sent >= longRound && (await makesRoom(desk, flow))) return comeBack(desk, flow)
  }
  const next = await nextDeliveryAt(desk.db, refOf(flow), brake.braked())
  await underLease(desk, async (tx) => {
    await finishSettledRuns(tx, desk.workspace, flow.id, next === null)
  })
  return next
}

/** Begins what was asked for. False: the flow was changed meanwhile, and is to be opened anew for it. */
async function beginRuns(desk: Desk, flow: OpenFlow): Promise<boolean> {
  const queued = (await selectOpenRuns(desk.db, desk.workspace, flow.id)).filter(({ state }) => state === 'queued')
  if (queued.length > 0 && (await isOutdated(desk.db, flow))) return false
  for (const run of queued) await beginRun(desk, flow, run)
  return true
}

/** A queued run becomes due deliveries, in one transaction with its own start. */
async function beginRun(desk: Desk, flow: OpenFlow, run: RunRow): Promise<void> {
  const { selection } = run
  const isObject = typeof selection === 'object' && selection !== null && !Array.isArray(selection)
  const recordIds = isObject && Array.isArray(selection.recordIds) ? selection.recordIds.map(Number) : null
  await underLease(desk, async (tx) => {
    await startRun(tx, desk.workspace, run.id)
    const isSelected = isCounted(selection)
    const force = recordIds !== null || isSelected
    const of = { entity: flow.entity, runId: run.id, recordIds, isSelected, force }
    const count = await markRunDue(tx, refOf(flow), of, desk.clock.now())
    await expectSoMany(tx, desk.workspace, run.id, count)
  })
}

/** Both answers; where one of them fails, not before the other has ended as well. */
async function bothEnd<A, B>(one: Promise<A>, other: Promise<B> | B): Promise<[A, B]> {
  await Promise.allSettled([one, other])
  return Promise.all([one, other])
}

interface Round {
  open: OpenBatches
  /** Records that stay due until the open jobs are settled. */
  waiting: Set<number>
  brake: PushBrake
}

/** Sends what is due, up to one bulk call; answers how many deliveries that was. */
async function sendRound(desk: Desk, flow: OpenFlow, target: Target, round: Round): Promise<number | 'stopped'> {
  const { open, waiting, brake } = round
  const place = { ...sideOf(flow), flowId: flow.id }
  const limit = Math.min(target.maxBatch, largestRound)
  const which = { busy: [...open.busy, ...waiting], limit, now: desk.clock.now(), braked: brake.braked() }
  const due = await hear(desk, flow, await selectDueDeliveries(desk.db, place, which))
  if (due.length === 0) return 0
  const changes = await runOfChanges(desk, flow, due)
  for (const delivery of due) delivery.run_id ??= changes
  const mapped = partResults(due, await mapDeliveries(desk, flow, due, wasTold))
  try {
    await brake.check(mapped.sendings)
  } catch (thrown) {
    if (!(thrown instanceof BrakeError)) throw thrown
    await stopForBrake(desk, flow, brake, thrown)
    return due.length
  }
  const areOthersUnderWay = open.rows.length > 0
  const { endings, begun } = await send(desk, flow, target, { ...mapped, areOthersUnderWay, waiting })
  const isStopped = await settle(desk, flow, endings, async (tx) => {
    if (begun !== null) await deleteBatch(tx, desk.workspace, begun)
  })
  return isStopped ? 'stopped' : endings.length
}

/** The run asks a person; what changed meanwhile is sent all the same. */
async function stopForBrake(desk: Desk, flow: OpenFlow, brake: PushBrake, { fault }: BrakeError): Promise<void> {
  const run = brake.stopped()
  desk.log.warn('run.braked', { flow: flow.name, run, reason: fault.message })
  await underLease(desk, async (tx) => {
    await stopRun(tx, placeOf(flow), { run, fault }, desk.clock.now())
  })
}

/** The run that counts what no other run asked for. */
async function runOfChanges(desk: Desk, flow: OpenFlow, due: DueDelivery[]): Promise<number | null> {
  if (due.every((delivery) => delivery.run_id !== null)) return null
  const open = await selectOpenRuns(desk.db, desk.workspace, flow.id)
  const known = open.find((run) => run.kind === 'change')
  if (known !== undefined) return known.id
  return insertRun(desk.db, { ...refOf(flow), kind: 'change', state: 'running', selection: null, actor: 'hub' })
}

/**
 * Whether the destination was ever told of the record. One that vanished there is made again by the update rules: what
 * a creation asks of a person, consent above all, is asked once.
 */
function wasTold(delivery: DueDelivery): boolean {
  return delivery.external_id !== null || delivery.output !== null
}

interface Sent {
  endings: Ending[]
  /** Under which the creations of the round are remembered until its end is stored; null: it had none. */
  begun: number | null
}

async function send(
  desk: Desk,
  flow: OpenFlow,
  target: Target,
  mapped: { endings: Ending[]; sendings: Sending[]; areOthersUnderWay: boolean; waiting: Set<number> },
): Promise<Sent> {
  const { areOthersUnderWay, waiting } = mapped
  const [linked, sendings] = halve(mapped.sendings, (sending) => sending.id !== null)
  try {
    const matched = await matchRecords(desk, flow, target, { sendings, areOthersUnderWay })
    for (const { delivery } of matched.waiting) waiting.add(delivery.record_id)
    const written = await write(desk, target, flow, [...linked, ...matched.sendings])
    return { endings: [...mapped.endings, ...matched.endings, ...written.endings], begun: written.begun }
  } catch (thrown) {
    leaveWith(desk, thrown)
    return { endings: [...mapped.endings, ...failAll(mapped.sendings, asFault(thrown))], begun: null }
  }
}

async function write(desk: Desk, target: Target, flow: OpenFlow, sendings: Sending[]): Promise<Sent> {
  if (sendings.length === 0) return { endings: [], begun: null }
  const drafts = sendings.map((sending) => ({ recordId: sending.delivery.record_id, write: writeOf(flow, sending) }))
  const writes = await withWithdrawals(desk, target, drafts)
  const begun = await begin(desk, flow, sendings)
  let outcomes: Outcome[]
  try {
    outcomes = await target.upsert(desk.session, writes)
  } catch (thrown) {
    leaveWith(desk, thrown)
    const fault = asFault(thrown)
    return { endings: sendings.map((sending) => faultOf(sending, fault)), begun }
  }
  const endings = sendings.flatMap((sending, index) => {
    const sent = writes[index]
    return sent === undefined ? [] : [endingOf(sending, sent, outcomes[index])]
  })
  return { endings, begun }
}

/**
 * A worker that stops, or lost its lease, breaks its calls off: that is no trouble of a record. How they ended is looked
 * for by whoever goes on, as after a crash.
 */
function leaveWith(desk: Desk, thrown: unknown): void {
  if (desk.signal.aborted) throw thrown
}

/**
 * Before the vendor hears of them. Whoever comes after a crash must tell a profile that we made, and whose consent is
 * still owed, from one that was there before us; and a stock that we moved from one that the till moved.
 */
async function begin(desk: Desk, flow: OpenFlow, sendings: Sending[]): Promise<number | null> {
  const creations = sendings.flatMap(({ id, delivery }) =>
    id === null || delivery.heard !== undefined ? [delivery.record_id] : [],
  )
  if (creations.length === 0) return null
  return underLease(desk, async (tx) => {
    return insertBegun(tx, refOf(flow), creations, desk.clock.now())
  })
}

/** Before anything was written: a fault of the whole call is the fault of each of its records. */
function failAll(sendings: Sending[], fault: Fault): Ending[] {
  return sendings.map(({ delivery }) => ({ delivery, outcome: 'fault', fault, begun: false }))
}

function halve<T>(all: T[], isFirst: (one: T) => boolean): [T[], T[]] {
  const { first = [], second = [] } = Object.groupBy(all, (one) => (isFirst(one) ? 'first' : 'second'))
  return [first, second]
}

function targetOf(flow: OpenFlow): Target {
  const target = flow.connector.targets[flow.endpoint]
  if (target !== undefined) return target
  const offered = Object.keys(flow.connector.targets).join(', ')
  throw new Fault(
    'invalid',
    `${flow.name} writes ${flow.endpoint}, which ${flow.connector.title} does not offer: it has ${offered}`,
  )
}
