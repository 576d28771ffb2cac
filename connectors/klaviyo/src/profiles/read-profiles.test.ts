import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { readProfiles } from './read-profiles.ts'

const vendor = await startKlaviyo({ limits: false })
afterAll(() => vendor.stop())
const session = openSession(klaviyo, { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: {} })

test('values that grow in an address, as ids in Japanese do, are asked for in questions that fit one', async () => {
  const values = Array.from({ length: 150 }, (_, at) => `顧客番号・${'東京'.repeat(10)}・${at}`)
  const ids = values.map((external_id) => vendor.profiles.create({ external_id }).id)
  const found = await readProfiles(session, 'external_id', values)
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids))
})
