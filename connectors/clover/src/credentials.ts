import { z } from 'zod'

const merchantId = z
  .string()
  .meta({ title: 'Merchant ID', description: 'The 13 characters at the end of the dashboard address; paste either.' })
  .transform((text, context) => {
    const found = merchantIdFrom(text)
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

/** The id in `3D19QN31ANYR5` or in `https://clover.com/merchants/3D19QN31ANYR5`; undefined where there is none. */
export function merchantIdFrom(text: string): string | undefined {
  const typed = text.trim()
  if (idShape.test(typed.toUpperCase())) return typed.toUpperCase()
  const address = URL.parse(typed.includes('://') ? typed : `https://${typed}`)
  if (address === null || !/(^|\.)clover\.com$/.test(address.hostname)) return undefined
  // Old dashboards have /merchants/<id>, newer ones /…/m/<id>/<page>; upper case only, so that no page's name is an id.
  const segments = address.pathname.split('/')
  const marked = segments.find((segment, at) => /^(m|merchants)$/.test(segments[at - 1] ?? '') && idShape.test(segment))
  return marked ?? segments.findLast((segment) => idShape.test(segment))
}

/** Base 32 without I, L, O and U. */
const idShape = /^[0-9A-HJKMNP-TV-Z]{13}$/
