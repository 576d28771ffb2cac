/**
 * Runs over all items with at most `width` under way; answers in the order of the items. Where one fails no other is
 * begun, and the failure is told when those under way have ended: whoever tries again must not meet what still goes on.
 */
export async function inParallel<T, R>(items: T[], width: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length)
  const queue = items.entries()
  let hasFailed = false
  const worker = async () => {
    // All workers draw from the one iterator.
    for (const [index, item] of queue) {
      if (hasFailed) return
      try {
        results[index] = await run(item)
      } catch (thrown) {
        hasFailed = true
        throw thrown
      }
    }
  }
  const workers = Array.from({ length: Math.min(width, items.length) }, worker)
  await Promise.allSettled(workers)
  await Promise.all(workers)
  return results
}
