/** What a business chose for its loyalty programme. */
import { z } from 'zod'
import { SignUpSettings, usualSignUp } from './sign-up-settings.ts'

const points = z.int().min(0).max(1_000_000)
const instant = z.iso.datetime({ offset: true })

export const Loyalty = z.strictObject({
  isOn: z.boolean().describe('Whether customers earn points at all; while it is off, nothing moves'),
  pointsPerHundred: points.describe('Points for each 100.00 that was spent, in the currency of the order'),
  perVisit: points.describe('Points for each visit, whatever was spent'),
  visitsADay: z.int().min(1).max(100).describe('How many orders of one customer are visits on one day'),
  zone: z
    .string()
    .max(60)
    .refine(isZone, 'a time zone, such as America/New_York')
    .describe('Whose days are meant: a time zone, such as America/New_York'),
  startsAt: instant.nullable().describe('Orders that were placed before earn nothing; null: all earn'),
  withoutTax: z.boolean().describe('Whether taxes count as spent: true leaves them out'),
  rounding: z.enum(['down', 'nearest', 'up']).describe('What becomes of a fraction of a point'),
  expireAfterDays: z
    .int()
    .min(1)
    .max(3_650)
    .nullable()
    .describe("Days after a customer's latest order when their points expire; null: never"),
  expireFrom: instant.nullable().describe('Before that the days are not counted; null: they always are'),
  applyWithinHours: z
    .int()
    .min(1)
    .max(720)
    .describe('Hours within which a redeemed discount should be found on an order; after that a person is asked'),
  signUp: SignUpSettings.describe('The form by which customers sign up'),
})

export type Loyalty = z.output<typeof Loyalty>

export const usualLoyalty: Loyalty = {
  isOn: false,
  pointsPerHundred: 100,
  perVisit: 0,
  visitsADay: 1,
  zone: 'UTC',
  startsAt: null,
  withoutTax: false,
  rounding: 'down',
  expireAfterDays: null,
  expireFrom: null,
  applyWithinHours: 24,
  signUp: usualSignUp,
}

export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
