import { merchantIdIn } from '@trefoil/clover'
import { z } from 'zod'

const merchantId = z
  .string()
  .meta({ title: 'Merchant ID', description: 'That of the till; the dashboard address that holds it will do.' })
  .transform((text, context) => {
    const found = merchantIdIn(text)
    if (found !== undefined) return found
    const message =
      'not a Clover merchant id: paste its 13 letters and digits, or the dashboard address that holds them'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

export const ecommerceCredentials = z.object({
  merchantId,
  privateToken: z
    .string()
    .trim()
    .min(1, 'missing: the dashboard shows it under Account & Setup, Ecommerce API Tokens')
    .regex(/^[\x21-\x7e]+$/, 'not a token: it holds a space or a character that no token has')
    .meta({
      secret: true,
      title: 'Private token',
      description: 'Of the pair of Ecommerce API tokens the private one.',
    }),
})

export type EcommerceCredentials = z.output<typeof ecommerceCredentials>

/** The Ecommerce API is there in the United States and Canada alone. */
export const ecommerceSettings = z.object({
  environment: z
    .enum(['sandbox', 'production'])
    .default('production')
    .meta({ title: 'Environment', description: 'Sandbox or production; the United States and Canada only' }),
})

export type EcommerceSettings = z.output<typeof ecommerceSettings>
