import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { write } from '../testing/push-through.ts'
import { profiles } from './target.ts'

const now = () => new Date('2026-03-11T10:00:00Z')
const vendor = await startKlaviyo({ limits: false, now, asyncDelay: 'manual' })
afterAll(() => vendor.stop())

test('a receipt that is asked about again after trouble asks nobody a second time to confirm', async () => {
  vendor.profiles.create({ email: 'stranger@example.org', external_id: 'taken' })
  const { id } = vendor.profiles.create({ email: 'ana@example.org' })
  const ana = write({ email: 'ana@example.org', externalId: 'taken', LIST_Newsletter: true }, id)
  const others = Array.from({ length: 119 }, (_, at) => write({ email: `p${at}@example.org`, externalId: `x${at}` }))
  const access = { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: {}, now }
  const session = openSession(klaviyo, access)
  const writes = [ana, ...others]
  const [taken] = await profiles.upsert(session, writes)
  if (taken?.status !== 'accepted') throw new Error('one hundred and twenty went without a job')
  vendor.settle()
  const settle = async () => profiles.settle?.(session, taken.receipt, writes)
  vendor.faults.add({ match: 'GET /api/profiles?filter=any%28external_id', kind: 'status', status: 503 })
  await expect(settle()).rejects.toMatchObject({ kind: 'unavailable' })
  const outcomes = await settle()
  vendor.settle()
  expect(outcomes).toEqual([
    expect.objectContaining({ status: 'updated', id }),
    ...others.map(() => expect.objectContaining({ status: 'created' })),
  ])
  expect(vendor.effects().filter(({ kind }) => kind === 'consent.ask')).toHaveLength(1)
})
