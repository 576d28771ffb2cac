import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EarningOrder, type EarningRules, earnedBy, type OrderOfCustomer, targetsOf } from './earned-by.ts'

const rules = (changes: Partial<EarningRules> = {}): EarningRules => ({
  ...{ pointsPerHundred: 100, perVisit: 0, visitsADay: 1, zone: 'UTC', startsAt: null },
  ...{ withoutTax: false, rounding: 'down', ...changes },
})

const order = (changes: Partial<EarningOrder> = {}): EarningOrder => ({
  ...{ status: 'PAID', currency: 'USD', total: 4820, taxAmount: 320, refundedAmount: 0 },
  ...{ placedAt: new Date('2026-03-05T18:00:00Z'), ...changes },
})

test.each<[number, string, Partial<EarningOrder>, Partial<EarningRules>]>([
  [48, 'each whole unit earns one', {}, {}],
  [49, 'a fraction is rounded up', {}, { rounding: 'up' }],
  [48, 'a fraction under a half is dropped by the nearest', {}, { rounding: 'nearest' }],
  [2, 'a half goes up by the nearest', { total: 150 }, { rounding: 'nearest' }],
  [96, 'two points a unit', {}, { pointsPerHundred: 200 }],
  [45, 'taxes are left out', {}, { withoutTax: true }],
  [22, 'taxes are left out of what was kept in their share', { refundedAmount: 2410 }, { withoutTax: true }],
  [24, 'what was given back earns nothing', { refundedAmount: 2410, status: 'PARTIALLY_REFUNDED' }, {}],
  [0, 'all was given back', { refundedAmount: 4820, status: 'PARTIALLY_REFUNDED' }, {}],
  [0, 'more was given back than was paid', { refundedAmount: 9999 }, {}],
  [0, 'wholly refunded', { status: 'REFUNDED' }, {}],
  [0, 'not paid', { status: 'OPEN' }, {}],
  [0, 'no status at all', { status: null }, {}],
  [48, 'a shop that writes it small', { status: 'paid' }, {}],
  [0, 'without a total', { total: null }, {}],
  [4820, 'a currency without decimals', { currency: 'JPY' }, {}],
  [4, 'a currency with three decimals', { currency: 'KWD' }, {}],
  [48, 'an unknown currency has two', { currency: null }, {}],
  [48, 'no currency at all has two', { currency: 'points' }, {}],
  [0, 'placed before the programme', {}, { startsAt: '2026-03-05T18:00:01Z' }],
  [48, 'placed at its beginning', {}, { startsAt: '2026-03-05T18:00:00Z' }],
  [1_000_000_000, 'more than the ledger holds', { total: 9e15 }, { pointsPerHundred: 1_000_000 }],
])('%i points: %s', (points, _, changes, chosen) => {
  expect(earnedBy(order(changes), rules(chosen)).forSpending).toBe(points)
})

const of = (id: number, changes: Partial<OrderOfCustomer> = {}): OrderOfCustomer => ({
  ...{ ...order(), id, customerId: 7, isGone: false, ...changes },
})

test('the first orders of a day are visits, in the zone of the shop', () => {
  const late = { placedAt: new Date('2026-03-06T03:30:00Z') }
  const orders = [
    of(3, late),
    of(1),
    of(2),
    of(4, { customerId: 8 }),
    of(5, { placedAt: new Date('2026-03-06T18:00Z') }),
  ]
  const chosen = rules({ perVisit: 10, visitsADay: 2, pointsPerHundred: 0, zone: 'America/New_York' })
  expect([...targetsOf(orders, chosen).keys()].toSorted()).toEqual([1, 2, 4, 5])
  expect([...targetsOf(orders, { ...chosen, zone: 'UTC' }).keys()].toSorted()).toEqual([1, 2, 3, 4, 5])
})

test('an order that was refunded gives its place as a visit to the next one', () => {
  const chosen = rules({ perVisit: 10, pointsPerHundred: 0 })
  expect([...targetsOf([of(1, { status: 'REFUNDED' }), of(2)], chosen)]).toEqual([[2, { customerId: 7, points: 10 }]])
})

test('an order of nobody, one that is gone and one that is worth nothing have no target', () => {
  const orders = [of(1, { customerId: null }), of(2, { isGone: true }), of(3, { total: 40 })]
  expect(targetsOf(orders, rules())).toEqual(new Map())
})

test('no rounding gives a point more or less than another, and none is below zero', () => {
  const amount = fc.integer({ min: 0, max: 1e9 })
  const any = fc.record({ total: amount, taxAmount: amount, refundedAmount: amount })
  fc.assert(
    fc.property(any, fc.nat(1000), fc.boolean(), (amounts, pointsPerHundred, withoutTax) => {
      const [down = 0, nearest = 0, up = 0] = (['down', 'nearest', 'up'] as const).map(
        (rounding) => earnedBy(order(amounts), rules({ pointsPerHundred, withoutTax, rounding })).forSpending,
      )
      expect(down).toBeGreaterThanOrEqual(0)
      expect(down <= nearest && nearest <= up && up <= down + 1).toBe(true)
    }),
  )
})
