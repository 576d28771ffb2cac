/** Runs over all items with at most `width` under way; answers in the order of the items. */
export async function inParallel<T, R>(items: T[], width: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length)
  const queue = items.entries()
  const worker = async () => {
    for (const [at, item] of queue) results[at] = await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}

/** Clover lets a token have five calls under way; one is left for whoever waits for an answer. */
export const atOnce = 4
