import { Fault, type JsonObject, type Session } from '@trefoil/sdk'
import { Webhook } from 'standardwebhooks'
import { addressOf, signedWith } from './settings.ts'

/** Messages under way to one receiver. What waits for its turn is not signed yet: receivers refuse what is minutes old. */
export const atOnce = 8

/** What a receiver is told, as the specification shapes it. */
export interface Message extends JsonObject {
  /** 'customer.updated' */
  type: string
  /** When it came to be, ISO 8601. */
  timestamp: string
  data: JsonObject
}

/**
 * Posts one message and comes back when the receiver has taken it. `key` is the same for each repeat, and so is the
 * message's id: by it the receiver knows what it has seen.
 */
export async function send(session: Session, key: string, message: Message): Promise<void> {
  const id = await messageId(session.account, key)
  const sentAt = session.now()
  const payload = JSON.stringify(message)
  const signatures = signedWith(session).map((secret) => new Webhook(secret).sign(id, sentAt, payload))
  const { pathname, search } = addressOf(session)
  const reply = await session.http.post(pathname + search, message, {
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': signatures.join(' '),
    },
    repeatable: true,
    anyBody: true,
  })
  if (/^\s*<(!doctype|html)\b/i.test(reply.text)) {
    const said = 'The address answered with a web page: it is not the one that takes messages, so correct it'
    throw new Fault('protocol', said, { code: 'HTML_REPLY' })
  }
}

async function messageId(account: string, key: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${account}\n${key}`)))
  return `msg_${[...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
