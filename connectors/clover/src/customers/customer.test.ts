import { expect, test } from 'vitest'
import { cloverCustomer, readCustomer } from './customer.ts'

const quiet = { debug() {}, info() {}, warn() {} }

test('a customer comes out flat, with plain lists and the phone in each address', () => {
  const row = {
    href: 'https://apisandbox.dev.clover.com/v3/merchants/M1ABCDEFGHJKM/customers/C9QZ7T1V3W5X2',
    id: 'C9QZ7T1V3W5X2',
    firstName: 'Nora',
    lastName: 'Lindqvist',
    marketingAllowed: false,
    customerSince: 1767268805000,
    emailAddresses: {
      elements: [
        { id: 'E1', emailAddress: 'old@example.com', primaryEmail: false, customer: { id: 'C9QZ7T1V3W5X2' } },
        { id: 'E2', emailAddress: 'nora@example.com', primaryEmail: true, customer: { id: 'C9QZ7T1V3W5X2' } },
      ],
    },
    phoneNumbers: {
      elements: [
        { id: 'P1', phoneNumber: '555-100-0001', customer: { id: 'C9QZ7T1V3W5X2' } },
        { id: 'P2', phoneNumber: '555-100-0002' },
      ],
    },
    addresses: {
      elements: [{ id: 'A1', address1: 'Hill 1', city: 'Ystad', state: 'CA', zip: '02134', country: 'US' }],
    },
    cards: { elements: [{ first6: '424242', last4: '4242', token: '4242' }] },
    metadata: { businessName: 'Lindqvist AB', note: '', dobMonth: 4, dobDay: 12, modifiedTime: 1767268805000 },
    orders: { href: 'x' },
    loyaltyTier: 'gold',
  }
  const customer = readCustomer(row, quiet)
  expect(customer).toEqual({
    id: 'C9QZ7T1V3W5X2',
    firstName: 'Nora',
    lastName: 'Lindqvist',
    marketingAllowed: false,
    customerSince: '2026-01-01T12:00:05.000Z',
    emailAddress: 'nora@example.com',
    phoneNumber: '555-100-0001',
    emailAddresses: [
      { id: 'E1', emailAddress: 'old@example.com', primaryEmail: false },
      { id: 'E2', emailAddress: 'nora@example.com', primaryEmail: true },
    ],
    phoneNumbers: [
      { id: 'P1', phoneNumber: '555-100-0001' },
      { id: 'P2', phoneNumber: '555-100-0002' },
    ],
    addresses: [
      {
        id: 'A1',
        address1: 'Hill 1',
        city: 'Ystad',
        state: 'CA',
        zip: '02134',
        country: 'US',
        phoneNumber: '555-100-0001',
      },
    ],
    businessName: 'Lindqvist AB',
    note: '',
    birthday: '--04-12',
    loyaltyTier: 'gold',
  })
  expect(cloverCustomer.parse(customer)).toEqual(customer)
})

test('D0-8 without a primary e-mail the first counts, and an empty one is a value', () => {
  const emailAddresses = { elements: [{ emailAddress: '' }, { emailAddress: 'b@example.com' }] }
  expect(readCustomer({ id: 'A', emailAddresses }, quiet).emailAddress).toBe('')
})

test('absent, null, empty and zero stay four different things', () => {
  expect(readCustomer({ id: 'A' }, quiet)).toEqual({ id: 'A' })
  expect(
    readCustomer(
      { id: 'A', firstName: null, lastName: '', marketingAllowed: null, customerSince: 0, addresses: { elements: [] } },
      quiet,
    ),
  ).toEqual({
    id: 'A',
    firstName: null,
    lastName: '',
    marketingAllowed: null,
    customerSince: '1970-01-01T00:00:00.000Z',
    addresses: [],
  })
})

test('a field of a wrong shape is left out and told, and the others stand', () => {
  const told: unknown[] = []
  const log = { ...quiet, warn: (event: string, fields: unknown) => told.push([event, fields]) }
  const row = { id: 'A', firstName: 7, lastName: 'Berg', phoneNumbers: [{ phoneNumber: '1' }] }
  expect(readCustomer(row, log)).toEqual({ id: 'A', lastName: 'Berg' })
  expect(told).toEqual([['clover.customer.fields-left-out', { id: 'A', fields: ['firstName', 'phoneNumbers'] }]])
})
