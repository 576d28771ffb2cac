import { createHmac } from 'node:crypto'
import type { Random } from '../../server/seeded-random.ts'
import type { ShopifyChoices } from '../options.ts'
import type { Subscription } from '../shop/rows.ts'
import type { News } from '../shop/shop.ts'

/** One attempt to deliver. */
export interface Delivery {
  at: string
  topic: string
  url: string
  webhookId: string
  /** What was answered; 0 for no answer. */
  status: number
  attempt: number
  body: string
}

/** Brings news to whoever subscribed. */
export interface Courier {
  tell(news: News): void
  /** Sends what waits, and what waits for another try, and comes back when it was answered. */
  deliver(): Promise<void>
  deliveries(): Delivery[]
  stop(): Promise<void>
}

interface Message {
  subscription: Subscription
  topic: string
  /** The exact bytes: a retry sends the same, to the same address. */
  body: string
  url: string
  webhookId: string
  eventId: string
  triggeredAt: string
  attempt: number
}

export function createCourier(parts: {
  subscriptions: Map<number, Subscription>
  choices: ShopifyChoices
  random: Random
  now: () => number
  domain: string
  secret: string
  version: string
  /** Told when eight tries in a row have failed: the subscription is gone by then. */
  dropped(subscription: Subscription): void
}): Courier {
  const { subscriptions, choices, random, now } = parts
  let waiting: Message[] = []
  const again = new Map<Message, NodeJS.Timeout>()
  const sent: Delivery[] = []
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined

  const track = (work: Promise<void>) => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }
  const send = async (message: Message): Promise<void> => {
    const { subscription, attempt } = message
    const status = await post(message, parts, stopping.signal)
    const { topic, url, webhookId, body } = message
    sent.push({ at: new Date(now()).toISOString(), topic, url, webhookId, status, attempt, body })
    if (stopping.signal.aborted) return
    if (status >= 200 && status < 300) {
      subscription.failures = 0
      return
    }
    subscription.failures += 1
    const gap = choices.webhookRetryGaps[attempt - 1]
    if (subscription.failures > choices.webhookRetryGaps.length || gap === undefined) {
      if (subscriptions.delete(subscription.n)) parts.dropped(subscription)
      return
    }
    const next = { ...message, attempt: attempt + 1 }
    again.set(next, setTimeout(() => void track(retry(next)), gap).unref())
  }
  const retry = (message: Message) => {
    clearTimeout(again.get(message))
    again.delete(message)
    return send(message)
  }
  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    const messages = choices.webhookReorder ? waiting.reverse() : waiting
    waiting = []
    await Promise.all(
      messages.flatMap((message) => {
        if (random.chance(choices.webhookDrop)) return []
        const work = [track(send(message))]
        if (random.chance(choices.webhookDuplicate)) work.push(track(send({ ...message })))
        return work
      }),
    )
  }
  return {
    tell: ({ topic, body, by }) => {
      if (by === 'api' && !choices.webhookOwnWrites) return
      const enumName = topic.toUpperCase().replaceAll(/[/.]/g, '_')
      const wanted = [...subscriptions.values()].filter((one) => one.topic === enumName)
      if (wanted.length === 0) return
      const whole = body()
      const eventId = random.uuid()
      const triggeredAt = new Date(now()).toISOString()
      for (const subscription of wanted) {
        const { uri: url } = subscription
        const part = included(whole, subscription.includeFields)
        if (!passes(whole, subscription.filter)) continue
        const webhookId = random.uuid()
        const message = { subscription, topic, body: JSON.stringify(part), url, webhookId, eventId, triggeredAt }
        waiting.push({ ...message, attempt: 1 })
      }
      timer ??= setTimeout(() => void flush(), choices.webhookDelay).unref()
    },
    deliver: async () => {
      const old = [...again.keys()]
      await flush()
      await Promise.all(old.map(retry))
      await Promise.all(underWay)
    },
    deliveries: () => [...sent],
    stop: async () => {
      clearTimeout(timer)
      for (const retrying of again.values()) clearTimeout(retrying)
      stopping.abort()
      await Promise.all(underWay)
    },
  }
}

async function post(
  message: Message,
  { choices, domain, secret, version }: { choices: ShopifyChoices; domain: string; secret: string; version: string },
  stopping: AbortSignal,
): Promise<number> {
  const { subscription, topic, body, url, webhookId, eventId, triggeredAt } = message
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
        'x-shopify-shop-domain': domain,
        'x-shopify-api-version': version,
        'x-shopify-webhook-id': webhookId,
        'x-shopify-event-id': eventId,
        'x-shopify-triggered-at': triggeredAt,
        ...(subscription.name === null ? {} : { 'x-shopify-name': subscription.name }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(choices.webhookTimeout)]),
    })
    await reply.arrayBuffer()
    return reply.status
  } catch {
    // Refused, cut off or too slow: to the sender it is all one.
    return 0
  }
}

/** The named fields only, in dotted steps; without names, all of it. */
function included(body: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  if (fields.length === 0) return body
  const roots = new Set(fields.map((field) => field.split('.')[0]))
  return Object.fromEntries(Object.entries(body).filter(([name]) => roots.has(name)))
}

/** The simplest of filters: `status:active`. What it does not understand it lets pass. */
function passes(body: Record<string, unknown>, filter: string | null): boolean {
  const found = /^(\w+):(\w+)$/.exec(filter ?? '')
  if (found === null) return true
  const value = body[found[1] ?? '']
  return String(value).toLowerCase() === (found[2] ?? '').toLowerCase()
}
