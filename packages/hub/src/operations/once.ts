import { hash } from 'node:crypto'
import {
  type Answer,
  type Claim,
  claimAnswer,
  freeAnswer,
  type NamedRequest,
  renewClaim,
  storeAnswer,
} from '../store/kept-answer.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

const dayMs = 86_400_000
const renewMs = 20_000
/** Whoever has not renewed a claim for so long is no more. */
const abandonedMs = 60_000

/** A name that a request has to itself until its answer is known. */
export interface Held {
  /** Keeps the answer for whoever asks again; null: nothing was done, and the name is free. Never fails. */
  end(answer: Answer | null): Promise<void>
}

/**
 * Lets a request be carried out once, however often it is sent under the same name: it is the first, and holds the name,
 * or the first was answered. Refuses a name that was given to another request.
 */
export async function claim(
  hub: Hub,
  request: NamedRequest & { said: string },
): Promise<{ held: Held } | { answer: Answer }> {
  const now = hub.now()
  const earlier = (ms: number) => new Date(now.getTime() - ms)
  const { said, ...named } = request
  const requestHash = hash('sha256', said, 'hex')
  const times = { now, expired: earlier(dayMs), abandoned: earlier(abandonedMs) }
  const known = await claimAnswer(hub.db, { ...named, hash: requestHash }, times)
  if (known === null) return { held: hold(hub, { ...named, at: now }) }
  if (known.requestHash !== requestHash) {
    throw new Refusal(
      'rejected',
      'idempotency_key_reused',
      `The Idempotency-Key "${request.key}" belongs to another request of the last day: give each request its own`,
    )
  }
  const { status, location, body } = known
  if (status !== null) return { answer: { status, location, body } }
  throw new Refusal(
    'conflict',
    'idempotency_key_in_use',
    `The same request, with the Idempotency-Key "${request.key}", is under way: ask again for its answer`,
    { facts: { retryAfter: 1 } },
  )
}

/** However long a request takes, nobody takes its name over meanwhile. */
function hold(hub: Hub, first: Claim): Held {
  let claim = first
  let renewal = Promise.resolve()
  const timer = setInterval(() => {
    renewal = renewal.then(async () => {
      try {
        const at = hub.now()
        if (await renewClaim(hub.db, claim, at)) claim = { ...claim, at }
      } catch (error) {
        hub.log.warn('once.not_renewed', { error })
      }
    })
  }, renewMs)
  timer.unref()
  return {
    async end(answer) {
      clearInterval(timer)
      await renewal
      try {
        if (answer === null) await freeAnswer(hub.db, claim)
        else await storeAnswer(hub.db, claim, answer)
      } catch (error) {
        // What was done is done, and is told as it was. The name stays taken: were it free, it would be done twice.
        hub.log.warn('once.not_kept', { error })
      }
    },
  }
}
