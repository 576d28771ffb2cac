import type { Db, Tx } from '../db/database.ts'
import type { FeedChange } from '../store/change-feed.ts'

/** What keeps in step with the records by following their changes: `work/follower.ts` hands them out. */
export interface Follower {
  /** Names its cursor, and never changes. */
  name: string
  /** Of which records it follows the changes. */
  entity: string
  /** What is off costs next to nothing. When it is on again it goes on where it stood; at first, with the first change. */
  isOn(db: Db): Promise<boolean>
  /**
   * Stores what follows from a page of at most 1,000 changes. It and the cursor are stored together, so a
   * page is handled once; where this throws, nothing of it is stored and the same changes come again.
   */
  handle(tx: Tx, changes: readonly FeedChange[]): Promise<void>
}
