import { CloverProtocolError } from '../errors.ts'

/** What each key of an `objectId` stands for. There are none for refunds, stock, tags, tax rates and discounts. [D] */
export const webhookObjects = {
  A: 'app',
  C: 'customer',
  CA: 'cash adjustment',
  E: 'employee',
  I: 'item',
  IC: 'category',
  IG: 'modifier group',
  IM: 'modifier',
  M: 'merchant',
  O: 'order',
  P: 'payment',
  SH: 'service hour',
} as const

export type WebhookObject = (typeof webhookObjects)[keyof typeof webhookObjects]

/** That something changed; what it is now has to be fetched. After `DELETE` only the id is left. */
export interface WebhookEvent {
  merchantId: string
  /** As Clover wrote it: `C`, `O`, … */
  key: string
  /** `unknown` for a key that Clover added. */
  object: WebhookObject | 'unknown'
  id: string
  change: 'CREATE' | 'UPDATE' | 'DELETE' | (string & Record<never, never>)
  /** When it happened. Order and delivery are not promised, and one's own writes come back, too. [D][I] */
  at: Date
}

/** One request of Clover's to the app. */
export type WebhookMessage =
  /** Once, when the address is entered in the app's settings: answer 200, and paste the code there. [D][I] */
  { kind: 'verification'; code: string } | { kind: 'events'; appId: string; events: WebhookEvent[] }

/**
 * Reads the body of a request to the app's webhook address. First see by `isFromClover` who sent it; the verification
 * alone comes without the header.
 *
 * @throws CloverProtocolError the body is neither of the two messages
 */
export function decodeWebhook(body: string | Uint8Array): WebhookMessage {
  const message = parsed(typeof body === 'string' ? body : new TextDecoder().decode(body))
  if (typeof message.verificationCode === 'string') return { kind: 'verification', code: message.verificationCode }
  const { appId, merchants } = message
  if (typeof appId !== 'string' || typeof merchants !== 'object' || merchants === null)
    throw strange('appId, merchants')
  const events = Object.entries(merchants).flatMap(([merchantId, updates]) => {
    if (!Array.isArray(updates)) throw strange(`merchants.${merchantId}`)
    return updates.map((update) => eventOf(merchantId, update))
  })
  return { kind: 'events', appId, events }
}

/**
 * Whether the header `X-Clover-Auth` holds the app's Clover Auth Code, out of its settings. It is a password, not a
 * signature of the body [D]; the comparison takes the same time wherever the two differ.
 */
export function isFromClover(header: string | null | undefined, authCode: string): boolean {
  if (header === null || header === undefined || authCode === '') return false
  const [given, wanted] = [header, authCode].map((text) => new TextEncoder().encode(text))
  if (given === undefined || wanted === undefined) return false
  let difference = given.length ^ wanted.length
  for (const [index, byte] of wanted.entries()) difference |= byte ^ (given[index] ?? 0)
  return difference === 0
}

function eventOf(merchantId: string, update: unknown): WebhookEvent {
  const { objectId, type, ts } = asObject(update)
  const [, key, id] = /^([^:]+):(.+)$/.exec(String(objectId)) ?? []
  if (key === undefined || id === undefined || typeof type !== 'string' || typeof ts !== 'number') {
    throw strange(`merchants.${merchantId}`)
  }
  return { merchantId, key, object: objectOf(key), id, change: type, at: new Date(ts) }
}

function objectOf(key: string): WebhookObject | 'unknown' {
  const known: Readonly<Record<string, WebhookObject>> = webhookObjects
  return Object.hasOwn(known, key) ? (known[key] ?? 'unknown') : 'unknown'
}

function parsed(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text))
  } catch (cause) {
    throw new CloverProtocolError('A webhook message that is no JSON', { statusCode: 0 }, { cause })
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

const strange = (where: string) =>
  new CloverProtocolError(`A webhook message without ${where} as documented`, { statusCode: 0, param: where })
