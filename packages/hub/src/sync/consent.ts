import type { ConsentChannel, ConsentStatement } from '@trefoil/sdk'
import type { ConsentSums, NewConsent } from '../store/consent.ts'

/** Where a person stands on one channel. */
export interface Standing {
  state: 'given' | 'withdrawn' | 'unknown'
  /** Since when; null: nothing is known. */
  since: Date | null
}

/** What the ledger's entries come to, without regard to the order in which they came. */
export type Sums = Pick<ConsentSums, 'withdrawn_at' | 'acted_at' | 'given_at'>

export const noSums: Sums = { withdrawn_at: null, acted_at: null, given_at: null }

/**
 * The rule of the house. Withdrawn stays withdrawn until the person themself gives consent at a later instant; what
 * anybody else says, however new it is, raises nothing. It follows from the set of entries alone, so that nothing that
 * adds entries (a replay, an import, a merge, an undo) can get round it.
 */
export function standingOf({ withdrawn_at, acted_at, given_at }: Sums): Standing {
  if (withdrawn_at !== null) {
    const isBack = acted_at !== null && acted_at > withdrawn_at
    return isBack ? { state: 'given', since: acted_at } : { state: 'withdrawn', since: withdrawn_at }
  }
  return given_at === null ? { state: 'unknown', since: null } : { state: 'given', since: acted_at ?? given_at }
}

/** The sums with one more entry. */
export function withEntry(sums: Sums, entry: Pick<NewConsent, 'state' | 'at' | 'act'>): Sums {
  const at = new Date(entry.at)
  if (entry.state === 'withdrawn') return { ...sums, withdrawn_at: later(sums.withdrawn_at, at) }
  return {
    ...sums,
    given_at: later(sums.given_at, at),
    acted_at: entry.act === null ? sums.acted_at : later(sums.acted_at, at),
  }
}

/**
 * A statement as it is entered. An instant that has not come, or that cannot be read, says nothing of the order of
 * things: it lowers consent from now on, and it is nobody's act.
 */
export function entryOf(
  statement: ConsentStatement,
  now: Date,
): Pick<NewConsent, 'channel' | 'state' | 'at' | 'act' | 'proof'> {
  const { channel, state, proof } = statement
  const at = new Date(statement.at)
  const isPlausible = !Number.isNaN(at.getTime()) && at <= now
  const act = statement.act === null || statement.act.trim() === '' ? null : statement.act.trim()
  if (isPlausible) return { channel, state, at: at.toISOString(), act, proof }
  return { channel, state, at: now.toISOString(), act: null, proof: { ...proof, claimedAt: statement.at } }
}

/** Where each of the two channels stands, out of a record's sums. */
export function standingsOf(sums: readonly ConsentSums[]): Record<ConsentChannel, Standing> {
  const of = (channel: ConsentChannel) => standingOf(sums.find((each) => each.channel === channel) ?? noSums)
  return { email: of('email'), sms: of('sms') }
}

function later(one: Date | null, other: Date): Date {
  return one === null || other > one ? other : one
}
