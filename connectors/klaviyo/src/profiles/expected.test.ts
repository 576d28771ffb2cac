import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { write } from '../testing/push-through.ts'
import { expectedProfiles } from './expected.ts'

const vendor = await startKlaviyo({ limits: false })
afterAll(() => vendor.stop())

function session(settings = {}, linked: string[] = []) {
  const access = { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings, linked: new Set(linked) }
  return openSession(klaviyo, access)
}

const id = '01J9ZK3M5T7Q8V0W2X4Y6Z8A1B'

test('fields stand under the names that are read back; lists, consent and what is cleared are told apart', async () => {
  const data = {
    ...{ type: 'profile', id, email: 'ana@example.org', firstName: 'Ana', city: 'Boston', organization: null },
    ...{ LIST_VIP: true, subscribeProfile: true, Tier: 'gold', Old: null },
  }
  expect(await expectedProfiles(session(), [write(data, id)])).toEqual([
    { email: 'ana@example.org', firstName: 'Ana', city: 'Boston', organization: null, Tier: 'gold', Old: null },
  ])
})

test('what is left out is not expected, and where the connection is strict the write is refused', async () => {
  const data = { email: 'ben@example.org', phoneNumber: 'call the shop', city: 'Boston', country: 'US', zip: '9408A' }
  expect(await expectedProfiles(session(), [write(data, id)])).toEqual([{ email: 'ben@example.org' }])
  expect(await expectedProfiles(session({ strict: true }), [write(data, id)])).toMatchObject([
    { kind: 'invalid', details: { code: 'INVALID_PHONE' } },
  ])
})

test('a phone and an external id that another profile has are not expected, one’s own are', async () => {
  const names = { email: 'cyd@example.org', phone_number: '+16175550199', external_id: 'C-1' }
  const own = vendor.profiles.create(names).id
  const data = { phoneNumber: '+16175550199', externalId: 'C-1' }
  const other = { ...data, email: 'dee@example.org' }
  const expected = await expectedProfiles(session({}, [own]), [
    write({ ...data, email: names.email }, own),
    write(other, id),
  ])
  expect(expected).toEqual([{ ...data, email: 'cyd@example.org' }, { email: 'dee@example.org' }])
})
