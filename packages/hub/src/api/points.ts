import { z } from 'zod'
import {
  adjustPoints,
  balanceOfCustomer,
  entriesOfCustomer,
  readPoints,
  recomputePoints,
  type UnattributedView,
  unattributedOrders,
} from '../operations/points.ts'
import { entryKinds } from '../store/points-entry.ts'
import type { EntryView } from '../store/points-view.ts'
import { Instant, idParam, instant } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const tags = ['loyalty']

const Overview = z
  .object({
    isOn: z.boolean(),
    earned: z.int().describe('For orders, less what was reversed'),
    redeemed: z.int(),
    expired: z.int(),
    adjusted: z.int().describe('By people: given less taken'),
    balance: z.int().describe('What all customers have together'),
    members: z.int().describe('Customers with at least one entry'),
    unattributed: z.int().describe('Orders that name no customer'),
  })
  .meta({ id: 'Points' })

const Entry = z
  .object({
    id: z.int(),
    kind: z.enum(entryKinds),
    points: z.int().describe('Above zero: given; below: taken'),
    order: z.object({ id: z.int(), number: z.string().nullable() }).nullable(),
    redemption: z.int().nullable(),
    actor: z.string(),
    note: z.string().nullable(),
    at: Instant.describe('When it happened, as the order was placed'),
    recordedAt: Instant,
  })
  .meta({ id: 'PointsEntry' })

const OfCustomer = pageOf(Entry).extend({ balance: z.int() }).meta({ id: 'PointsOfCustomer' })

const Adjustment = z.strictObject({
  points: z
    .int()
    .min(-1_000_000_000)
    .max(1_000_000_000)
    .refine((points) => points !== 0, 'not 0')
    .describe('Above zero: given; below: taken'),
  note: z.string().trim().min(1).max(500).describe('Why'),
})

const Recompute = z.strictObject({
  after: z.int().min(0).default(0).describe('`next` of the page before; 0: from the beginning'),
  dryRun: z.boolean().default(false).describe('Only say what would move'),
})

const Recomputed = z
  .object({
    orders: z.int().describe('How many were compared'),
    given: z.int(),
    taken: z.int(),
    customers: z.array(z.int()).describe('Whose points move'),
    next: z.int().nullable().describe('Where to go on; null: that was all'),
  })
  .meta({ id: 'RecomputedPoints' })

const Unattributed = z
  .object({
    id: z.int(),
    number: z.string().nullable(),
    emailAddress: z.string().nullable(),
    total: z.number().nullable().describe('In minor units of the currency'),
    currency: z.string().nullable(),
    status: z.string().nullable(),
    placedAt: Instant,
    wouldEarn: z.int().describe('Points for whoever it is given to'),
  })
  .meta({ id: 'UnattributedOrder' })

export function pointsRoutes(app: Api, { hub, newId }: ApiOptions): void {
  app.get(
    '/points',
    {
      schema: {
        operationId: 'getPoints',
        tags,
        summary: 'How the programme stands: what was earned, redeemed and expired',
        response: { 200: Overview, ...problemResponse },
      },
    },
    () => readPoints(hub),
  )
  app.get(
    '/points/unattributed',
    {
      schema: {
        operationId: 'listUnattributedOrders',
        tags,
        summary:
          'Orders that name no customer and so earn nothing, the newest first; an edit of customerId gives one to a customer',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(Unattributed), ...problemResponse },
      },
    },
    (request) => readPage(request.query, (page) => unattributedOrders(hub, page), showOrder),
  )
  app.post(
    '/points/recompute',
    {
      config: { role: 'editor' },
      schema: {
        operationId: 'recomputePoints',
        tags,
        summary:
          'Compare a page of orders with the ledger by the rules as they are now, and enter the differences; go on with `next`',
        body: Recompute,
        response: { 200: Recomputed, ...problemResponse },
      },
    },
    async (request) => {
      const { after, dryRun } = request.body
      return recomputePoints(hub, { after, isDry: dryRun }, request.actor)
    },
  )
  app.get(
    '/customers/:id/points',
    {
      schema: {
        operationId: 'getPointsOfCustomer',
        tags,
        summary: 'What a customer has, and every entry of the ledger, the newest first',
        params: idParam,
        querystring: z.strictObject(pageQuery),
        response: { 200: OfCustomer, ...problemResponse },
      },
    },
    async (request) => {
      const { id } = request.params
      const balance = await balanceOfCustomer(hub, id)
      return { balance, ...(await readPage(request.query, (page) => entriesOfCustomer(hub, id, page), showEntry)) }
    },
  )
  app.post(
    '/customers/:id/points',
    {
      config: { role: 'editor' },
      schema: {
        operationId: 'adjustPoints',
        tags,
        summary: 'Give a customer points, or take some, and say why',
        params: idParam,
        body: Adjustment,
        response: { 200: z.object({ balance: z.int() }), ...problemResponse },
      },
    },
    async (request) => {
      const { id } = request.params
      await adjustPoints(hub, id, { ...request.body, id: newId() }, request.actor)
      return { balance: await balanceOfCustomer(hub, id) }
    },
  )
}

function showEntry(entry: EntryView): z.output<typeof Entry> {
  const { id, kind, points, orderId, orderNumber, redemptionId, actor, note, at, recordedAt } = entry
  const order = orderId === null ? null : { id: orderId, number: orderNumber }
  const times = { at: instant(at), recordedAt: instant(recordedAt) }
  return { id, kind, points, order, redemption: redemptionId, actor, note, ...times }
}

function showOrder({ placedAt, ...order }: UnattributedView): z.output<typeof Unattributed> {
  return { ...order, placedAt: instant(placedAt) }
}
