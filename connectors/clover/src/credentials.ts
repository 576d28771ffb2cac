import { merchantIdIn } from '@trefoil/clover'
import { z } from 'zod'

const merchantId = z
  .string()
  .meta({ title: 'Merchant ID', description: 'The 13 characters at the end of the dashboard address; paste either.' })
  .transform((text, context) => {
    const found = merchantIdIn(text)
    if (found !== undefined) return found
    context.addIssue({
      code: 'custom',
      message: 'not a Clover merchant id: paste its 13 letters and digits, or the dashboard address that holds them',
    })
    return z.NEVER
  })

export const cloverCredentials = z.object({
  merchantId,
  apiToken: z
    .string()
    .trim()
    .min(1, 'missing: make a token in the dashboard under Account & Setup, API Tokens')
    // A line break or a letter outside ASCII cannot stand in an HTTP header, and comes from copying too much.
    .regex(/^[\x21-\x7e]+$/, 'not an API token: it holds a space or a character that no token has')
    .meta({ secret: true, title: 'API token' }),
})

export type CloverCredentials = z.output<typeof cloverCredentials>
