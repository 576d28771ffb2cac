import { Fault, type Notice, type RawRequest, type Webhooks } from '@trefoil/sdk'
import { z } from 'zod'
import { levelId } from './stock/level.ts'

const webhookSecrets = z.object({
  signingSecret: z.string().trim().min(1).meta({
    secret: true,
    title: 'Signing secret',
    description:
      'Under Settings, Notifications, Webhooks, below the list; of webhooks that an app subscribes to it is the client secret.',
  }),
})

/**
 * Each delivery is signed over its bytes: HMAC-SHA256 in base64. It may come twice, late, or before the one that it
 * follows on, so it is a hint, and what it names is read from Shopify.
 */
export const webhooks: Webhooks = {
  secrets: webhookSecrets,

  async verify({ headers, body }, secrets) {
    const { signingSecret } = webhookSecrets.parse(secrets)
    const given = headers['x-shopify-hmac-sha256'] ?? ''
    if (!/^[A-Za-z0-9+/]{43}=$/.test(given)) return false
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', Buffer.from(signingSecret), algorithm, false, ['verify'])
    return crypto.subtle.verify('HMAC', key, Buffer.from(given, 'base64'), new Uint8Array(body))
  },

  read(request) {
    const { headers } = request
    const [topic = '', account = ''] = [headers['x-shopify-topic'], headers['x-shopify-shop-domain']]
    const [kind = '', event = ''] = topic.split('/')
    const named = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    if (named === undefined || account === '') return []
    const id = named.id(bodyOf(request), event)
    const change = event === named.gone ? 'gone' : 'upsert'
    const delivery = headers['x-shopify-webhook-id'] ?? ''
    return id === '' ? [] : [{ delivery, account, source: named.source, id, change } satisfies Notice]
  },
}

/** Numbers of ids are whole as far as JSON carries them; what is longer comes as a global id beside them. */
const body = z.looseObject({
  id: z.union([z.number(), z.string()]).optional(),
  admin_graphql_api_id: z.string().optional(),
  order_id: z.union([z.number(), z.string()]).optional(),
  order_edit: z.looseObject({ order_id: z.union([z.number(), z.string()]) }).optional(),
  inventory_item_id: z.union([z.number(), z.string()]).optional(),
  location_id: z.union([z.number(), z.string()]).optional(),
})

type Body = z.output<typeof body>

interface Named {
  source: string
  id(told: Body, event: string): string
  /** The event that says that it is there no more. */
  gone?: string
}

const ownId = ({ id, admin_graphql_api_id: gid }: Body) => /\/(\d+)$/.exec(gid ?? '')?.[1] ?? idText(id)
const orderId = ({ order_id: id, order_edit: edit }: Body) => idText(id ?? edit?.order_id)

/** What flows read, by the part of the topic before the slash. */
const kinds: Record<string, Named> = {
  products: { source: 'products', id: ownId, gone: 'delete' },
  customers: { source: 'customers', id: ownId, gone: 'delete' },
  orders: {
    source: 'orders',
    id: (told, event) => (event === 'edited' ? orderId(told) : ownId(told)),
    gone: 'delete',
  },
  refunds: { source: 'orders', id: orderId },
  fulfillments: { source: 'orders', id: orderId },
  order_transactions: { source: 'orders', id: orderId },
  inventory_levels: { source: 'stock', id: levelOf, gone: 'disconnect' },
}

function levelOf({ admin_graphql_api_id: gid, inventory_item_id: item, location_id: location }: Body): string {
  const exact = /inventory_item_id=(\d+)/.exec(gid ?? '')?.[1]
  const [itemId, locationId] = [exact ?? idText(item), idText(location)]
  return itemId === '' || locationId === '' ? '' : levelId(itemId, locationId)
}

function idText(id: string | number | undefined): string {
  const text = String(id ?? '')
  return /^\d{1,20}$/.test(text) ? text : ''
}

function bodyOf({ body: bytes }: RawRequest): Body {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    json = undefined
  }
  const read = body.safeParse(json)
  if (read.success) return read.data
  throw new Fault('protocol', 'Shopify sent a webhook of a shape that its documentation does not know')
}
