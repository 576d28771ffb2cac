import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import type { ShopifyCredentials } from './credentials.ts'

/** Half of how long a token is good for: one that is asked for at the end of a part still lasts. */
const part = 12 * 60 * 60 * 1000

/**
 * The token of the calls: the one that was given, or one for the app's id and secret, which is good for a day. It is
 * never stored: a session asks for its own, and for another after half a day.
 */
export async function accessToken(session: Session, credentials: ShopifyCredentials): Promise<string> {
  const { accessToken: given, clientId, clientSecret } = credentials
  if (given !== undefined) return given
  return session.memo(`token ${Math.floor(session.now().getTime() / part)}`, async () => {
    const reply = await session.http.post(
      '/admin/oauth/access_token',
      { grant_type: 'client_credentials', client_id: clientId ?? '', client_secret: clientSecret ?? '' },
      { form: true, allow: [400, 401, 403], anyBody: true, repeatable: true, draws: { points: 0 } },
    )
    if (reply.status >= 400) throw refused(reply.status, reply.json)
    const read = answer.safeParse(reply.json)
    if (read.success) return read.data.access_token
    throw new Fault('protocol', 'Shopify answered the request for a token with something that holds none')
  })
}

const answer = z.looseObject({ access_token: z.string().min(1) })

function refused(status: number, json: unknown): Fault {
  const said = z.looseObject({ error: z.string() }).safeParse(json)
  const isForeign = said.success && said.data.error === 'shop_not_permitted'
  return new Fault(
    'credentials',
    isForeign
      ? 'Shopify gives this app no token for the shop: app and shop belong to different organisations. Make the app in the organisation of the shop'
      : `Shopify gave no token (${status}): compare client ID and secret with the app’s settings in the Dev Dashboard, and see that it is installed in the shop`,
    { facts: { status } },
  )
}
