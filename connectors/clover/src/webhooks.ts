import { Fault, type Notice, type RawRequest, type Webhooks } from '@trefoil/sdk'
import { z } from 'zod'

const webhookSecrets = z.object({
  webhookCode: z.string().trim().min(1).meta({
    secret: true,
    title: 'Webhook auth code',
    description: 'What the app’s dashboard shows once the address is verified.',
  }),
})

/**
 * Messages to an app: one secret in a header, the same for all, and nothing signed. So a message is a hint, and what it
 * names is read from Clover. https://docs.clover.com/dev/docs/webhooks (read 2026-11)
 */
export const webhooks: Webhooks = {
  secrets: webhookSecrets,

  handshake(request) {
    const said = verification.safeParse(parsed(request))
    return said.success ? { status: 200 } : undefined
  },

  verify(request, secrets) {
    const { webhookCode } = webhookSecrets.parse(secrets)
    return isSameInEqualTime(request.headers['x-clover-auth'] ?? '', webhookCode)
  },

  read(request) {
    const said = message.safeParse(parsed(request))
    if (!said.success) {
      throw new Fault('protocol', 'Clover sent a webhook of a shape that its documentation does not know', {
        cause: said.error,
      })
    }
    return Object.entries(said.data.merchants).flatMap(([account, events]) =>
      events.flatMap((event) => noticeOf(account, event)),
    )
  },
}

const event = z.looseObject({ objectId: z.string(), type: z.string(), ts: z.number() })
const message = z.looseObject({ merchants: z.record(z.string(), z.array(event)) })
const verification = z.strictObject({ verificationCode: z.string().min(1).max(200) })

/** The kinds of things that flows read, by the letter before the colon. */
const sources: Record<string, string[]> = {
  C: ['customers'],
  O: ['orders', 'sales'],
  I: ['items', 'products', 'stock'],
  IC: ['categories'],
  E: ['employees'],
}

// Clover gives a message no name of its own, so its body is its name: each event carries its instant.
const delivery = ''

function noticeOf(account: string, { objectId, type }: z.output<typeof event>): Notice[] {
  const [, letter = '', id = ''] = /^([A-Z]{1,2}):([0-9A-Za-z]{1,64})$/.exec(objectId) ?? []
  const change = type === 'DELETE' ? 'gone' : 'upsert'
  return (sources[letter] ?? []).map((source) => ({ delivery, account, source, id, change }))
}

/** How long it takes says nothing of how far the two agree. */
function isSameInEqualTime(given: string, secret: string): boolean {
  if (given.length !== secret.length) return false
  let difference = 0
  for (let at = 0; at < secret.length; at += 1) difference |= given.charCodeAt(at) ^ secret.charCodeAt(at)
  return difference === 0
}

function parsed({ body }: RawRequest): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
