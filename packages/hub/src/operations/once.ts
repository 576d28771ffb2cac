import { hash } from 'node:crypto'
import { claimAnswer, type KeptAnswer, type NamedRequest } from '../store/kept-answer.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

const dayMs = 86_400_000
/** No request takes so long: whoever began it is no more. */
const abandonedMs = 60_000

/**
 * Lets a request be carried out once, however often it is sent under the same name. Null: it is the first, and its
 * answer has to be stored, or its name set free. Else the answer of the first. Refuses a name that was given to another request.
 */
export async function claim(
  hub: Hub,
  request: NamedRequest & { said: string },
): Promise<(KeptAnswer & { status: number }) | null> {
  const now = hub.now()
  const earlier = (ms: number) => new Date(now.getTime() - ms)
  const asked = { ...request, hash: hash('sha256', request.said, 'hex') }
  const known = await claimAnswer(hub.db, asked, { now, expired: earlier(dayMs), abandoned: earlier(abandonedMs) })
  if (known === null) return null
  if (known.requestHash !== asked.hash) {
    throw new Refusal(
      'rejected',
      'idempotency_key_reused',
      `The Idempotency-Key "${request.key}" belongs to another request of the last day: give each request its own`,
    )
  }
  const { status } = known
  if (status !== null) return { ...known, status }
  throw new Refusal(
    'conflict',
    'idempotency_key_in_use',
    `The same request, with the Idempotency-Key "${request.key}", is under way: ask again for its answer`,
    { facts: { retryAfter: 1 } },
  )
}
