import { z } from 'zod'
import { type Counter, type CustomerAtCounter, customerAtCounter, findAtCounter } from '../operations/counter.ts'
import { idParam } from './fields.ts'
import { problemResponse } from './problem.ts'
import { RedemptionBody, showRedemption } from './redemptions.ts'
import { RewardBody, showReward } from './rewards.ts'
import type { Api, ApiOptions } from './types.ts'

const CustomerBody = z
  .object({
    id: z.int(),
    name: z.string(),
    customerNumber: z.string().nullable(),
    email: z.string().nullable().describe('The first letter and the host'),
    phone: z.string().nullable().describe('The last four digits'),
    balance: z.int(),
  })
  .meta({ id: 'CustomerAtCounter' })

const CounterBody = z
  .object({
    customer: CustomerBody,
    favouriteStore: z.string().nullable().describe('Where the customer likes to buy'),
    isOn: z.boolean().describe('Whether the loyalty programme is on: nothing is redeemed while it is off'),
    rewards: z.array(
      RewardBody.extend({ missing: z.int().describe('Points that the customer lacks for it; 0: it can be redeemed') }),
    ),
    redemptions: z.array(
      RedemptionBody.extend({
        canUndo: z.boolean().describe('You redeemed it a moment ago, and it was not applied yet'),
      }),
    ),
  })
  .meta({ id: 'Counter' })

const tags = ['loyalty']
const config = { role: 'viewer', isForCashiers: true } as const

export function counterRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/counter/customers',
    {
      config,
      schema: {
        operationId: 'findCustomers',
        tags,
        summary: 'Customers by the end of a phone number, an e-mail address, a number or a name, with their points',
        querystring: z.strictObject({ q: z.string().trim().min(2, 'say at least two letters or digits').max(200) }),
        response: { 200: z.object({ data: z.array(CustomerBody) }), ...problemResponse },
      },
    },
    async (request) => ({ data: await findAtCounter(hub, request.query.q) }),
  )
  app.get(
    '/counter/customers/:id',
    {
      config,
      schema: {
        operationId: 'getCustomerAtCounter',
        tags,
        summary: 'A customer at the counter: points, what they buy, and what was redeemed last',
        params: idParam,
        response: { 200: CounterBody, ...problemResponse },
      },
    },
    async (request) => show(await customerAtCounter(hub, request.params.id, request.actor)),
  )
}

function show({ customer, favouriteStore, isOn, rewards, redemptions }: Counter): z.output<typeof CounterBody> {
  return {
    ...{ customer, favouriteStore, isOn },
    rewards: rewards.map((reward) => ({ ...showReward(reward), missing: missing(reward.points, customer) })),
    redemptions: redemptions.map(({ redemption, isFlagged, canUndo }) => {
      return { ...showRedemption({ ...redemption, customer: customer.name, isFlagged }), canUndo }
    }),
  }
}

function missing(points: number, { balance }: CustomerAtCounter): number {
  return Math.max(points - balance, 0)
}
