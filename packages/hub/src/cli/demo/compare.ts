import type { KlaviyoProfile, ShopCustomer } from './behind-the-counter.ts'

/** One thing that is not as it should be. */
export interface Difference {
  what: string
  expected: string
  found: string
}

/** A customer of the hub, as far as the comparison goes. */
interface HubCustomer {
  id: number
  data: Record<string, unknown>
}

/** How a record ended in a run, where that needed words. */
export interface Reason {
  outcome: string
  recordId: number | null
  externalId: string | null
  reason: string
}

const notDone = new Set(['filtered', 'held', 'error'])

/** Every customer of the shop is in the hub as it is in the shop, or has one reason why not. */
export function compareShopWithHub(
  shop: readonly ShopCustomer[],
  hub: readonly HubCustomer[],
  reasons: readonly Reason[],
): Difference[] {
  const differences: Difference[] = []
  const byNumber = new Map(hub.map((customer) => [asText(customer.data.customerNumber), customer]))
  const refused = countBy(reasons.filter(({ outcome }) => notDone.has(outcome)).map(({ externalId }) => externalId))
  for (const { id, firstName, lastName, emailAddresses } of shop) {
    const customer = byNumber.get(id)
    const outcomes = (refused.get(id) ?? 0) + (customer === undefined ? 0 : 1)
    if (outcomes !== 1)
      differences.push({ what: `outcomes of Clover customer ${id}`, expected: '1', found: String(outcomes) })
    if (customer === undefined) continue
    const { data } = customer
    const emails = emailAddresses.map(({ emailAddress }) => emailAddress)
    expectSame(differences, `first name of hub customer ${customer.id}`, firstName, data.firstName)
    expectSame(differences, `last name of hub customer ${customer.id}`, lastName, data.lastName)
    if (!emails.some((email) => asText(email) === asText(data.emailAddress))) {
      expectSame(differences, `e-mail of hub customer ${customer.id}`, emails.join(' or '), data.emailAddress)
    }
  }
  const known = new Set(shop.map(({ id }) => id))
  for (const [number, customer] of byNumber) {
    if (!known.has(number)) {
      differences.push({
        what: `hub customer ${customer.id}`,
        expected: 'a customer of the shop',
        found: `number ${number}`,
      })
    }
  }
  return differences
}

/** A customer of the hub, with the phone number that Klaviyo should have for it. */
interface ExpectedProfile {
  customer: HubCustomer
  phone: string | null
}

/**
 * Every customer of the hub has its profile, field by field. A refusal excuses a missing one only where the address is
 * none that Klaviyo takes, or where another profile has the same phone.
 * And there is no profile besides.
 */
export function compareHubWithKlaviyo(
  expected: readonly ExpectedProfile[],
  profiles: readonly KlaviyoProfile[],
  reasons: readonly Reason[],
): Difference[] {
  const differences: Difference[] = []
  const byExternalId = Map.groupBy(profiles, (profile) => asText(profile.external_id))
  // One number, one profile: of two customers with the same phone, the second needs a person.
  const taken = new Set(profiles.map((profile) => asText(profile.phone_number)))
  const reasonsOf = Map.groupBy(reasons, (reason) => reason.recordId)
  for (const { customer, phone } of expected) {
    const words = reasonsOf.get(customer.id) ?? []
    const found = byExternalId.get(String(customer.id)) ?? []
    byExternalId.delete(String(customer.id))
    const [profile] = found
    const isRefused = words.some(({ outcome }) => notDone.has(outcome))
    const isExcusable = !hasUsualEmail(customer) || (phone !== null && taken.has(phone))
    if (profile === undefined && isRefused && isExcusable) continue
    if (profile === undefined || found.length > 1) {
      differences.push({ what: `profiles of hub customer ${customer.id}`, expected: '1', found: String(found.length) })
      continue
    }
    const warned = words.map(({ reason }) => reason).join('; ')
    compareProfile(differences, { customer, phone, profile, warned })
  }
  for (const [externalId, others] of byExternalId) {
    for (const { id } of others) {
      differences.push({
        what: `profile ${id}`,
        expected: 'a customer of the hub',
        found: `external id ${externalId || 'none'}`,
      })
    }
  }
  return differences
}

/** Klaviyo takes such an address from anybody. */
function hasUsualEmail({ data }: HubCustomer): boolean {
  return /^[a-z0-9][\w.+-]*@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(asText(data.emailAddress))
}

const addressFields = [
  ['address1', 'address1'],
  ['address2', 'address2'],
  ['city', 'city'],
  ['region', 'region'],
  ['country', 'country'],
  ['zip', 'postalCode'],
] as const

function compareProfile(
  differences: Difference[],
  of: { customer: HubCustomer; phone: string | null; profile: KlaviyoProfile; warned: string },
): void {
  const { customer, phone, profile, warned } = of
  const { data } = customer
  const whose = `of profile ${profile.id} (hub customer ${customer.id})`
  expectSame(differences, `e-mail ${whose}`, lower(data.emailAddress), lower(profile.email))
  expectSame(differences, `first name ${whose}`, data.firstName, profile.first_name)
  expectSame(differences, `last name ${whose}`, data.lastName, profile.last_name)
  // Klaviyo may refuse a part: it is then left out, and the outcome says so. Left out, not changed.
  const isPhoneLeftOut = /phone/i.test(warned) && asText(profile.phone_number) === ''
  if (!isPhoneLeftOut) expectSame(differences, `phone ${whose}`, phone, profile.phone_number)
  const isAddressLeftOut =
    /without the address/.test(warned) && addressFields.every(([field]) => asText(profile.location[field]) === '')
  if (isAddressLeftOut) return
  const address = primaryAddress(data)
  for (const [there, here] of addressFields) {
    expectSame(differences, `${there} ${whose}`, address?.[here], profile.location[there])
  }
}

/** The phone number to send and the country to read it by: of the primary billing address, else of the first that has one. */
export function phoneOf(customer: HubCustomer): { phone: string; country: string } | null {
  const addresses = addressesOf(customer.data).filter((address) => asText(address.phoneNumber) !== '')
  const chosen = addresses.find((address) => address.isPrimaryBilling === true) ?? addresses[0]
  return chosen === undefined ? null : { phone: asText(chosen.phoneNumber), country: asText(chosen.country) }
}

function primaryAddress(data: Record<string, unknown>): Record<string, unknown> | undefined {
  return addressesOf(data).find((address) => address.isPrimaryBilling === true)
}

function addressesOf(data: Record<string, unknown>): Record<string, unknown>[] {
  if (!Array.isArray(data.addresses)) return []
  return data.addresses.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null)
}

function expectSame(differences: Difference[], what: string, expected: unknown, found: unknown): void {
  if (asText(expected) !== asText(found)) differences.push({ what, expected: asText(expected), found: asText(found) })
}

/** Absent, null and blank are one thing to whoever compares two systems by eye. */
function asText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value).trim()
}

function lower(value: unknown): string {
  return asText(value).toLowerCase()
}

function countBy<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
