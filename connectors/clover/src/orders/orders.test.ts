import type { Http, HttpOptions, Json, Session } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { orders } from './orders.ts'

const second = 1000
const day = 86_400 * second
const start = Date.UTC(2026, 2, 1)

interface Shop {
  now: number
  orders: { id: string; modifiedTime: number }[]
  widest: number
  /** An edit leaves an order where it stands in the list. */
  isByPlace?: true
}

test('an order that changes again within the same second is seen again', async () => {
  const shop = newShop([{ id: 'A', modifiedTime: start }])
  shop.now = start + 300
  const first = await listFrom(shop, null)
  shop.now = start + 5 * second
  const again = await listFrom(shop, first.cursor)
  expect([first.ids, again.ids]).toEqual([['A'], ['A']])
})

test('an order that changes again within its second is seen again where our clock runs ahead', async () => {
  const shop = newShop([{ id: 'A', modifiedTime: start }])
  shop.now = start + 300 + 5 * second
  const first = await listFrom(shop, null)
  shop.now += 5 * second
  const again = await listFrom(shop, first.cursor)
  expect([first.ids, again.ids]).toEqual([['A'], ['A']])
})

test('an order is not handed over twice once its minute is over', async () => {
  const shop = newShop([{ id: 'A', modifiedTime: start - 61 * second }])
  const first = await listFrom(shop, null)
  const next = await listFrom(shop, first.cursor)
  const third = await listFrom(shop, next.cursor)
  expect([first.ids, next.ids, third.ids]).toEqual([['A'], [], []])
})

test('equal stamps at the edge are all seen, also one that becomes visible later', async () => {
  const edge = start - 61 * second
  const shop = newShop(['A', 'B', 'C'].map((id) => ({ id, modifiedTime: edge })))
  const first = await listFrom(shop, null, 2)
  shop.orders.push({ id: 'D', modifiedTime: edge }, { id: 'E', modifiedTime: edge - second })
  const next = await listFrom(shop, first.cursor, 2)
  expect(first.ids.toSorted()).toEqual(['A', 'B', 'C'])
  expect(next.ids.toSorted()).toEqual(['D', 'E'])
})

test('a year of orders is read in windows that Clover does not cut', async () => {
  const shop = newShop(Array.from({ length: 366 }, (_, at) => ({ id: `O${at}`, modifiedTime: start - at * day })))
  const { ids } = await listFrom(shop, null, 50, 366)
  expect(new Set(ids).size).toBe(366)
  expect(shop.widest).toBeLessThanOrEqual(90 * day)
})

test('the first reading goes back as far as the settings say', async () => {
  const shop = newShop([
    { id: 'old', modifiedTime: start - 31 * day },
    { id: 'new', modifiedTime: start - 29 * day },
  ])
  expect((await listFrom(shop, null, 50, 30)).ids).toEqual(['new'])
})

test('a clock of ours that runs ahead hides no order', async () => {
  const shop = newShop([{ id: 'A', modifiedTime: start }])
  shop.now = start + day / 2
  const first = await listFrom(shop, null)
  shop.orders.push({ id: 'B', modifiedTime: start + second })
  expect((await listFrom(shop, first.cursor)).ids).toEqual(['B'])
})

test.each([0, 600])('an order edited behind a long listing is seen, also with a clock %i s ahead', async (ahead) => {
  const shop = newShop(['A', 'B', 'C'].map((id) => ({ id, modifiedTime: start - 100 * second })))
  shop.isByPlace = true
  const at = (seconds: number) => {
    shop.now = start + (ahead + seconds) * second
    return start + seconds * second
  }
  at(0)
  let { cursor } = await orders.pull(session(shop, 90), { cursor: null, limit: 1 })
  edit(shop, 'A', at(10))
  cursor = (await orders.pull(session(shop, 90), { cursor, limit: 1 })).cursor
  edit(shop, 'C', at(110))
  const rest = await listFrom(shop, cursor, 1)
  expect(rest.ids).not.toContain('A')
  expect((await listFrom(shop, rest.cursor)).ids).toContain('A')
})

test.each([88, 89])('a first reading of %i days with a clock that runs ahead hides no order after it', async (days) => {
  const shop = newShop([{ id: 'A', modifiedTime: start - 100 * second }])
  shop.now = start + 600 * second
  const first = await orders.pull(session(shop, days), { cursor: null, limit: 1 })
  shop.now += second
  const rest = await listFrom(shop, first.cursor, 1)
  shop.now += 60 * second
  shop.orders.push({ id: 'B', modifiedTime: start + 60 * second })
  expect((await listFrom(shop, rest.cursor)).ids).toEqual(['B'])
})

test('a cursor from a newer version and one from the future are refused by name', async () => {
  const shop = newShop([])
  const { cursor } = await listFrom(shop, null)
  const broken = [{ ...Object(cursor), v: 2 }, { ...Object(cursor), since: start + 400 * day }, 'x', [], { v: 1 }]
  for (const each of broken) {
    const fault = await listFrom(shop, each).catch((cause: unknown) => cause)
    expect(fault).toMatchObject({ kind: 'invalid', details: { code: 'CURSOR_UNREADABLE' } })
    expect(String(fault)).toContain(JSON.stringify(each).slice(0, 100))
  }
})

test('an order names its customers', () => {
  const order = { id: 'A', customers: [{ id: 'C1' }, { id: 'C2' }] }
  expect(orders.touches?.(order)).toEqual([
    { source: 'customers', id: 'C1' },
    { source: 'customers', id: 'C2' },
  ])
})

function newShop(list: Shop['orders']): Shop {
  return { now: start, orders: list, widest: 0 }
}

async function listFrom(shop: Shop, cursor: Json, limit = 100, orderHistoryDays = 90) {
  const ids: string[] = []
  for (let calls = 0; calls < 100; calls++) {
    const page = await orders.pull(session(shop, orderHistoryDays), { cursor, limit })
    ids.push(...page.records.map((order) => orders.key(order)))
    cursor = page.cursor
    if (!page.more) return { ids, cursor }
  }
  throw new Error('no end after 100 pages')
}

function edit(shop: Shop, id: string, modifiedTime: number): void {
  shop.orders = shop.orders.map((order) => (order.id === id ? { id, modifiedTime } : order))
}

/** A list that keeps Clover's rules: clauses are ANDed, newest change first unless told, offset and limit. */
function session(shop: Shop, orderHistoryDays: number): Session {
  const get = async (_path: string, options?: HttpOptions) => {
    const query = Array.isArray(options?.query) ? options.query : []
    const [since, until] = query.filter(([name]) => name === 'filter').map(([, clause]) => Number(clause.split('=')[1]))
    const [limit, offset] = ['limit', 'offset'].map((name) => Number(query.find(([each]) => each === name)?.[1]))
    if (since === undefined || until === undefined || limit === undefined || offset === undefined)
      throw new Error(`an incomplete query: ${JSON.stringify(query)}`)
    shop.widest = Math.max(shop.widest, until - since)
    const elements = shop.orders
      .filter(({ modifiedTime }) => modifiedTime >= since && modifiedTime <= until)
      .toSorted((one, other) => (shop.isByPlace ? 0 : other.modifiedTime - one.modifiedTime))
      .slice(offset, offset + limit)
    return { status: 200, headers: {}, text: '', json: { elements } }
  }
  const unused = () => Promise.reject(new Error('only reads are expected'))
  const http: Http = { get, post: unused, put: unused, patch: unused, delete: unused }
  return {
    account: 'M1ABCDEFGHJKM',
    credentials: { merchantId: 'M1ABCDEFGHJKM', apiToken: 't' },
    settings: { orderHistoryDays },
    http,
    log: { debug() {}, info() {}, warn() {} },
    now: () => new Date(shop.now),
    signal: new AbortController().signal,
    linked: async () => new Set(),
    memo: (_key, load) => load(),
  }
}
