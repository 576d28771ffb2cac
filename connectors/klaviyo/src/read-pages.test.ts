import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from './connector.ts'

const vendor = await startKlaviyo({ limits: false })
afterAll(() => vendor.stop())
const session = openSession(klaviyo, { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: {} })

test.each(['https://a.klaviyo.com/api/profiles?page=2', 'https://a.klaviyo.com/api/profiles?page[cursor]=', ''])(
  'a next page that %j does not lead to is not taken for the end',
  async (next) => {
    const body = JSON.stringify({ data: [], links: { next } })
    vendor.faults.add({ match: 'GET /api/profiles', kind: 'status', status: 200, body })
    const page = klaviyo.sources.profiles?.pull(session, { cursor: null, limit: 10 })
    await expect(page).rejects.toMatchObject({ kind: 'protocol' })
  },
)
