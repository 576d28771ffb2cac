/**
 * A list that is read as it is walked: `for await (const customer of clover.customers.list())`. Pages are asked for one
 * at a time, and only when they are needed; walking it twice asks twice.
 */
export interface Listing<T> extends AsyncIterable<T> {
  /** Page by page, as they came. */
  pages(): AsyncIterable<T[]>
  /** The first so many. */
  take(count: number): Promise<T[]>
  /** All of them at once; of a large shop rather walk them. */
  all(): Promise<T[]>
}

/** A listing from its pages; `rows` may leave out what a page repeats. */
export function listingOf<T>(
  pages: () => AsyncIterable<T[]>,
  rows: () => AsyncIterable<T> = () => flat(pages()),
): Listing<T> {
  return {
    pages,
    [Symbol.asyncIterator]: () => rows()[Symbol.asyncIterator](),
    take: (count) => taken(rows(), count),
    all: () => taken(rows(), Number.POSITIVE_INFINITY),
  }
}

async function* flat<T>(pages: AsyncIterable<T[]>): AsyncGenerator<T> {
  for await (const page of pages) yield* page
}

async function taken<T>(rows: AsyncIterable<T>, count: number): Promise<T[]> {
  const some: T[] = []
  if (count <= 0) return some
  for await (const row of rows) {
    some.push(row)
    if (some.length >= count) break
  }
  return some
}
