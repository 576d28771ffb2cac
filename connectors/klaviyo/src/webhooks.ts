import { Fault, type Notice, type RawRequest, type Webhooks } from '@trefoil/sdk'
import { z } from 'zod'

const Secrets = z.object({
  secretKey: z
    .string()
    .min(16)
    .meta({ secret: true, title: 'Secret key', description: 'The one that you gave the webhook in Klaviyo.' }),
})

const related = z.object({
  relationships: z.object({ profile: z.object({ data: z.object({ id: z.string() }) }) }),
})

const Payload = z.union([z.object({ data: related }), related])

/** Events of other topics may hold anything: only what is heeded has to be as it is documented. */
const Message = z.object({
  data: z.array(z.object({ topic: z.string(), payload: z.unknown().optional() })),
  meta: z.object({ klaviyo_webhook_id: z.string().nullish(), klaviyo_account_id: z.string() }),
})

/**
 * System webhooks, which accounts with the plan for them can have: HMAC-SHA256 in hexadecimal of the body and then of
 * the time as its header has it. https://developers.klaviyo.com/en/docs/working_with_system_webhooks (read 2026-11)
 */
export const webhooks: Webhooks = {
  secrets: Secrets,

  async verify(request, secrets) {
    const { secretKey } = Secrets.parse(secrets)
    const { 'klaviyo-signature': given = '', 'klaviyo-timestamp': time = '' } = request.headers
    if (time === '' || !/^[0-9a-f]{64}$/.test(given)) return false
    const signed = Buffer.concat([request.body, Buffer.from(time)])
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', Buffer.from(secretKey), algorithm, false, ['verify'])
    return crypto.subtle.verify('HMAC', key, Buffer.from(given, 'hex'), signed)
  },

  read(request) {
    const { data, meta } = shaped(Message, parsed(request))
    const named = request.headers['klaviyo-webhook-id']
    if (typeof meta.klaviyo_webhook_id === 'string' && named !== meta.klaviyo_webhook_id) {
      throw new Fault('protocol', 'Klaviyo sent a webhook whose header names another webhook than its body')
    }
    const ids = data.filter(({ topic }) => topics.has(topic)).map(({ payload }) => profileIn(shaped(Payload, payload)))
    return [...new Set(ids)].filter((id) => /^[0-9A-Za-z]{1,64}$/.test(id)).map((id) => noticeOf(meta, id))
  },
}

/** What says that somebody stands elsewhere now. Other topics move a profile, but nothing that flows read of it. */
const topics = new Set(
  (
    'subscribed_to_email_marketing unsubscribed_from_email_marketing manually_suppressed_from_email_marketing ' +
    'manually_unsuppressed_from_email_marketing updated_email_preferences subscribed_to_sms_marketing ' +
    'unsubscribed_from_sms_marketing marked_email_as_spam bounced_email'
  )
    .split(' ')
    .map((name) => `event:klaviyo.${name}`),
)

function profileIn(payload: z.infer<typeof Payload>): string {
  const { relationships } = 'data' in payload ? payload.data : payload
  return relationships.profile.data.id
}

// Events have ids of their own, but a delivery that holds many has none: its body is its name.
function noticeOf({ klaviyo_account_id: account }: z.infer<typeof Message>['meta'], id: string): Notice {
  return { delivery: '', account, source: 'profiles', id, change: 'upsert' }
}

function shaped<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new Fault('protocol', 'Klaviyo sent a webhook of a shape that its documentation does not know', {
    cause: read.error,
  })
}

function parsed({ body }: RawRequest): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
