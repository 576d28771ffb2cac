import { openSession } from '@trefoil/sdk/testing'
import { startClover } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { clover } from './connector.ts'
import { readWhole } from './read-whole.ts'

const shop = await startClover({ customers: 0, orders: 0, items: 0, limits: false })
afterAll(() => shop.stop())

const session = openSession(clover, {
  endpoint: shop.url,
  credentials: { merchantId: shop.merchantId, apiToken: shop.token },
  settings: {},
})

test('each row of a list that is edited between two calls comes once, and none is lost', async () => {
  const shelf = shop.shelf('items')
  for (let at = 0; at < 1_200; at += 1) shelf.create({ name: `Item ${at}`, price: 1 })
  const removed = new Set<unknown>()
  const get: typeof session.http.get = async (...call) => {
    const reply = await session.http.get(...call)
    const isFirst = removed.size === 0
    // Five rows of the first page go away, and all later ones move up.
    const shown = list.parse(reply.json).elements.slice(0, isFirst ? 5 : 0)
    for (const { id } of shown) {
      removed.add(id)
      shelf.remove(id)
    }
    return reply
  }
  const rows = await readWhole({ ...session, http: { ...session.http, get } }, 'INVENTORY_R', [])
  const read = rows.map(({ id }) => id)
  expect(new Set(read).size).toBe(read.length)
  expect(removed.size).toBe(5)
  expect(shelf.list().filter(({ id }) => !read.includes(id))).toEqual([])
})

const list = z.object({ elements: z.array(z.object({ id: z.string() })) })
