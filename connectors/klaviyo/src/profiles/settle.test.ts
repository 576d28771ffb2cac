import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { write } from '../testing/push-through.ts'
import { profiles } from './target.ts'

const now = () => new Date('2026-03-11T10:00:00Z')
const doomed = 'doomed'
const vendor = await startKlaviyo({
  limits: false,
  now,
  asyncDelay: 'manual',
  failImport: ({ first_name: name }) => (name === doomed ? 'The payload is invalid.' : undefined),
})
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

test('where an error of a job names no row, nobody counts as written whom the job does not show', async () => {
  const known = vendor.profiles.create({ email: 'known@example.org' })
  const lost = vendor.profiles.create({ email: 'lost@example.org' })
  const writes = [
    write({ email: 'known@example.org', firstName: 'Ana' }, known.id),
    write({ email: 'lost@example.org', firstName: doomed }, lost.id),
    ...Array.from({ length: 118 }, (_, at) => write({ email: `n${at}@example.org` })),
  ]
  const access = { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: {} }
  const [taken] = await profiles.upsert(openSession(klaviyo, { ...access, now }), writes)
  if (taken?.status !== 'accepted') throw new Error('one hundred and twenty went without a job')
  vendor.settle()
  const nameless = { code: 'invalid', title: 'Invalid input.', detail: 'No.', source: {}, original_payload: null }
  const body = JSON.stringify({ data: [{ type: 'import-error', id: 'e', attributes: nameless }], links: {} })
  const match = `GET /api/profile-bulk-import-jobs/${Object(taken.receipt).jobs[0]}/import-errors`
  vendor.faults.add({ match, kind: 'status', status: 200, body, times: 2 })
  const settle = (at: () => Date) =>
    profiles.settle?.(openSession(klaviyo, { ...access, now: at }), taken.receipt, writes)
  expect(await settle(now)).toBe('pending')
  const outcomes = await settle(() => new Date(now().getTime() + 120_000))
  expect(outcomes).toMatchObject([
    { status: 'updated', id: known.id },
    { status: 'failed', fault: { kind: 'unavailable', details: { code: 'NOT_FOUND_AFTER_IMPORT' } } },
    ...Array(118).fill({ status: 'created' }),
  ])
})
