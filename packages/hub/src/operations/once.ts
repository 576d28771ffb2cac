import { hash } from 'node:crypto'
import { type Answer, claimAnswer, freeAnswer, type NamedRequest, storeAnswer } from '../store/kept-answer.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

const dayMs = 86_400_000

/**
 * Lets a request be carried out once, however often it is sent under the same name. Null: it is the first, and has the
 * name to itself until `endClaim`. Else what the first was answered. Refuses a name that was given to another request,
 * and one without an answer: whoever ended over a request may have done it.
 */
export async function claim(hub: Hub, named: NamedRequest, said: string): Promise<Answer | null> {
  const now = hub.now()
  const requestHash = hash('sha256', said, 'hex')
  const expired = new Date(now.getTime() - dayMs)
  const known = await claimAnswer(hub.db, { ...named, hash: requestHash }, { now, expired })
  if (known === null) return null
  if (known.requestHash !== requestHash) {
    throw new Refusal(
      'rejected',
      'idempotency_key_reused',
      `The Idempotency-Key "${named.key}" belongs to another request of the last day: give each request its own`,
    )
  }
  const { at, status, location, body } = known
  if (status !== null) return { status, location, body }
  const began = at.toISOString()
  // Who asks on and on asks ever less often.
  const seconds = Math.round((now.getTime() - at.getTime()) / 1_000)
  throw new Refusal(
    'conflict',
    'idempotency_key_in_use',
    `The same request, with the Idempotency-Key "${named.key}", began at ${began} and has no answer: ask again for it. ` +
      'Where it failed, or began minutes ago, see what it did; if nothing, ask under another key',
    { facts: { began, retryAfter: Math.min(Math.max(seconds, 1), 3_600) } },
  )
}

/** Keeps the answer for whoever asks again; null: nothing was done, and the name is free. Never fails. */
export async function endClaim(hub: Hub, named: NamedRequest, answer: Answer | null): Promise<void> {
  try {
    if (answer === null) await freeAnswer(hub.db, named)
    else await storeAnswer(hub.db, named, answer)
  } catch (error) {
    // What was done is done, and is told as it was. The name stays taken: were it free, it would be done twice.
    hub.log.warn('once.not_kept', { error })
  }
}
