import type { CloverChoices } from '../choices.ts'
import type { App } from './app.ts'
import { eventOf, type WebhookEvent } from './events.ts'

/** One attempt to deliver a message. */
export interface Delivery {
  at: string
  url: string
  /** What was answered; 0 for no answer. Only 200 will do. */
  status: number
  attempt: number
  body: string
}

/** Brings messages to the app: collects for a while, sends in batches, tries again. All of its timing is a choice. */
export interface Courier {
  notice(merchantId: string, kind: string, id: string): void
  /** Sends what waits, and what waits for another try, and comes back when it was answered. */
  deliver(): Promise<void>
  deliveries(): Delivery[]
  post(url: string, body: unknown, headers?: Record<string, string>): Promise<number>
  stop(): Promise<void>
}

interface Message {
  body: string
  attempt: number
}

export function createCourier(parts: {
  app: App
  choices: CloverChoices
  now: () => Date
  chance: (probability: number) => boolean
}): Courier {
  const { app, choices, now, chance } = parts
  const waiting = new Map<string, WebhookEvent[]>()
  const again = new Map<Message, NodeJS.Timeout>()
  const sent: Delivery[] = []
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined

  const post: Courier['post'] = async (url, body, headers = {}) => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(choices.webhookTimeout)])
    try {
      const reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        redirect: 'manual',
        signal,
      })
      await reply.arrayBuffer()
      return reply.status
    } catch {
      // Refused, cut off or too slow: to the sender it is all one.
      return 0
    }
  }
  const send = async (message: Message): Promise<void> => {
    const { url, verified, authCode } = app.webhook
    if (url === undefined || !verified) return
    const status = await post(url, message.body, { 'x-clover-auth': authCode })
    sent.push({ at: now().toISOString(), url, status, attempt: message.attempt, body: message.body })
    if (status === 200 || message.attempt > choices.webhookRetries || stopping.signal.aborted) return
    const next = { ...message, attempt: message.attempt + 1 }
    const wait = choices.webhookRetryDelay * 2 ** (message.attempt - 1)
    again.set(next, setTimeout(() => track(retry(next)), wait).unref())
  }
  const retry = (message: Message) => {
    clearTimeout(again.get(message))
    again.delete(message)
    return send(message)
  }
  const track = (work: Promise<void>) => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }
  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.size === 0) return
    const merchants = Object.fromEntries(
      [...waiting].map(([id, events]) => [id, choices.webhookReorder ? events.reverse() : events]),
    )
    waiting.clear()
    const message = { body: JSON.stringify({ appId: app.id, merchants }), attempt: 1 }
    if (chance(choices.webhookDrop)) return
    await track(send(message))
    if (chance(choices.webhookDuplicate)) await track(send({ ...message }))
  }
  return {
    post,
    notice: (merchantId, kind, id) => {
      const granted = app.installs.get(merchantId)
      if (granted === undefined || !app.webhook.verified) return
      const event = eventOf(kind, choices)
      if (event === undefined) return
      if (!app.webhook.events.has(event.key) || !granted.has(event.needs)) return
      const line = { objectId: `${event.key}:${id}`, type: event.type, ts: now().getTime() }
      const lines = waiting.get(merchantId) ?? []
      lines.push(line)
      waiting.set(merchantId, lines)
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
