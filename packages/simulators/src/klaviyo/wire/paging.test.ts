import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutPage, type Place } from './paging.ts'

const placeOf = (place: Place) => place
const collection = fc
  .uniqueArray(fc.nat({ max: 99 }), { minLength: 1, maxLength: 30 })
  .map((ids) => ids.map((id): Place => [id % 7, String(id)]))

test('pages of any size, forwards and back, are what a sorted collection is cut into', () => {
  fc.assert(
    fc.property(collection, fc.integer({ min: 1, max: 8 }), fc.boolean(), (items, size, descending) => {
      const inOrder = [...items].sort(([a, id], [b, other]) =>
        a === b ? (id < other ? -1 : 1) : Number(a) - Number(b),
      )
      if (descending) inOrder.reverse()
      const pages: Place[][] = []
      let cursor: string | undefined
      let page = cutPage(items, { size, cursor }, placeOf, descending)
      expect(page.prev).toBeNull()
      pages.push(page.items)
      while (page.next !== null) {
        page = cutPage(items, { size, cursor: page.next }, placeOf, descending)
        pages.push(page.items)
      }
      expect(pages.flat()).toEqual(inOrder)
      expect(pages.every(({ length }, n) => length === size || n === pages.length - 1)).toBe(true)
      for (let n = pages.length - 1; n > 0; n -= 1) {
        page = cutPage(items, { size, cursor: page.prev ?? '' }, placeOf, descending)
        expect([page.items, page.next === null]).toEqual([pages[n - 1], false])
      }
      expect(page.prev).toBeNull()
    }),
  )
})
