import type { Follower } from '../sync/follower.ts'
import { traitsFollower } from './people/traits-follower.ts'
import { pointsFollower } from './points/points-follower.ts'
import { applyByTill } from './rewards/apply-by-till.ts'
import { placeFollower } from './stores/follower.ts'

/** All that loyalty keeps in step with the records, in every process that works. */
export function loyaltyFollowers(of: { workspace: number; now: () => Date; mark(text: string): string }): Follower[] {
  return [placeFollower(of), pointsFollower(of), applyByTill(of), traitsFollower(of)]
}
