import { inTransaction } from '../db/in-transaction.ts'
import {
  addAttempt,
  findStanding,
  forgetAttempts,
  type Patience,
  type Standing,
  takeBackAttempt,
} from '../store/sign-in-failure.ts'
import { BusyError } from '../vault/password.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** Who tries to get in: the address that the request came from, and the account whose password is tried. */
export interface Attempt {
  /** Absent where a token is tried: it is too long to be guessed, and what all wait for, anybody could keep shut. */
  account?: string
  address: string
}

const hour = 60 * 60_000
const quietMs = 24 * hour

/**
 * Lets somebody try to get in; `judge` answers null where they fail. Counts as failed before it is judged, so that a
 * hundred of one moment are not all heard; a success is given back and clears its account, while the address may still
 * be guessing at others. Refuses what comes too soon, which counts for nothing: after five failures an account waits
 * 1 s, 2 s, 4 s … 15 min, and an address has thirty failures in an hour of the clock. Nobody is locked out.
 */
export async function attempt<T>(hub: Hub, by: Attempt, judge: () => Promise<T | null>): Promise<T | null> {
  const { account, address } = await count(hub, by)
  try {
    const passed = await judge()
    if (passed === null) return null
    await takeBackAttempt(hub.db, hub.workspaceId, address)
    await forgetAttempts(hub.db, hub.workspaceId, { subject: account, quietSince: quietSince(hub.now().getTime()) })
    return passed
  } catch (error) {
    // It was not judged at all.
    if (error instanceof BusyError) {
      for (const subject of [address, account]) await takeBackAttempt(hub.db, hub.workspaceId, subject)
    }
    throw error
  }
}

/** Answers the subjects that it was counted against. */
async function count(hub: Hub, { account, address }: Attempt): Promise<{ account: string; address: string }> {
  const now = hub.now().getTime()
  const ofHour = Math.floor(now / hour)
  const byAddress: Patience = {
    subject: `address:${address}@${ofHour}`,
    free: 30,
    firstWaitMs: hour,
    longestWaitMs: hour,
  }
  const byAccount: Patience = {
    subject: `account:${account ?? ''}`,
    free: 5,
    firstWaitMs: 1_000,
    longestWaitMs: 15 * 60_000,
  }
  await countOrRefuse(hub, account === undefined ? [byAddress] : [byAddress, byAccount], ({ subject }, standing) =>
    subject === byAddress.subject ? (ofHour + 1) * hour - now : waitLeft(byAccount, standing, now),
  )
  return { account: byAccount.subject, address: byAddress.subject }
}

/**
 * Counts something that may not come too often against each of these, or refuses it and counts nothing. In one
 * transaction: what the second of them refuses is not counted against the first.
 */
export async function countOrRefuse(
  hub: Pick<Hub, 'db' | 'workspaceId' | 'now'>,
  all: readonly Patience[],
  wait?: (patience: Patience, standing: Standing | null) => number,
): Promise<void> {
  const { workspaceId } = hub
  const now = hub.now().getTime()
  await inTransaction(hub.db, async (tx) => {
    for (const patience of all) {
      if (await addAttempt(tx, workspaceId, patience, { at: new Date(now), quietSince: quietSince(now) })) continue
      const standing = await findStanding(tx, workspaceId, patience.subject)
      throw tooSoon(wait?.(patience, standing) ?? waitLeft(patience, standing, now))
    }
  })
}

const quietSince = (now: number) => new Date(now - quietMs)

function waitLeft({ free, firstWaitMs, longestWaitMs }: Patience, standing: Standing | null, now: number): number {
  if (standing === null) return firstWaitMs
  const wait = Math.min(firstWaitMs * 2 ** (standing.failures - free), longestWaitMs)
  return standing.lastAt.getTime() + wait - now
}

function tooSoon(ms: number): Refusal {
  const seconds = Math.max(1, Math.ceil(ms / 1_000))
  const words = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
  return new Refusal('throttled', 'too_many_attempts', `Too many failed attempts: try again in ${words}`, {
    facts: { retryAfter: seconds },
  })
}
