import { type OrderOfCustomer, targetsOf } from '@trefoil/mapping'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { engine, testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { type Loyalty, usualLoyalty } from '../../store/loyalty-settings.ts'
import { balanceOf } from '../../store/points-entry.ts'
import { settleOrders } from './order-points.ts'

const now = new Date('2026-03-09T12:00:00Z')

interface OrderVersion {
  id: number
  customerId: number | null
  status: string
  total: number
  refundedAmount: number
  orderedAt: string
  isGone: boolean
}

const version = (id: number, changes: Partial<OrderVersion> = {}): OrderVersion => ({
  ...{ id, customerId: 7, status: 'PAID', total: 4820, refundedAmount: 0, orderedAt: '2026-03-05T18:00:00.000Z' },
  ...{ isGone: false, ...changes },
})

async function store(db: Db, { id, isGone, ...data }: OrderVersion): Promise<void> {
  await sql`
    insert into record (workspace_id, id, entity, data, provenance, deleted_at)
    values (1, ${id}, 'Order', ${JSON.stringify({ currency: 'USD', ...data })}::jsonb, '{}', ${isGone ? now : null})
    on conflict (workspace_id, id) do update set data = excluded.data, deleted_at = excluded.deleted_at`.execute(db)
}

const rules = (changes: Partial<Loyalty> = {}): Loyalty => ({ ...usualLoyalty, isOn: true, ...changes })

const settle = (db: Db, ids: readonly number[], chosen = rules()) =>
  db.transaction().execute((tx) => settleOrders(tx, { workspace: 1, rules: chosen, now, actor: 'hub' }, ids))

async function ledger(db: Db) {
  const rows = await db.selectFrom('points_entry').selectAll().orderBy('id').execute()
  return rows.map(({ customer_id, kind, points, order_id }) => [kind, customer_id, order_id, points])
}

test('a paid order earns once, and a replay moves nothing', async () => {
  const { kysely: db } = await testDatabase()
  await store(db, version(1))
  await settle(db, [1])
  expect(await settle(db, [1, 1])).toEqual([])
  expect(await ledger(db)).toEqual([['earn', 7, 1, 48]])
})

test('a refund in part takes its part, the whole refund the rest, and an end of the order all', async () => {
  const { kysely: db } = await testDatabase()
  await store(db, version(1))
  await store(db, version(2))
  await settle(db, [1, 2])
  await store(db, version(1, { status: 'PARTIALLY_REFUNDED', refundedAmount: 1000 }))
  await settle(db, [1])
  await store(db, version(1, { status: 'REFUNDED', refundedAmount: 4820 }))
  await store(db, version(2, { isGone: true }))
  await settle(db, [1, 2])
  expect((await ledger(db)).slice(2)).toEqual([
    ['reverse', 7, 1, -10],
    ['reverse', 7, 1, -38],
    ['reverse', 7, 2, -48],
  ])
})

test('an order that is given to another customer is reversed there and earns here', async () => {
  const { kysely: db } = await testDatabase()
  await store(db, version(1))
  await settle(db, [1])
  await store(db, version(1, { customerId: 8 }))
  await settle(db, [1])
  await store(db, version(1, { customerId: 7 }))
  await settle(db, [1])
  expect(await balanceOf(db, 1, [7, 8])).toEqual(
    new Map([
      [7, 48],
      [8, 0],
    ]),
  )
})

test('a visit that is taken back is given to the next order of the day', async () => {
  const { kysely: db } = await testDatabase()
  const chosen = rules({ perVisit: 5, pointsPerHundred: 0 })
  for (const id of [1, 2]) await store(db, version(id))
  await settle(db, [1, 2], chosen)
  await store(db, version(1, { orderedAt: '2026-03-06T18:00:00.000Z' }))
  await settle(db, [1], chosen)
  expect(await ledger(db)).toEqual([
    ['earn', 7, 1, 5],
    ['earn', 7, 2, 5],
  ])
  await store(db, version(1, { isGone: true }))
  await store(db, version(2, { orderedAt: '2026-03-06T20:00:00.000Z' }))
  await settle(db, [1], chosen)
  expect(await balanceOf(db, 1, [7])).toEqual(new Map([[7, 5]]))
})

test('what an order holds that is no number, date or id is no reason to stop', async () => {
  const { kysely: db } = await testDatabase()
  const odd = { orderedAt: 'soon', total: 'much', customerId: 'Nora', status: 'PAID' }
  const { id, isGone } = version(1)
  // @ts-expect-error: what no mapping lets through, and a database may hold all the same.
  await store(db, { id, isGone, refundedAmount: 0, ...odd })
  expect(await settle(db, [1], rules({ perVisit: 5 }))).toEqual([])
})

const day = fc.constantFrom('2026-03-05T18:00:00.000Z', '2026-03-05T23:30:00.000Z', '2026-03-06T03:30:00.000Z')
const anyVersion: fc.Arbitrary<OrderVersion> = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  customerId: fc.constantFrom(null, 7, 8),
  status: fc.constantFrom('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'OPEN'),
  total: fc.integer({ min: 0, max: 9_999 }),
  refundedAmount: fc.constantFrom(0, 500),
  orderedAt: day,
  isGone: fc.boolean(),
})
const anyRules = fc.record({
  perVisit: fc.constantFrom(0, 10),
  visitsADay: fc.constantFrom(1, 2),
  zone: fc.constantFrom('UTC', 'America/New_York'),
})

test('whatever versions come, in whatever pages and however often, the ledger ends where a reckoning from nothing does', async () => {
  const { kysely: db } = await testDatabase()
  const step = fc.record({ versions: fc.array(anyVersion, { minLength: 1, maxLength: 3 }), again: fc.array(fc.nat(4)) })
  const run = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), anyRules, async (steps, changes) => {
    await sql`truncate points_entry, record`.execute(db)
    const chosen = rules(changes)
    const last = new Map<number, OrderVersion>()
    for (const { versions, again } of steps) {
      for (const each of versions) {
        await store(db, each)
        last.set(each.id, each)
      }
      await settle(db, [...versions.map(({ id }) => id), ...again], chosen)
    }
    const wanted = targetsOf([...last.values()].map(factsOf), chosen)
    const balances = await balanceOf(db, 1, [7, 8])
    for (const customer of [7, 8]) {
      const sum = [...wanted.values()].filter(({ customerId }) => customerId === customer)
      expect(balances.get(customer)).toBe(sum.reduce((total, { points }) => total + points, 0))
    }
    expect(await settle(db, [1, 2, 3, 4], chosen)).toEqual([])
  })
  await fc.assert(run, { numRuns: engine === 'pglite' ? 40 : 25 })
})

function factsOf({ orderedAt, ...order }: OrderVersion): OrderOfCustomer {
  return { ...order, currency: 'USD', taxAmount: null, placedAt: new Date(orderedAt) }
}
