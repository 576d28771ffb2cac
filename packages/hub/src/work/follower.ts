import type { Clock } from '../clock.ts'
import type { Db, Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import type { Log } from '../log.ts'
import { followedUpTo, insertFollower, lockFollower, moveFollower } from '../store/follower.ts'
import type { Follower } from '../sync/follower.ts'
import type { ChangeFeed, FeedPage } from './change-feed.ts'

interface FollowOptions {
  db: Db
  workspace: number
  clock: Clock
  log: Log
  feed: ChangeFeed
}

interface Following extends FollowOptions {
  signal: AbortSignal
}

const pageSize = 1_000
/** Between two looks of a follower that is off, or whose page another process has. */
const lookEvery = 1_000
const longestPause = 60_000
/** So many changes of other entities are soon read again. */
const farBehind = 10_000

/**
 * Hands every follower what changed, each by itself and in every process that works: one of them has a page.
 * What it answers brings the pages under way to their end.
 */
export function startFollowing(of: FollowOptions, followers: readonly Follower[]): () => Promise<void> {
  const over = new AbortController()
  const following = Promise.all(followers.map((follower) => keepUp({ ...of, signal: over.signal }, follower)))
  return async () => {
    over.abort()
    await following
  }
}

async function keepUp(of: Following, follower: Follower): Promise<void> {
  const { db, clock, log, signal } = of
  let failed = 0
  while (!signal.aborted) {
    let pause = lookEvery
    try {
      if (await follower.isOn(db)) await readOn(of, follower, () => (failed = 0))
    } catch (error) {
      if (signal.aborted) return
      pause = Math.min(lookEvery * 2 ** failed, longestPause)
      failed += 1
      log.error('follower.failed', { follower: follower.name, failed, againInMs: pause, reason: String(error) })
    }
    await clock.sleep(pause, signal).catch(() => {})
  }
}

/** Until it is off, or another process has the next page. */
async function readOn(of: Following, follower: Follower, onHandled: () => void): Promise<void> {
  const { db, workspace, feed, signal } = of
  const after = await followedUpTo(db, workspace, follower.name)
  if (after === 0) await insertFollower(db, workspace, follower.name)
  for await (const page of feed.follow({ after, limit: pageSize, entity: follower.entity }, signal)) {
    if (!(await follower.isOn(db))) return
    if (!(await inTransaction(db, (tx) => takePage(tx, { workspace, follower, page })))) return
    if (page.changes.length > 0) onHandled()
  }
}

/** False: another process is at it, or somebody took its row, so that it begins anew. */
async function takePage(tx: Tx, of: { workspace: number; follower: Follower; page: FeedPage }): Promise<boolean> {
  const { workspace, follower, page } = of
  const after = await lockFollower(tx, workspace, follower.name)
  if (after === null) return false
  // What another process handled since this page was read is not handled again.
  const changes = page.changes.filter(({ id }) => id > after)
  if (changes.length > 0) await follower.handle(tx, changes)
  // What is of other entities is passed over, and not read again after each start.
  if (changes.length > 0 || page.next > after + farBehind) await moveFollower(tx, workspace, follower.name, page.next)
  return true
}
