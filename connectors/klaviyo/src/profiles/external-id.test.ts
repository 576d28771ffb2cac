import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { write } from '../testing/push-through.ts'
import { profiles } from './target.ts'

const vendor = await startKlaviyo({ limits: false, profiles: [{ email: 'stranger@example.org', external_id: '7' }] })
afterAll(() => vendor.stop())
const session = openSession(klaviyo, { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: {} })
const stranger = vendor.profiles.findByEmail('stranger@example.org')

const person = (email: string, externalId: number) => ({
  email,
  externalId,
  firstName: 'Ana',
  lastName: 'Ruiz',
  city: 'Reno',
  country: 'US',
})

test('one who is new is made without an external id that somebody else has, and with one that is free', async () => {
  const outcomes = await profiles.upsert(session, [
    write(person('ana@example.org', 7)),
    write(person('bo@example.org', 8)),
  ])
  expect(outcomes).toMatchObject([
    { status: 'created', warnings: ['externalId belongs to another profile in Klaviyo: sent without it'] },
    { status: 'created' },
  ])
  expect(vendor.profiles.findByEmail('ana@example.org')?.external_id).toBeNull()
  expect(vendor.profiles.findByEmail('bo@example.org')?.external_id).toBe('8')
  expect(vendor.profiles.get(stranger?.id ?? '')).toEqual(stranger)
})

test('one who is known keeps being written to, though somebody else has the external id', async () => {
  const { id } = vendor.profiles.create({ email: 'cy@example.org' })
  const [outcome] = await profiles.upsert(session, [write(person('cy@example.org', 7), id)])
  expect(outcome).toMatchObject({ status: 'updated', id, warnings: [expect.stringContaining('externalId')] })
  expect(vendor.profiles.get(id)).toMatchObject({ first_name: 'Ana', external_id: null })
  expect(vendor.profiles.get(stranger?.id ?? '')).toEqual(stranger)
})

test('the e-mail address of another profile is no small thing: it is not sent without the external id instead', async () => {
  const { id } = vendor.profiles.create({ email: 'di@example.org' })
  vendor.profiles.create({ email: 'taken@example.org' })
  const [outcome] = await profiles.upsert(session, [write(person('taken@example.org', 7), id)])
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'ambiguous' } })
  expect(vendor.profiles.get(id)).toMatchObject({ email: 'di@example.org', first_name: null })
})
