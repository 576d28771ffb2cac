interface Page<T> {
  data: T[]
  has_more: boolean
  next_cursor: string | null
}

/** What one page of the hub may hold at the most. */
export const limit = 200

/** A whole list of the hub, read page by page, as one page. */
export async function allPages<T>(read: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<Page<T>> {
  const data: T[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<T> = await read(cursor === undefined ? {} : { cursor })
    data.push(...page.data)
    cursor = page.next_cursor
  }
  return { data, has_more: false, next_cursor: null }
}
