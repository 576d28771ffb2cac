import type { Follower } from '../sync/follower.ts'

/** All that loyalty keeps in step with the records, in every process that works. */
export function loyaltyFollowers(_of: { workspace: number }): Follower[] {
  return []
}
