import { expect, test } from 'vitest'
import type { ShopifyCustomer } from './customer.ts'
import { planAddresses } from './plan-addresses.ts'

const elm = { address1: '5 Elm St', city: 'Boston', zip: '02134', countryCode: 'US' }
const oak = { address1: '9 Oak Rd', city: 'Salem', zip: '01970', countryCode: 'US' }

function held(...addresses: object[]): ShopifyCustomer['addresses'] {
  return addresses.map((address, at) => ({ id: String(at), isDefault: at === 1, ...address }))
}

test('an address that stands there in other letters is not sent again', () => {
  expect(planAddresses(held(elm), [{ ...elm, address1: '5 ELM ST ' }], undefined)).toBeUndefined()
})

test('a new address joins those that stand there, of which the default stays first', () => {
  const list = planAddresses(held(elm, oak), [{ address1: '1 New Way', city: 'Lynn' }], undefined)
  expect(list).toEqual([oak, elm, { address1: '1 New Way', city: 'Lynn' }])
})

test('an address that the hub changed takes the place of what it told before', () => {
  const known = { addresses: [{ id: 'A1', ...elm }] }
  const list = planAddresses(held(elm, oak), [{ id: 'A1', ...elm, address1: '6 Elm St' }], known)
  expect(list).toEqual([oak, { ...elm, address1: '6 Elm St' }])
})

test('an address that says nothing is none', () => {
  expect(planAddresses(held(elm), [{ id: 'A1', address1: ' ' }], undefined)).toBeUndefined()
})
