import { addFailure, findFailures, forgetFailures } from '../store/sign-in-failure.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** Who tries to get in: an account, and the address that the request came from. */
export interface Attempt {
  account: string
  address: string
}

const freeFailures = 5
const longestWaitMs = 15 * 60_000
const perAddressAnHour = 30
const hour = 60 * 60_000

/** Refuses an attempt that comes too soon: after five failures an account waits 1 s, 2 s, 4 s … 15 min. Nobody is locked out. */
export async function assertMayTry(hub: Hub, attempt: Attempt): Promise<void> {
  const [account, address] = await Promise.all(
    subjectsOf(attempt).map((subject) => findFailures(hub.db, hub.workspaceId, subject)),
  )
  const now = hub.now().getTime()
  const accountWaits = (account?.lastAt.getTime() ?? 0) + waitAfter(account?.failures ?? 0)
  const addressWaits = (address?.failures ?? 0) < perAddressAnHour ? 0 : (address?.lastAt.getTime() ?? 0) + hour
  const until = Math.max(accountWaits, addressWaits)
  if (until <= now) return
  const seconds = Math.ceil((until - now) / 1_000)
  throw new Refusal('throttled', 'too_many_attempts', `Too many failed attempts: try again in ${inWords(seconds)}`, {
    facts: { retryAfter: seconds },
  })
}

export async function countFailure(hub: Hub, attempt: Attempt): Promise<void> {
  const [account = '', address = ''] = subjectsOf(attempt)
  const failure = { workspaceId: hub.workspaceId, at: hub.now() }
  await addFailure(hub.db, { ...failure, subject: account, quietMs: 24 * hour })
  await addFailure(hub.db, { ...failure, subject: address, quietMs: hour })
}

/** A success clears the account; the address may still be guessing at others. */
export async function countSuccess(hub: Hub, attempt: Attempt): Promise<void> {
  const [account = ''] = subjectsOf(attempt)
  await forgetFailures(hub.db, hub.workspaceId, account)
}

function subjectsOf({ account, address }: Attempt): string[] {
  return [`account:${account}`, `address:${address}`]
}

function waitAfter(failures: number): number {
  return failures < freeFailures ? 0 : Math.min(2 ** (failures - freeFailures) * 1_000, longestWaitMs)
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}
