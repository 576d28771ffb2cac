import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { profiles } from '../profiles/target.ts'
import { pushThrough, write } from '../testing/push-through.ts'

const now = () => new Date('2026-03-11T10:00:00Z')
const vendor = await startKlaviyo({
  ...{ limits: false, now, asyncDelay: 'manual', doubleOptIn: false },
  smsCountries: ['US'],
})
afterAll(() => vendor.stop())

const session = openSession(klaviyo, {
  ...{ endpoint: vendor.url, credentials: { apiKey: vendor.apiKey } },
  ...{ settings: { sms: true }, now },
})

async function push(data: object[]) {
  const outcomes = await pushThrough(
    profiles,
    session,
    data.map((one) => write(one)),
    vendor.settle,
  )
  vendor.settle()
  return outcomes
}

function consentOf(email: string) {
  const { email: mail, sms } = vendor.profiles.findByEmail(email)?.subscriptions ?? {}
  return [mail?.marketing.consent, sms?.marketing.consent]
}

const untextable = expect.stringContaining('text messages')

test('whom the account cannot text is subscribed by e-mail alone, once, and the run says so', async () => {
  const german = { email: 'uwe@example.org', phoneNumber: '+4930901820', subscribeProfile: true }
  const american = { email: 'ana@example.org', phoneNumber: '+16175550108', subscribeProfile: true }
  const outcomes = await push([german, american])
  expect(outcomes).toEqual([
    { status: 'created', id: expect.any(String), warnings: [untextable] },
    { status: 'created', id: expect.any(String) },
  ])
  expect([consentOf(german.email), consentOf(american.email)]).toEqual([
    ['SUBSCRIBED', 'NEVER_SUBSCRIBED'],
    ['SUBSCRIBED', 'SUBSCRIBED'],
  ])
  const again = await push([german])
  expect(again).toMatchObject([{ status: 'updated', warnings: [untextable] }])
})

test('whom the account can reach in no way is named', async () => {
  const [outcome] = await push([{ phoneNumber: '+4930901821', subscribeProfile: true }])
  expect(outcome).toMatchObject({ fault: { kind: 'invalid', details: { field: 'phoneNumber' } } })
})
