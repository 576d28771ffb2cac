import type { Json, Session } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { type ChangedList, changedSince } from './changed-since.ts'

interface Row {
  id: number
  updatedAt: string
}

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20) + seconds * 1000).toISOString().replace('.000', '')

test('the next reading begins before the newest change, for what is found late', async () => {
  const shop = [row(1, 0), row(2, 600)]
  const { cursor } = await readAll(shop, null)
  expect(cursor).toEqual({ v: 1, since: at(300), after: null, latest: null, paged: 0 })
  shop.push(row(3, 590))
  expect((await readAll(shop, cursor)).ids).toEqual([3, 2])
})

test('a shop where nothing changes stays where it is', async () => {
  const shop = [row(1, 0)]
  const first = await readAll(shop, null)
  const second = await readAll(shop, first.cursor)
  expect((await readAll(shop, second.cursor)).cursor).toEqual(first.cursor)
  expect((await readAll([], null)).cursor).toEqual({ v: 1, since: null, after: null, latest: null, paged: 0 })
})

test('beyond what Shopify pages through the question is narrowed, and nothing is lost', async () => {
  const shop = Array.from({ length: 45_000 }, (_, id) => row(id, id))
  const asked: (string | null)[] = []
  const { ids } = await readAll(shop, null, asked)
  expect(new Set(ids).size).toBe(45_000)
  expect(new Set(asked).size).toBe(3)
})

test('a cursor that lies in the future is refused by name', async () => {
  const cursor = { v: 1, since: '2027-11-20T00:00:00Z', after: null, latest: null, paged: 0 }
  await expect(readAll([], cursor)).rejects.toMatchObject({ details: { code: 'CURSOR_UNREADABLE' } })
})

function row(id: number, seconds: number): Row {
  return { id, updatedAt: at(seconds) }
}

async function readAll(shop: Row[], cursor: Json, asked: (string | null)[] = []) {
  const of: ChangedList<Row> = {
    source: 'orders',
    most: 250,
    async list(_session, { first, after, query }) {
      asked.push(query)
      const since = query?.slice("updated_at:>='".length, -1) ?? ''
      const all = shop.filter(({ updatedAt }) => updatedAt >= since)
      if (shop.length < 1000) all.sort((one, other) => one.updatedAt.localeCompare(other.updatedAt))
      const from = Number(after ?? 0)
      const nodes = all.slice(from, from + first)
      return { nodes, pageInfo: { hasNextPage: from + first < all.length, endCursor: String(from + first) } }
    },
  }
  const ids: number[] = []
  for (;;) {
    const page = await changedSince(session, of, { cursor, limit: 250 })
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.cursor
    if (!page.more) return { ids, cursor }
  }
}

// Only its clock is asked.
const session = { now: () => new Date(Date.UTC(2026, 10, 22)) } as Session
