import { contribute } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { putBack } from './put-back.ts'

const own = { firstName: 'Nora', emailAddress: 'nora@example.com', addresses: [{ id: 'a', city: 'Ulm', phone: '1' }] }
const theirs = { firstName: 'Nova', company: 'Oolong', addresses: [{ id: 'b', address1: '5 Elm St', city: 'Bonn' }] }
const then = contribute(null, '1', own, 100)
const back = (data: JsonObject) => putBack(then, contribute(then, '1', data, 200), [theirs])

test('what nobody else said stays said, and what was said all along keeps its age', () => {
  expect(back(own)).toEqual(then)
  expect(back({ ...own, emailAddress: 'new@example.com' })).toMatchObject({
    data: { ...own, emailAddress: 'new@example.com' },
    since: { emailAddress: 200 },
  })
})

test('a value of the other is put back to what it was, or taken away where there was none', () => {
  expect(back({ ...own, firstName: 'Nova', company: 'Oolong' })).toEqual(then)
})

test('an address of the other is taken away, whatever its system calls it; one that is new stays', () => {
  const told = { id: 'X1', address1: '5 Elm St', city: 'Bonn', country: 'DE' }
  expect(back({ ...own, addresses: [...own.addresses, told] })).toEqual(then)
  const fresh = { id: 'c', address1: '1 Oak Ave', city: 'Bonn' }
  expect(back({ ...own, addresses: [...own.addresses, told, fresh] }).data.addresses).toEqual([...own.addresses, fresh])
})

test('custom fields are put back one by one', () => {
  const mine = contribute(null, '1', { customFields: { tier: 'gold', size: 'M' } }, 100)
  const now = contribute(mine, '1', { customFields: { tier: 'silver', size: 'L', note: 'hi' } }, 200)
  expect(putBack(mine, now, [{ customFields: { tier: 'silver' } }]).data).toEqual({
    customFields: { tier: 'gold', size: 'L', note: 'hi' },
  })
})

test('who no longer says what they said is not made to say it', () => {
  const { emailAddress: _, ...silent } = own
  expect(back(silent).data).toEqual(silent)
})
