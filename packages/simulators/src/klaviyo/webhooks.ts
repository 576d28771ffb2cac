import { createHmac } from 'node:crypto'
import type { Account } from './account/account.ts'
import type { Metric, PersonEvent } from './account/events.ts'
import { linked } from './endpoints/documents.ts'
import { showEvent } from './endpoints/show-event.ts'
import { stamp } from './wire/reply.ts'

/** A webhook as somebody with the plan for it sets it up: https only at the vendor, any address here. */
export interface WebhookDraft {
  url: string
  /** 16 characters at least. */
  secret: string
  /** As `event:klaviyo.unsubscribed_from_email_marketing`. */
  topics: readonly string[]
}

/** What the vendor sends by itself. */
export interface WebhookDrawer {
  create(draft: WebhookDraft): { id: string }
  /**
   * Sends what has happened, up to a thousand events in a delivery; answers the receivers' statuses, 0 for one that
   * cannot be reached. [U]: the vendor's retries. Here what is not taken (2xx) is sent again the next time.
   */
  deliver(): Promise<number[]>
}

/** The topics of consent, as the vendor's page has them, and that of lists. A slip in one would never be told of. */
const ownTopics: readonly string[] = [
  'event:klaviyo.bounced_email',
  'event:klaviyo.manually_suppressed_from_email_marketing',
  'event:klaviyo.manually_unsuppressed_from_email_marketing',
  'event:klaviyo.marked_email_as_spam',
  'event:klaviyo.subscribed_to_email_marketing',
  'event:klaviyo.subscribed_to_list',
  'event:klaviyo.subscribed_to_sms_marketing',
  'event:klaviyo.unsubscribed_from_email_marketing',
  'event:klaviyo.unsubscribed_from_sms_marketing',
  'event:klaviyo.updated_email_preferences',
]

/** How a metric of the vendor's own is called as a topic; those of integrations begin with `event:api.`. */
function topicOf({ name, integration }: Metric): string {
  return `event:${integration === 'API' ? 'api' : 'klaviyo'}.${name.toLowerCase().replaceAll(' ', '_')}`
}

interface Webhook extends WebhookDraft {
  id: string
  /** So many of all events have been told of, or were not asked for. */
  told: number
}

const largestDelivery = 1_000

export function openWebhooks(account: Account): WebhookDrawer {
  const webhooks: Webhook[] = []
  return {
    create: (draft) => {
      if (draft.secret.length < 16) throw new Error('the secret of a webhook has at least 16 characters')
      const unknown = draft.topics.find((topic) => !topic.startsWith('event:api.') && !ownTopics.includes(topic))
      if (unknown !== undefined) throw new Error(`the vendor has no topic ${unknown}`)
      const id = account.ids.ulid(account.milliseconds())
      webhooks.push({ ...draft, id, told: account.events.all.length })
      return { id }
    },
    deliver: async () => {
      const statuses: number[] = []
      for (const webhook of webhooks) statuses.push(...(await tell(account, webhook)))
      return statuses
    },
  }
}

/** In deliveries of up to a thousand, until one is not taken. */
async function tell(account: Account, webhook: Webhook): Promise<number[]> {
  const { all } = account.events
  const until = all.length
  const due = all.slice(webhook.told).filter((event) => wants(account, webhook, event))
  const statuses: number[] = []
  for (let from = 0; from < due.length; from += largestDelivery) {
    const events = due.slice(from, from + largestDelivery)
    const status = await send(account, webhook, events)
    statuses.push(status)
    if (status < 200 || status >= 300) return statuses
    const next = due[from + largestDelivery]
    if (next !== undefined) webhook.told = all.indexOf(next)
  }
  webhook.told = until
  return statuses
}

function wants({ events }: Account, { topics }: WebhookDraft, { metricId }: PersonEvent): boolean {
  const metric = events.metrics.get(metricId)
  return metric !== undefined && topics.includes(topicOf(metric))
}

/** Signed over the body and then the time, as the vendor's page on system webhooks has it. */
async function send(account: Account, webhook: Webhook, events: PersonEvent[]): Promise<number> {
  const time = new Date(account.milliseconds()).toUTCString()
  const body = JSON.stringify({
    data: events.map((event) => showDelivered(account, event)),
    meta: {
      klaviyo_webhook_id: webhook.id,
      klaviyo_account_id: account.id,
      timestamp: stamp(account.seconds()),
      version: 1,
    },
  })
  const headers = {
    'content-type': 'application/json',
    'klaviyo-signature': createHmac('sha256', webhook.secret)
      .update(body + time)
      .digest('hex'),
    'klaviyo-timestamp': time,
    'klaviyo-webhook-id': webhook.id,
  }
  try {
    const reply = await fetch(webhook.url, { method: 'POST', headers, body })
    await reply.text()
    return reply.status
  } catch {
    return 0
  }
}

/** [U]: how deep the event lies in `payload`; here as GET /api/events/{id} answers it. */
function showDelivered(account: Account, event: PersonEvent) {
  const metric = account.events.metrics.get(event.metricId)
  return {
    external_id: event.id,
    topic: metric === undefined ? '' : topicOf(metric),
    payload: { data: linked({ account }, showEvent({ account }, event)) },
  }
}
