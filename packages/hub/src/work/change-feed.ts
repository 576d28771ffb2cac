import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { type FeedChange, lastDrawnChange, selectFeed, writersUnderWay } from '../store/change-feed.ts'

/** What somebody follows, from which change on. */
export interface FeedQuery {
  /** The id of the last change that is known. */
  after: number
  limit: number
  entity?: string | undefined
}

export interface FeedPage {
  changes: FeedChange[]
  /** Where the next page begins: all that stands before it has been told, or is of another entity. */
  next: number
  hasMore: boolean
}

/** The changes of all records in one order that never grows in its middle: whoever goes on after an id misses nothing. */
export interface ChangeFeed {
  /** Records may have changed: whoever follows looks now. */
  wake(): void
  read(query: FeedQuery): Promise<FeedPage>
  /** Where what is not stored yet will follow. Waits for the transactions that are under way when it is first asked. */
  end(signal: AbortSignal): Promise<number>
  /** Pages as they come; an empty one is a sign of life. Ends with the signal. */
  follow(query: FeedQuery, signal: AbortSignal): AsyncGenerator<FeedPage, void>
  /** Ends whoever follows, and comes back when they have let go. */
  close(): Promise<void>
}

const heartbeatMs = 15_000
const firstLook = 10
const longestLook = 1_000

export function openChangeFeed(of: { db: Db; workspace: number; clock: Clock }): ChangeFeed {
  const { db, workspace, clock } = of
  const horizon = openHorizon(db)
  const over = new AbortController()
  const following = new Set<Promise<void>>()
  let rung = Promise.withResolvers<void>()

  async function pageAfter(query: FeedQuery): Promise<FeedPage & { isBehind: boolean }> {
    const { upTo, isBehind } = await horizon()
    const found = upTo <= query.after ? [] : await selectFeed(db, workspace, { ...query, upTo, limit: query.limit + 1 })
    const changes = found.slice(0, query.limit)
    const hasMore = found.length > query.limit
    const next = hasMore ? (changes.at(-1)?.id ?? query.after) : Math.max(query.after, upTo)
    return { changes, next, hasMore, isBehind }
  }

  async function pause(ring: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
    const enough = new AbortController()
    await Promise.race([ring, clock.sleep(ms, AbortSignal.any([signal, enough.signal]))]).catch(() => {})
    enough.abort()
  }

  return {
    wake() {
      const { resolve } = rung
      rung = Promise.withResolvers()
      resolve()
    },
    async read(query) {
      const { isBehind: _, ...page } = await pageAfter(query)
      return page
    },
    async end(signal) {
      for (let look = firstLook; ; look = Math.min(look * 2, longestLook)) {
        const { upTo, isBehind } = await horizon()
        if (upTo > 0 || !isBehind) return upTo
        await clock.sleep(look, AbortSignal.any([signal, over.signal]))
      }
    },
    async *follow(query, stop) {
      const signal = AbortSignal.any([stop, over.signal])
      const gone = Promise.withResolvers<void>()
      following.add(gone.promise)
      try {
        let { after } = query
        let look = firstLook
        let toldAt = clock.ticks()
        while (!signal.aborted) {
          // Taken before the look: what is stored during it rings, and is seen by the next one.
          const ring = rung.promise
          const { isBehind, ...page } = await pageAfter({ ...query, after })
          after = page.next
          if (page.changes.length > 0 || clock.ticks() - toldAt >= heartbeatMs) {
            yield page
            toldAt = clock.ticks()
          }
          if (page.hasMore) continue
          look = isBehind ? Math.min(look * 2, longestLook) : firstLook
          await pause(ring, isBehind ? look : heartbeatMs - (clock.ticks() - toldAt), signal)
        }
      } finally {
        following.delete(gone.promise)
        gone.resolve()
      }
    },
    async close() {
      over.abort()
      await Promise.all(following)
    },
  }
}

/**
 * How far the feed may be read. Ids are drawn in one order and stored in another, by transactions side by side: what
 * was drawn last is settled when everybody is done who was writing right after that look.
 */
function openHorizon(db: Db): () => Promise<{ upTo: number; isBehind: boolean }> {
  let upTo = 0
  let awaited: { last: number; writers: Set<string> } | undefined
  return async () => {
    // Several look at once, and their answers come in any order: an older look knows nothing of a younger question.
    const asked = awaited
    const last = await lastDrawnChange(db)
    const writers = await writersUnderWay(db)
    if (writers.size === 0) upTo = Math.max(upTo, last)
    if (asked?.writers.isDisjointFrom(writers) === true) {
      upTo = Math.max(upTo, asked.last)
      if (awaited === asked) awaited = undefined
    }
    if (upTo < last) awaited ??= { last, writers }
    return { upTo, isBehind: upTo < last }
  }
}
