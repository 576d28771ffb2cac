import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { profiles } from '../profiles/target.ts'
import { pushThrough, write } from '../testing/push-through.ts'

const now = () => new Date('2026-03-11T10:00:00Z')
const vendor = await startKlaviyo({ limits: false, now, asyncDelay: 'manual', doubleOptIn: false })
afterAll(() => vendor.stop())

const session = openSession(klaviyo, {
  ...{ endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: { strict: true }, now },
})

const consentOf = (email: string) => vendor.profiles.findByEmail(email)?.subscriptions.email.marketing.consent

async function push(data: object, id: string | null = null) {
  const [outcome] = await pushThrough(profiles, session, [write(data, id)], vendor.settle)
  vendor.settle()
  return outcome
}

const whole = { firstName: 'Ada', lastName: 'Lee', city: 'Boston', country: 'US' }

test.each([
  ['a phone number that is none', { phoneNumber: '12' }],
  ['an empty name', { firstName: '' }],
  ['a list that nobody has', { LIST_Nowhere: true }],
])('strictly held back for %s, whoever wants no more mail is unsubscribed all the same', async (what, wrong) => {
  const email = `${what.length}@example.org`
  const made = await push({ ...whole, email, subscribeProfile: true })
  expect(consentOf(email)).toBe('SUBSCRIBED')
  const id = made?.status === 'created' ? made.id : ''
  const outcome = await push({ ...whole, email, subscribeProfile: false, ...wrong }, id)
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'invalid' } })
  expect(consentOf(email)).toBe('UNSUBSCRIBED')
  expect(vendor.profiles.findByEmail(email)?.first_name).toBe('Ada')
})

test('held back, nobody is subscribed, put on a list or changed', async () => {
  const made = await push({ ...whole, email: 'still@example.org' })
  const id = made?.status === 'created' ? made.id : ''
  await push({ ...whole, email: 'still@example.org', lastName: 'New', subscribeProfile: true, phoneNumber: '12' }, id)
  expect(consentOf('still@example.org')).toBe('NEVER_SUBSCRIBED')
  expect(vendor.profiles.findByEmail('still@example.org')?.last_name).toBe('Lee')
})
