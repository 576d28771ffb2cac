import { Fault, type HttpOptions, inParallel, type Outcome, type Session, type Write } from '@trefoil/sdk'
import { draws } from '../calls.ts'
import { faultOf } from '../dialect.ts'
import type { components } from '../generated/klaviyo.gen.ts'
import { postRows } from '../post-rows.ts'
import { settingsOf } from '../settings.ts'
import { type PreparedOrder, prepareOrder } from './order-event.ts'

type Schemas = components['schemas']

/** A week: after it an order that arrives is history. */
const newFor = 7 * 86_400_000
/** The revision of the API that can tell the two apart. */
const backfillSince = '2026-07-15'
/** Up to so many events go one by one; more go in bulk. */
const FEW = 20
/** Most events, and most bytes, that one bulk call takes. */
const EVENTS = 1_000
const BYTES = 4_500_000

/** Events are never changed: an order that was sent is not sent again, whatever became of it. */
export async function sendOrders(session: Session, writes: Write[]): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>()
  const isKnown = settingsOf(session).revision >= backfillSince
  const history = { before: new Date(session.now().getTime() - newFor), isKnown }
  const orders = new Map<string, PreparedOrder>()
  for (const [index, write] of writes.entries()) {
    if (write.id !== null) {
      outcomes.set(index, { status: 'unchanged', id: write.id })
      continue
    }
    const prepared = prepareOrder(index, write, history)
    if (prepared instanceof Fault) outcomes.set(index, { status: 'failed', fault: prepared })
    // One repeated unique id would fail a whole bulk call.
    else if (orders.has(prepared.id)) outcomes.set(index, { status: 'failed', fault: sameOrder })
    else orders.set(prepared.id, prepared)
  }
  const all = [...orders.values()]
  const few = all.reduce((sum, { events }) => sum + events.length, 0) <= FEW
  const faults = few ? await sendSingly(session, all) : await sendInBulk(session, all)
  for (const [at, { index, id }] of all.entries()) {
    const fault = faults[at] ?? null
    outcomes.set(index, fault === null ? { status: 'created', id } : { status: 'failed', fault })
  }
  return writes.map((_, index) => outcomes.get(index) ?? { status: 'failed', fault: lost })
}

/** The order's own event last: only when it is there is the order told in full. */
function sendSingly(session: Session, all: PreparedOrder[]): Promise<(Fault | null)[]> {
  return inParallel(all, 8, async ({ profile, events }) => {
    for (const attributes of events.toReversed()) {
      const body: Schemas['EventCreateQueryV2'] = {
        data: { type: 'event', attributes: { ...attributes, profile: { data: profile } } },
      }
      const fault = await attempt(() =>
        session.http.post('/api/events', body, { draws: draws('events.create'), ...repeatable }),
      )
      if (fault !== null) return fault
    }
    return null
  })
}

async function attempt(post: () => ReturnType<Session['http']['post']>): Promise<Fault | null> {
  try {
    const reply = await post()
    if (reply.status < 400) return null
    return faultOf(reply) ?? new Fault('protocol', `Klaviyo answered an event with status ${reply.status}`)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

async function sendInBulk(session: Session, all: PreparedOrder[]): Promise<(Fault | null)[]> {
  const faults: (Fault | null)[] = []
  for (const chunk of chunksByEvents(all)) {
    const answers = await postRows(chunk, (orders) => {
      const body: Schemas['EventsBulkCreateJob'] = {
        data: {
          type: 'event-bulk-create-job',
          attributes: { 'events-bulk-create': { data: orders.map(rowOf) } },
        },
      }
      return session.http.post('/api/event-bulk-create-jobs', body, { draws: draws('events.bulk'), ...repeatable })
    })
    faults.push(...answers.map((answer) => (answer instanceof Fault ? answer : null)))
  }
  return faults
}

function rowOf({ profile, events }: PreparedOrder): Schemas['EventsBulkCreateQueryResourceObject'] {
  return {
    type: 'event-bulk-create',
    attributes: {
      profile: { data: profile },
      events: { data: events.map((attributes) => ({ type: 'event', attributes })) },
    },
  }
}

function chunksByEvents(all: PreparedOrder[]): PreparedOrder[][] {
  const chunks: PreparedOrder[][] = []
  let room = { events: 0, bytes: 0 }
  for (const order of all) {
    const bytes = JSON.stringify(order).length * 2
    const chunk = chunks.at(-1)
    if (chunk === undefined || room.events < order.events.length || room.bytes < bytes) {
      chunks.push([order])
      room = { events: EVENTS - order.events.length, bytes: BYTES - bytes }
    } else {
      chunk.push(order)
      room = { events: room.events - order.events.length, bytes: room.bytes - bytes }
    }
  }
  return chunks
}

// Every event has its own unique id, so that Klaviyo drops what comes twice.
const repeatable: HttpOptions = { allow: [400, 413], repeatable: true }

const sameOrder = new Fault('invalid', 'Another order of the same batch has the same number: give each its own', {
  code: 'DUPLICATE_ORDER',
  field: 'uniqueId',
})
const lost = new Fault('bug', 'An order of the batch got no outcome')
