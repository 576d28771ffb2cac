import { expect, test } from 'vitest'
import type { Answerable, CheapenedOrder } from '../../store/match-redemptions.ts'
import { matchDiscounts } from './match-discounts.ts'

const day = 24 * 3_600_000
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 9, minutes))

const tea = {
  name: 'Tea',
  points: 100,
  discount: { kind: 'amount', amount: 500, currency: 'USD' },
  tillName: 'Reward tea',
} as const
const tenth = {
  name: 'A tenth',
  points: 100,
  discount: { kind: 'percent', percent: 10 },
  tillName: 'Reward 10 %',
} as const

function redemption(id: number, of: Partial<Answerable> = {}): Answerable {
  const plain = { customerId: 1, code: `CODE${id}`, reward: tea, redeemedAt: at(id), answer: null, isSettled: false }
  return { ...plain, id, ...of }
}

function order(id: number, names: string[], of: Partial<CheapenedOrder> = {}): CheapenedOrder {
  const discounts = names.map((name, index) => ({ id: `D${index}`, name, amount: 120 }))
  const plain = { customerId: 1, currency: 'USD', status: 'PAID', placedAt: at(id), discounts }
  return { id, ...plain, ...of }
}

const match = (redemptions: Answerable[], orders: CheapenedOrder[]) => matchDiscounts(redemptions, orders, day)
const answered = (id: number, orderId: number, discountId = 'D0') => ({ id, orderId, discountId })

test.each([
  ['the name that the reward has at the till', order(30, [' reward  TEA '])],
  ['the code in the name', order(30, ['Loyalty (code1)'])],
  ['the very amount', order(30, [], { discounts: [{ id: 'D0', name: 'Discount', amount: 500 }] })],
  [
    'its name, on a bill that was begun before points were thought of',
    order(30, ['Reward tea'], { placedAt: at(-20) }),
  ],
])('a redemption is applied by a discount with %s', (_what, placed) => {
  expect(match([redemption(1)], [placed])).toEqual({ applied: [answered(1, 30)], reopened: [] })
})

test.each([
  ['of another customer', order(30, ['Reward tea'], { customerId: 2 })],
  ['of nobody', order(30, ['Reward tea'], { customerId: null })],
  ['that nobody paid', order(30, ['Reward tea'], { status: 'OPEN' })],
  ['of the day before', order(30, ['Reward tea'], { placedAt: at(-24 * 60) })],
  ['after the window', order(30, ['Reward tea'], { placedAt: at(24 * 60 + 2) })],
  ['at a time that nobody knows', order(30, ['Reward tea'], { placedAt: null })],
  ['with another discount', order(30, ['Happy hour'])],
  [
    'of the amount in another currency',
    order(30, [], { currency: 'CAD', discounts: [{ id: 'D0', name: '', amount: 500 }] }),
  ],
  ['of the amount, begun before', order(30, [], { placedAt: at(0), discounts: [{ id: 'D0', name: '', amount: 500 }] })],
])('an order %s answers nothing', (_what, placed) => {
  expect(match([redemption(1)], [placed])).toEqual({ applied: [], reopened: [] })
})

test('a share is known by its name, and by no amount', () => {
  const shares = [redemption(1, { reward: tenth })]
  expect(match(shares, [order(30, [], { discounts: [{ id: 'D0', name: '', amount: 10 }] })]).applied).toEqual([])
  expect(match(shares, [order(30, ['Reward 10 %'])]).applied).toEqual([answered(1, 30)])
})

test('a discount answers one redemption, and the oldest first', () => {
  const three = [redemption(3), redemption(1), redemption(2)]
  expect(match(three, [order(30, ['Reward tea'])]).applied).toEqual([answered(1, 30)])
  expect(match(three, [order(30, ['Reward tea', 'Reward tea'])]).applied).toEqual([
    answered(1, 30),
    answered(2, 30, 'D1'),
  ])
})

test('the code outweighs age, and a name outweighs an amount', () => {
  const coffee = { ...tea, name: 'Coffee', tillName: 'Reward coffee' }
  expect(match([redemption(1), redemption(2)], [order(30, ['tea CODE2'])]).applied).toEqual([answered(2, 30)])
  const discounts = [{ id: 'D0', name: 'Reward coffee', amount: 500 }]
  const both = [redemption(1), redemption(2, { reward: coffee })]
  expect(match(both, [order(30, [], { discounts })]).applied).toEqual([answered(2, 30)])
})

test('what the till answered stays so whatever comes, and is taken back when its discount goes away', () => {
  const known = redemption(2, { answer: { orderId: 30, discountId: 'D0' } })
  expect(match([redemption(1), known], [order(30, ['Reward tea'])])).toEqual({ applied: [], reopened: [] })
  expect(match([known], [order(30, [])])).toEqual({ applied: [], reopened: [2] })
  expect(match([known], [order(30, ['Reward tea'], { customerId: 2 })])).toEqual({ applied: [], reopened: [2] })
  expect(match([known], [order(30, ['Reward tea'], { status: 'PARTIALLY_REFUNDED' })]).reopened).toEqual([])
})

test('a redemption whose discount went away is answered by another order of the page', () => {
  const known = redemption(2, { answer: { orderId: 30, discountId: 'D0' } })
  const answers = match([known], [order(30, []), order(31, ['Reward tea'])])
  expect(answers).toEqual({ applied: [answered(2, 31)], reopened: [2] })
})

test('what a person said is settled, and its discount answers nothing else', () => {
  const settled = redemption(1, { isSettled: true, answer: { orderId: 30, discountId: 'D0' } })
  expect(match([settled, redemption(2)], [order(30, ['Reward tea'])])).toEqual({ applied: [], reopened: [] })
  expect(match([redemption(1, { isSettled: true })], [order(30, ['Reward tea'])]).applied).toEqual([])
})
