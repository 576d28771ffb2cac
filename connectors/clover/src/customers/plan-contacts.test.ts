import { expect, test } from 'vitest'
import { planContacts } from './plan-contacts.ts'

const home = { address1: '5 Elm St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }

test('what stands at the till already is not called again, in any case of letters', () => {
  const now = {
    emailAddresses: [{ id: 'E1', emailAddress: 'Ann@Example.com' }],
    phoneNumbers: [{ id: 'P1', phoneNumber: '555-0100' }],
    addresses: [{ id: 'A1', ...home }],
  }
  const wanted = { emailAddress: 'ann@example.com', phoneNumber: '555-0100', addresses: [{ id: null, ...home }] }
  expect(planContacts(now, wanted)).toEqual({ calls: [], warnings: [] })
})

test('an e-mail address that is there as another becomes the primary one', () => {
  const emailAddresses = [
    { id: 'E1', emailAddress: 'old@example.com', primaryEmail: true },
    { id: 'E2', emailAddress: 'new@example.com', primaryEmail: false },
  ]
  const { calls } = planContacts({ emailAddresses }, { emailAddress: 'new@example.com' })
  expect(calls).toMatchObject([{ path: 'email_addresses/E2', body: { primaryEmail: true } }])
})

test.each([null, undefined, '', ' '])('a contact that is %j is left alone', (nothing) => {
  const now = { emailAddresses: [{ id: 'E1', emailAddress: 'a@b.co' }], phoneNumbers: [{ id: 'P1', phoneNumber: '1' }] }
  expect(planContacts(now, { emailAddress: nothing, phoneNumber: nothing }).calls).toEqual([])
})

test('an address is known again by its id, and only what is filled is sent', () => {
  const now = { addresses: [{ id: 'A1', ...home, address2: 'Apt 2' }] }
  const { calls } = planContacts(now, { addresses: [{ id: 'A1', ...home, address1: '6 Elm St', address2: '' }] })
  expect(calls).toMatchObject([{ path: 'addresses/A1', body: { ...home, address1: '6 Elm St' } }])
  expect(calls[0]?.body).not.toHaveProperty('address2')
})

test.each([
  [{ state: null }, 'without state'],
  [{ country: 'United States' }, 'two letters'],
  [{ zip: '02134-0000-1' }, 'more than 10'],
])('an address with %j is left out and said', (change, says) => {
  const { calls, warnings } = planContacts({}, { addresses: [{ id: null, ...home, ...change }] })
  expect([calls, warnings]).toEqual([[], [expect.stringContaining(says)]])
})

test('in Europe what is withheld is not added once more with every change, and it is said why', () => {
  const wanted = { emailAddress: 'ann@example.com', phoneNumber: '555', addresses: [{ id: null, ...home }] }
  const now = { emailAddresses: [{ id: 'E1', emailAddress: 'old@example.com' }] }
  const { calls, warnings } = planContacts(now, wanted, true)
  expect(calls.map(({ path }) => path)).toEqual(['email_addresses/E1'])
  expect(warnings).toEqual([
    expect.stringContaining('CUSTOMERS_PHONE_R'),
    expect.stringContaining('CUSTOMERS_ADDRESS_R'),
  ])
  expect(planContacts({}, wanted).calls).toHaveLength(3)
})
