import { z } from 'zod'
import { changeReward, createReward, requireReward } from '../operations/rewards.ts'
import { listRewards, type Reward } from '../store/reward.ts'
import { Instant, idParam, instant, instantOrNull } from './fields.ts'
import { onceHeaders } from './once.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

export const DiscountBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('amount'),
      amount: z.int().min(1).max(100_000_000).describe('Whole minor units: 500 is 5.00 USD'),
      currency: z.string().regex(/^[A-Z]{3}$/, 'three letters, as USD'),
    }),
    z.strictObject({ kind: z.literal('percent'), percent: z.int().min(1).max(100) }),
  ])
  .meta({ id: 'RewardDiscount' })

const Terms = z.strictObject({
  name: z.string().trim().min(1, 'say a name').max(100),
  says: z.string().trim().max(500),
  points: z.int().min(0).max(100_000_000),
  discount: DiscountBody,
  tillName: z
    .string()
    .trim()
    .min(1, 'say what the discount is called at the till')
    .max(100)
    .describe('What the discount is called at the till: by it the hub finds it on an order'),
  validFrom: z.iso.datetime({ offset: true }).nullable().describe('Null: at once'),
  validUntil: z.iso.datetime({ offset: true }).nullable().describe('Null: for ever'),
})

const NewReward = Terms.extend({
  says: Terms.shape.says.optional(),
  validFrom: Terms.shape.validFrom.optional(),
  validUntil: Terms.shape.validUntil.optional(),
}).meta({ id: 'NewReward' })

const RewardChange = Terms.partial()
  .extend({ isArchived: z.boolean().optional().describe('No longer on offer; what was redeemed of it stays') })
  .meta({ id: 'RewardChange' })

export const RewardBody = z
  .object({
    id: z.int(),
    name: z.string(),
    says: z.string(),
    points: z.int(),
    discount: DiscountBody,
    tillName: z.string(),
    validFrom: Instant.nullable(),
    validUntil: Instant.nullable(),
    archivedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Reward' })

const tags = ['loyalty']
const config = { role: 'editor' } as const

export function rewardRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/rewards',
    {
      schema: {
        operationId: 'listRewards',
        tags,
        summary: 'What points buy, the cheapest first',
        querystring: z.strictObject({
          archived: z.enum(['true', 'false']).default('false').describe('Also those that are no longer on offer'),
        }),
        response: { 200: z.object({ data: z.array(RewardBody) }), ...problemResponse },
      },
    },
    async (request) => {
      const rewards = await listRewards(hub.db, hub.workspaceId, request.query.archived === 'true')
      return { data: rewards.map(showReward) }
    },
  )
  app.get(
    '/rewards/:id',
    {
      schema: {
        operationId: 'getReward',
        tags,
        summary: 'One reward',
        params: idParam,
        response: { 200: RewardBody, ...problemResponse },
      },
    },
    async (request) => showReward(await requireReward(hub, request.params.id)),
  )
  app.post(
    '/rewards',
    {
      config,
      schema: {
        operationId: 'createReward',
        tags,
        summary: 'Offer a reward',
        headers: onceHeaders,
        body: NewReward,
        response: { 201: RewardBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { validFrom = null, validUntil = null, says = '', ...terms } = request.body
      const period = { validFrom: dateOrNull(validFrom), validUntil: dateOrNull(validUntil) }
      return reply.code(201).send(showReward(await createReward(hub, { ...terms, says, ...period }, request.actor)))
    },
  )
  app.patch(
    '/rewards/:id',
    {
      config,
      schema: {
        operationId: 'changeReward',
        tags,
        summary: 'Change a reward, or take it off the offer; what was redeemed keeps what it was',
        params: idParam,
        body: RewardChange,
        response: { 200: RewardBody, ...problemResponse },
      },
    },
    async (request) => {
      const { validFrom, validUntil, ...terms } = request.body
      const period = {
        ...(validFrom === undefined ? {} : { validFrom: dateOrNull(validFrom) }),
        ...(validUntil === undefined ? {} : { validUntil: dateOrNull(validUntil) }),
      }
      return showReward(await changeReward(hub, request.params.id, { ...terms, ...period }, request.actor))
    },
  )
}

export function showReward(reward: Reward): z.output<typeof RewardBody> {
  const { validFrom, validUntil, archivedAt, createdAt, ...terms } = reward
  return {
    ...terms,
    ...{ validFrom: instantOrNull(validFrom), validUntil: instantOrNull(validUntil) },
    ...{ archivedAt: instantOrNull(archivedAt), createdAt: instant(createdAt) },
  }
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
