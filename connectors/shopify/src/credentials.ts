import { z } from 'zod'

const shop = z
  .string()
  .meta({ title: 'Shop', description: 'Its address at Shopify, as my-shop.myshopify.com; not the domain of its own.' })
  .transform((text, context) => {
    const found = shopIn(text)
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message: 'not the address of a shop at Shopify: it ends in .myshopify.com' })
    return z.NEVER
  })

/** A line break or a letter outside ASCII cannot stand in an HTTP header, and comes from copying too much. */
const plain = /^[\x21-\x7e]+$/

const secret = z.string().trim().min(1).regex(plain, 'holds a space or a character that no such secret has').optional()

export const shopifyCredentials = z
  .object({
    shop,
    clientId: z
      .string()
      .trim()
      .min(1)
      .optional()
      .meta({ title: 'Client ID', description: 'Of an app of the Dev Dashboard, under Settings.' }),
    clientSecret: secret.meta({ secret: true, title: 'Client secret', description: 'Beside the client ID.' }),
    accessToken: secret.meta({
      secret: true,
      title: 'Admin API access token',
      description: 'Only of an app that was made in the shop’s own settings before 2026; then leave out the other two.',
    }),
  })
  .refine(
    ({ clientId, clientSecret, accessToken }) =>
      accessToken !== undefined || (clientId !== undefined && clientSecret !== undefined),
    { message: 'Shopify wants a client ID and its secret, or an access token', path: ['clientId'] },
  )

export type ShopifyCredentials = z.output<typeof shopifyCredentials>

/** `my-shop`, its address, or the address of a page of its admin. */
function shopIn(text: string): string | undefined {
  const given = text.trim().toLowerCase()
  const [, admin] = /^(?:https:\/\/)?admin\.shopify\.com\/store\/([^/?#]+)/.exec(given) ?? []
  const host = admin === undefined ? given.replace(/^https:\/\//, '').replace(/[/?#].*$/, '') : admin
  const whole = host.includes('.') ? host : `${host}.myshopify.com`
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(whole) ? whole : undefined
}
