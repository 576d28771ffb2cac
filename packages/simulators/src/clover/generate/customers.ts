import type { Random } from '../../server/seeded-random.ts'
import type { Address, Card, Customer, CustomerMetadata, EmailAddress, PhoneNumber } from '../shop/customer.ts'
import { newCloverId } from '../shop/ids.ts'
import { cleanAddress, dirtyAddress } from './addresses.ts'
import { cleanEmail, dirtyEmail } from './emails.ts'
import { cleanName, dirtyName } from './names.ts'
import { cleanPhone, typedPhone } from './phones.ts'

/** The shop took its first customer here, and the last of the generated ones seven years later. */
const opened = Date.UTC(2019, 2, 1)
const sevenYears = 7 * 365 * 86_400_000

/** `count` customers, oldest first; the same for the same chance. */
export function* generateCustomers(count: number, random: Random, dirt: boolean): Generator<Customer> {
  let previousEmail = 'first@example.com'
  for (let n = 0; n < count; n++) {
    const customerSince = opened + Math.floor(((n / count) * sevenYears) / 1000) * 1000
    const customer = dirt
      ? dirtyCustomer(random, n, customerSince, previousEmail)
      : cleanCustomer(random, n, customerSince)
    previousEmail =
      customer.emailAddresses.find((email) => email.emailAddress.includes('@'))?.emailAddress ?? previousEmail
    yield customer
  }
}

function cleanCustomer(random: Random, n: number, customerSince: number): Customer {
  const name = cleanName(random)
  const email = cleanEmail(random, n, `${name.firstName} ${name.lastName}`)
  return {
    id: newCloverId(random),
    ...name,
    marketingAllowed: random.chance(0.3),
    customerSince,
    emailAddresses: [{ id: newCloverId(random), emailAddress: email, primaryEmail: true }],
    phoneNumbers: [{ id: newCloverId(random), phoneNumber: cleanPhone(n) }],
    addresses: [cleanAddress(random, newCloverId(random))],
    cards: [],
  }
}

function dirtyCustomer(random: Random, n: number, customerSince: number, previousEmail: string): Customer {
  const { firstName, lastName } = dirtyName(random)
  const customer: Customer = {
    id: newCloverId(random),
    marketingAllowed: random.chance(0.3),
    customerSince,
    emailAddresses: emailsOf(random, n, `${firstName ?? ''} ${lastName ?? ''}`, previousEmail, customerSince),
    phoneNumbers: phonesOf(random, n),
    addresses: addressesOf(random),
    cards: random.chance(0.1) ? [card(random)] : [],
  }
  if (firstName !== undefined) customer.firstName = firstName
  if (lastName !== undefined) customer.lastName = lastName
  if (random.chance(0.12)) customer.metadata = metadata(random, customerSince)
  return customer
}

/** One in twelve has none, some have two or three with or without a primary, and some share a neighbour's. */
function emailsOf(random: Random, n: number, name: string, previous: string, since: number): EmailAddress[] {
  const roll = random.below(1000)
  if (roll < 80) return []
  const own = cleanEmail(random, n, name)
  const email = (emailAddress: string, primaryEmail = false): EmailAddress => {
    const made: EmailAddress = { id: newCloverId(random), emailAddress, primaryEmail }
    if (random.chance(0.05)) made.verifiedTime = since + 60_000
    return made
  }
  if (roll < 100) return [email(roll < 90 ? previous : previous.toUpperCase())]
  if (roll < 115) return [email(dirtyEmail(random, own))]
  if (roll < 140) return [email(own), email(cleanEmail(random, n, 'work'), true)]
  if (roll < 160) return [email(own), email(cleanEmail(random, n, 'work'))]
  if (roll < 165) return [email(''), email(own), email(cleanEmail(random, n, 'old'))]
  return [email(own, random.chance(0.2))]
}

function phonesOf(random: Random, n: number): PhoneNumber[] {
  const roll = random.below(100)
  const phone = (number: string) => ({ id: newCloverId(random), phoneNumber: number })
  if (roll < 15) return []
  const first = phone(typedPhone(n, random.next()))
  if (roll < 20) return [first, phone(typedPhone(n + 7_000_003, random.next()))]
  // A family or an office: the number of the customer before.
  if (roll < 23 && n > 0) return [phone(typedPhone(n - 1, 0))]
  return [first]
}

function addressesOf(random: Random): Address[] {
  const roll = random.below(100)
  const count = roll < 45 ? 0 : roll < 92 ? 1 : roll < 98 ? 2 : 3
  return Array.from({ length: count }, () => dirtyAddress(random, newCloverId(random)))
}

function card(random: Random): Card {
  return { id: newCloverId(random), first6: '424242', last4: random.text('0123456789', 4), cardType: 'VISA' }
}

function metadata(random: Random, modifiedTime: number): CustomerMetadata {
  const made: CustomerMetadata = { modifiedTime }
  const roll = random.below(3)
  if (roll === 0) made.note = random.pick(['prefers window seat', 'allergic to nuts 🌰', '', 'pays late\nbut pays'])
  if (roll === 1) made.businessName = random.pick(['Lindqvist AB', 'Corner Café', 'Blå Dörren'])
  if (roll === 2) {
    made.dobMonth = 1 + random.below(12)
    made.dobDay = 1 + random.below(28)
    if (random.chance(0.5)) made.dobYear = 1940 + random.below(65)
  }
  return made
}
