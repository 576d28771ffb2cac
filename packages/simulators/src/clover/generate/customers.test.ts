import { expect, test } from 'vitest'
import { seededRandom } from '../../server/seeded-random.ts'
import { looksLikeEmail } from '../api/email-shape.ts'
import type { Customer } from '../shop/customer.ts'
import { generateCustomers } from './customers.ts'

const shop = (dirt: boolean, seed = 7): Customer[] => [...generateCustomers(5000, seededRandom(seed), dirt)]
const dirty = shop(true)
const emails = dirty.flatMap(({ emailAddresses }) => emailAddresses.map(({ emailAddress }) => emailAddress))
const phones = dirty.flatMap(({ phoneNumbers }) => phoneNumbers.map(({ phoneNumber }) => phoneNumber))
const share = (claim: (customer: Customer) => boolean) => dirty.filter(claim).length / dirty.length

test('the same seed gives the same shop, and another seed another', () => {
  expect(shop(true)).toEqual(dirty)
  expect(shop(true, 8)).not.toEqual(dirty)
})

test('about one customer in twelve has no e-mail address', () => {
  expect(share(({ emailAddresses }) => emailAddresses.length === 0)).toBeCloseTo(0.08, 1)
})

test('no address leaves the domains that are kept for examples', () => {
  const domains = emails.filter(looksLikeEmail).map((email) => email.split('@')[1]?.toLowerCase())
  expect([...new Set(domains)].filter((domain) => !/(^|\.)example\.(com|org|net)$/.test(domain ?? ''))).toEqual([])
})

test('some customers share an address, some differ only in its case, and a few addresses are none', () => {
  const exact = emails.length - new Set(emails).size
  const folded = emails.length - new Set(emails.map((email) => email.toLowerCase())).size
  expect(exact).toBeGreaterThan(20)
  expect(folded).toBeGreaterThan(exact + 20)
  const broken = emails.filter((email) => !looksLikeEmail(email.trim()))
  expect(broken.length / emails.length).toBeGreaterThan(0.003)
  expect(broken.length / emails.length).toBeLessThan(0.03)
})

test('phone numbers are written in more than fifteen ways', () => {
  const spellings = new Set(phones.map((phone) => phone.trim().replace(/\d/g, '9').replace(/9+/g, '9')))
  expect(spellings.size).toBeGreaterThan(15)
  expect(phones).toContain('n/a')
})

test('there are blank addresses, several addresses, and zips with leading zeros', () => {
  const addresses = dirty.flatMap((customer) => customer.addresses)
  expect(
    addresses.filter(({ id, ...rest }) => Object.values(rest).every((text) => text === '')).length,
  ).toBeGreaterThan(20)
  expect(addresses.some(({ zip }) => zip === '00501')).toBe(true)
  expect(share((customer) => customer.addresses.length > 1)).toBeGreaterThan(0.03)
})

test('a few names are missing or blank, and not all are Latin', () => {
  const missing = share(({ firstName, lastName }) => firstName === undefined || lastName === undefined)
  expect(missing).toBeGreaterThan(0.02)
  expect(missing).toBeLessThan(0.1)
  expect(dirty.some(({ lastName }) => lastName === '')).toBe(true)
  expect(dirty.some(({ firstName }) => firstName === '美咲')).toBe(true)
})

test('a shop without dirt has one good contact of each kind for everybody', () => {
  const clean = shop(false)
  const untidy = clean.filter(
    ({ firstName, emailAddresses: [email], phoneNumbers: [phone], addresses }) =>
      firstName === undefined ||
      !looksLikeEmail(email?.emailAddress ?? '') ||
      !/^\+1\d{10}$/.test(phone?.phoneNumber ?? '') ||
      addresses.length !== 1,
  )
  expect(untidy).toEqual([])
  expect(new Set(clean.map(({ emailAddresses: [email] }) => email?.emailAddress)).size).toBe(clean.length)
})
