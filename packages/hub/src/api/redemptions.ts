import { z } from 'zod'
import { codeFrom } from '../loyalty/rewards/redemption-code.ts'
import { type RedemptionView, redemptionPage, viewOf, waitingRedemptions } from '../operations/redemption-page.ts'
import {
  cancelRedemption,
  markApplied,
  type Redeemed,
  redeem,
  requireRedemption,
  undoRedemption,
} from '../operations/redemptions.ts'
import { redemptionStates, stepsOf } from '../store/redemption.ts'
import { Instant, idParam, instant, instantOrNull } from './fields.ts'
import { onceHeaders } from './once.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import { DiscountBody } from './rewards.ts'
import type { Api, ApiOptions } from './types.ts'

export const RedemptionBody = z
  .object({
    id: z.int(),
    code: z.string().describe('What the cashier reads out'),
    customerId: z.int(),
    customer: z.string().describe('The name of the customer, where one is known'),
    rewardId: z.int(),
    reward: z
      .object({ name: z.string(), points: z.int(), discount: DiscountBody, tillName: z.string() })
      .describe('As it was when it was redeemed'),
    state: z.enum(redemptionStates),
    isFlagged: z.boolean().describe('Redeemed, and no order had the discount for longer than the settings allow'),
    redeemedBy: z.string(),
    redeemedAt: Instant,
    orderId: z.int().nullable().describe('The order that had the discount, by its hub id'),
    appliedBy: z.string().nullable().describe('till: the hub found the discount by itself'),
    appliedAt: Instant.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Redemption' })

const RedemptionInFull = z
  .object({
    ...RedemptionBody.shape,
    steps: z.array(
      z.object({
        step: z.enum(['redeemed', 'applied', 'reopened', 'cancelled']),
        actor: z.string(),
        orderId: z.int().nullable(),
        note: z.string().nullable(),
        at: Instant,
      }),
    ),
  })
  .meta({ id: 'RedemptionInFull' })

const RedeemedBody = z
  .object({ redemption: RedemptionBody, balance: z.int().describe('The points that the customer has now') })
  .meta({ id: 'Redeemed' })

const Waiting = z
  .object({
    redeemed: z.int().describe('No order has the discount yet'),
    flagged: z.int().describe('Of those, the ones that wait for longer than the settings allow'),
    applyWithinHours: z.int(),
  })
  .meta({ id: 'WaitingRedemptions' })

const note = z.string().trim().min(1).max(500).nullable().default(null)
const tags = ['loyalty']
const config = { role: 'operator' } as const
const atCounter = { role: 'operator', isForCashiers: true } as const

export function redemptionRoutes(app: Api, { hub }: ApiOptions): void {
  const show = async ({ redemption, balance }: Redeemed) => {
    return { redemption: showRedemption(await viewOf(hub, redemption)), balance }
  }
  app.get(
    '/redemptions',
    {
      schema: {
        operationId: 'listRedemptions',
        tags,
        summary: 'What was redeemed, the newest first',
        querystring: z.strictObject({
          ...pageQuery,
          state: z
            .enum([...redemptionStates, 'flagged'])
            .optional()
            .describe('flagged: redeemed, and overdue at the till'),
          customer: z.coerce.number().int().positive().optional().describe('Of this customer, by the hub id'),
          code: z.string().max(20).optional().describe('The one with this code'),
        }),
        response: { 200: pageOf(RedemptionBody), ...problemResponse },
      },
    },
    (request) => {
      const { state, customer, code } = request.query
      const filter = { state, customer, ...(code === undefined ? {} : { code: codeFrom(code) }) }
      return readPage(request.query, (page) => redemptionPage(hub, filter, page), showRedemption)
    },
  )
  app.get(
    '/redemptions/waiting',
    {
      schema: {
        operationId: 'countWaitingRedemptions',
        tags,
        summary: 'How many redemptions wait for the till, and how many of them for too long',
        response: { 200: Waiting, ...problemResponse },
      },
    },
    () => waitingRedemptions(hub),
  )
  app.get(
    '/redemptions/:id',
    {
      schema: {
        operationId: 'getRedemption',
        tags,
        summary: 'One redemption with every step that it took, and who took it',
        params: idParam,
        response: { 200: RedemptionInFull, ...problemResponse },
      },
    },
    async (request) => {
      const redemption = await requireRedemption(hub, request.params.id)
      const steps = await stepsOf(hub.db, hub.workspaceId, redemption.id)
      const shown = steps.map(({ at, ...step }) => ({ ...step, at: instant(at) }))
      return { ...showRedemption(await viewOf(hub, redemption)), steps: shown }
    },
  )
  app.post(
    '/customers/:id/redemptions',
    {
      config: atCounter,
      schema: {
        operationId: 'redeemReward',
        tags,
        summary: 'Take the points for a reward; the answer holds the code and the name of the discount at the till',
        headers: onceHeaders,
        params: idParam,
        body: z.strictObject({ rewardId: z.int().positive(), note }),
        response: { 201: RedeemedBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const asked = { customerId: request.params.id, ...request.body }
      return reply.code(201).send(await show(await redeem(hub, asked, request.actor)))
    },
  )
  app.post(
    '/redemptions/:id/undo',
    {
      config: atCounter,
      schema: {
        operationId: 'undoRedemption',
        tags,
        summary: 'Take back what you redeemed within the last 15 minutes, and was not applied yet',
        headers: onceHeaders,
        params: idParam,
        response: { 200: RedeemedBody, ...problemResponse },
      },
    },
    async (request) => show(await undoRedemption(hub, request.params.id, request.actor)),
  )
  app.post(
    '/redemptions/:id/cancel',
    {
      config,
      schema: {
        operationId: 'cancelRedemption',
        tags,
        summary: 'Cancel a redemption; the points are given back once',
        headers: onceHeaders,
        params: idParam,
        body: z.strictObject({ note }),
        response: { 200: RedeemedBody, ...problemResponse },
      },
    },
    async (request) => show(await cancelRedemption(hub, request.params.id, request.body.note, request.actor)),
  )
  app.post(
    '/redemptions/:id/apply',
    {
      config,
      schema: {
        operationId: 'applyRedemption',
        tags,
        summary: 'Say that the discount was given at the till',
        headers: onceHeaders,
        params: idParam,
        body: z.strictObject({
          orderId: z.int().positive().nullable().default(null).describe('On this order, by its hub id'),
          note,
        }),
        response: { 200: RedemptionBody, ...problemResponse },
      },
    },
    async (request) =>
      showRedemption(await viewOf(hub, await markApplied(hub, request.params.id, request.body, request.actor))),
  )
}

export function showRedemption(view: RedemptionView): z.output<typeof RedemptionBody> {
  const { discountId: _, redeemedAt, appliedAt, ...rest } = view
  return { ...rest, redeemedAt: instant(redeemedAt), appliedAt: instantOrNull(appliedAt) }
}
