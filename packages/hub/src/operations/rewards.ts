import { inTransaction } from '../db/in-transaction.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { findReward, insertReward, lockReward, type Reward, type RewardTerms, updateReward } from '../store/reward.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** What is left out stays as it is. `isArchived`: no longer on offer; what was redeemed of it stays. */
export type RewardChange = { [Field in keyof RewardTerms]?: RewardTerms[Field] | undefined } & {
  isArchived?: boolean | undefined
}

export async function createReward(hub: Hub, terms: RewardTerms, actor: Actor): Promise<Reward> {
  assertAPeriod(terms)
  const reward = await named(terms.name, () => insertReward(hub.db, hub.workspaceId, terms, hub.now()))
  hub.log.info('reward.created', { reward: reward.id, points: reward.points, actor })
  return reward
}

export async function changeReward(hub: Hub, id: number, change: RewardChange, actor: Actor): Promise<Reward> {
  const { isArchived, ...terms } = change
  const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined))
  const reward = await inTransaction(hub.db, async (tx) => {
    const before = await lockReward(tx, hub.workspaceId, id)
    if (before === null) throw unknownReward(id)
    const after: Reward = { ...before, ...given }
    assertAPeriod(after)
    const archivedAt =
      isArchived === undefined ? before.archivedAt : isArchived ? (before.archivedAt ?? hub.now()) : null
    return named(after.name, () => updateReward(tx, hub.workspaceId, id, { ...after, archivedAt }))
  })
  hub.log.info('reward.changed', { reward: id, fields: Object.keys(change), actor })
  return reward
}

export async function requireReward(hub: Hub, id: number): Promise<Reward> {
  const reward = await findReward(hub.db, hub.workspaceId, id)
  if (reward === null) throw unknownReward(id)
  return reward
}

export function unknownReward(id: number): Refusal {
  return new Refusal('unknown', 'unknown_reward', `No reward has the id ${id}: see \`trefoil reward list\``)
}

function assertAPeriod({ validFrom, validUntil }: Pick<RewardTerms, 'validFrom' | 'validUntil'>): void {
  if (validFrom === null || validUntil === null || validFrom < validUntil) return
  const detail = 'must be after the day from which it holds'
  throw new Refusal('invalid', 'invalid_request', `The reward would never hold: the end ${detail}`, {
    problems: [{ pointer: '/validUntil', detail }],
  })
}

async function named<T>(name: string, store: () => Promise<T>): Promise<T> {
  try {
    return await store()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const detail = 'a reward on offer has this name already: choose another, or archive that one'
    throw new Refusal('conflict', 'reward_name_taken', `Nothing was stored: "${name}" names two rewards`, {
      problems: [{ pointer: '/name', detail }],
      cause: error,
    })
  }
}
