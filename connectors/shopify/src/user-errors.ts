import { Fault } from '@trefoil/sdk'
import { z } from 'zod'
import { masked } from './dialect.ts'

/** What a mutation refuses of what it was given. `field` is a path with its indices, or nothing. */
export const userErrors = z.array(
  z.object({ field: z.array(z.string()).nullish(), message: z.string(), code: z.string().nullish() }),
)

export type UserError = z.output<typeof userErrors>[number]

export function refusalOf({ field, message, code }: UserError, what: string): Fault {
  const path = (field ?? []).filter((part) => part !== 'input').join('.')
  return new Fault('invalid', `Shopify refused ${what}: ${masked(message, [])}`, {
    ...(path === '' ? {} : { field: path }),
    ...(typeof code === 'string' ? { facts: { shopifyCode: code } } : {}),
  })
}
