import { describe, expect, test } from 'vitest'
import type { KlaviyoProfile } from './behind-the-counter.ts'
import { compareHubWithKlaviyo, compareShopWithHub, phoneOf, type Reason } from './compare.ts'

const inShop = { id: 'C1', firstName: 'Ann', lastName: 'Lee', emailAddresses: [{ emailAddress: 'ann@example.com' }] }
const address = {
  address1: '5 Elm St',
  city: 'Boston',
  region: 'MA',
  country: 'US',
  postalCode: '02134',
  isPrimaryBilling: true,
}
const inHub = {
  id: 7,
  data: {
    customerNumber: 'C1',
    firstName: 'Ann',
    lastName: 'Lee',
    emailAddress: 'ann@example.com',
    addresses: [address],
  },
}
const profile: KlaviyoProfile = {
  id: '01K',
  email: 'ann@example.com',
  phone_number: '+14155550125',
  external_id: '7',
  first_name: 'Ann',
  last_name: 'Lee',
  location: { address1: '5 Elm St', city: 'Boston', region: 'MA', country: 'US', zip: '02134' },
}
const refused = (outcome: string, reason = 'no e-mail'): Reason => ({ outcome, recordId: 7, externalId: 'C1', reason })
const places = (differences: { what: string }[]) => differences.map(({ what }) => what.split(' of ')[0])

describe('shop and hub', () => {
  test('agree where every customer arrived or was refused for one reason', () => {
    expect(compareShopWithHub([inShop], [inHub], [])).toEqual([])
    expect(compareShopWithHub([inShop], [], [refused('filtered')])).toEqual([])
  })
  test('a customer with no outcome, with two, or of nobody is found', () => {
    expect(compareShopWithHub([inShop], [], [])).toHaveLength(1)
    expect(compareShopWithHub([inShop], [], [refused('filtered'), refused('error')])).toHaveLength(1)
    expect(compareShopWithHub([inShop], [inHub], [refused('error')])).toHaveLength(1)
    expect(compareShopWithHub([], [inHub], [])).toHaveLength(1)
  })
  test('a warning of a customer who arrived is no second outcome', () => {
    expect(compareShopWithHub([inShop], [inHub], [refused('created', 'shortened')])).toEqual([])
  })
  test.each([
    ['first name', { firstName: 'Anne' }],
    ['last name', { lastName: null }],
    ['e-mail', { emailAddress: 'lee@example.com' }],
  ])('another %s is found', (what, change) => {
    const hub = { ...inHub, data: { ...inHub.data, ...change } }
    expect(places(compareShopWithHub([inShop], [hub], []))).toEqual([what])
  })
})

describe('hub and Klaviyo', () => {
  const compare = (found: KlaviyoProfile[], reasons: Reason[] = [], phone: string | null = '+14155550125') =>
    compareHubWithKlaviyo([{ customer: inHub, phone }], found, reasons)

  test('agree where every field does', () => {
    expect(compare([profile])).toEqual([])
  })
  test.each([
    ['e-mail', { email: 'lee@example.com' }],
    ['first name', { first_name: null }],
    ['last name', { last_name: 'Li' }],
    ['phone', { phone_number: null }],
    ['zip', { location: { ...profile.location, zip: '2134' } }],
    ['address2', { location: { ...profile.location, address2: 'Apt 2' } }],
  ])('another %s is found', (what, change) => {
    expect(places(compare([{ ...profile, ...change }]))).toEqual([what])
  })
  test('a missing, a doubled and a strange profile are found', () => {
    expect(places(compare([]))).toEqual(['profiles'])
    expect(places(compare([profile, { ...profile, id: '02K' }]))).toEqual(['profiles'])
    expect(compare([profile, { ...profile, id: '03K', external_id: null }])).toEqual([
      { what: 'profile 03K', expected: 'a customer of the hub', found: 'external id none' },
    ])
  })
  test('a refusal excuses a missing profile where another one has the phone', () => {
    const other = { customer: { ...inHub, id: 8 }, phone: '+14155550125' }
    const both = [{ customer: inHub, phone: '+14155550125' }, other]
    expect(compareHubWithKlaviyo(both, [{ ...profile, external_id: '8' }], [refused('held')])).toEqual([])
    expect(compareHubWithKlaviyo(both, [{ ...profile, external_id: '8' }], [])).toHaveLength(1)
    expect(compareHubWithKlaviyo(both, [], [refused('held')])).toHaveLength(2)
  })
  test('a refusal excuses a missing profile where the address is an unusual one', () => {
    expect(places(compare([], [refused('error')]))).toEqual(['profiles'])
    const customer = { ...inHub, data: { ...inHub.data, emailAddress: 'ann@localhost' } }
    expect(compareHubWithKlaviyo([{ customer, phone: null }], [], [refused('error')])).toEqual([])
    expect(places(compareHubWithKlaviyo([{ customer, phone: null }], [], []))).toEqual(['profiles'])
  })
  test('a held customer that has a profile is compared all the same', () => {
    expect(places(compare([{ ...profile, last_name: 'X' }], [refused('held')]))).toEqual(['last name'])
  })
  test('a phone or an address may be left out where the outcome says so, and only left out', () => {
    const noPhone = { ...profile, phone_number: null }
    const phoneWarning = refused('created', 'Klaviyo refused phoneNumber: sent without it')
    expect(compare([noPhone], [phoneWarning])).toEqual([])
    expect(places(compare([{ ...profile, phone_number: '+1999' }], [phoneWarning]))).toEqual(['phone'])
    const addressWarning = refused('created', 'the postal code is wrong: sent without the address')
    expect(compare([{ ...profile, location: {} }], [addressWarning])).toEqual([])
    expect(places(compare([{ ...profile, location: { city: 'Rome' } }], [addressWarning]))).toContain('city')
  })
})

test('the phone is that of the primary billing address, else of the first address that has one', () => {
  const other = { phoneNumber: '2', country: 'DE' }
  expect(phoneOf({ id: 1, data: { addresses: [other, { ...address, phoneNumber: '1' }] } })).toEqual({
    phone: '1',
    country: 'US',
  })
  expect(phoneOf({ id: 1, data: { addresses: [{ ...address, phoneNumber: ' ' }, other] } })).toEqual({
    phone: '2',
    country: 'DE',
  })
  expect(phoneOf({ id: 1, data: {} })).toBeNull()
})
