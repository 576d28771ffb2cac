import { expect, test } from 'vitest'
import { unwrapLists } from './nested-lists.ts'

const bare = (reply: object) => {
  unwrapLists(reply)
  return reply
}

test('wrapped lists are bare afterwards, at every depth, and bare ones stay', () => {
  const reply = {
    elements: [
      { lineItems: { elements: [{ discounts: { elements: [{ id: 'D' }], href: 'x' } }] }, taxRates: [{ id: 'T' }] },
    ],
    href: 'http://…',
  }
  expect(bare(reply)).toEqual({
    elements: [{ lineItems: [{ discounts: [{ id: 'D' }] }], taxRates: [{ id: 'T' }] }],
    href: 'http://…',
  })
})

test('an empty list is an empty list, a mere link a link, and null stays null', () => {
  expect(bare({ orders: { href: 'x' }, cards: { elements: [] }, note: null })).toEqual({
    orders: { href: 'x' },
    cards: [],
    note: null,
  })
})

test('an object that happens to have elements beside other fields is left alone', () => {
  expect(bare({ periodic: { elements: [1], name: 'table' } })).toEqual({ periodic: { elements: [1], name: 'table' } })
})
