import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Call, draws, level, limits } from './calls.ts'

const Operation = z.object({ 'x-klaviyo-ratelimit': z.object({ burst: z.string(), steady: z.string() }) })
const file = new URL('../../../packages/simulators/specs/klaviyo/openapi.json', import.meta.url)
const { paths } = z
  .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .parse(JSON.parse(readFileSync(file, 'utf8')))

const operations: Record<Call, [method: string, path: string]> = {
  'accounts.read': ['get', '/api/accounts'],
  'profiles.read': ['get', '/api/profiles'],
  'profiles.update': ['patch', '/api/profiles/{id}'],
  'profiles.import': ['post', '/api/profile-import'],
  'jobs.create': ['post', '/api/profile-bulk-import-jobs'],
  'jobs.read': ['get', '/api/profile-bulk-import-jobs/{job_id}'],
  'jobs.errors': ['get', '/api/profile-bulk-import-jobs/{id}/import-errors'],
  'jobs.profiles': ['get', '/api/profile-bulk-import-jobs/{id}/relationships/profiles'],
  'lists.read': ['get', '/api/lists'],
  'lists.add': ['post', '/api/lists/{id}/relationships/profiles'],
  'lists.remove': ['delete', '/api/lists/{id}/relationships/profiles'],
  'consent.subscribe': ['post', '/api/profile-subscription-bulk-create-jobs'],
  'consent.unsubscribe': ['post', '/api/profile-subscription-bulk-delete-jobs'],
  'events.create': ['post', '/api/events'],
  'events.bulk': ['post', '/api/event-bulk-create-jobs'],
}

test.each(Object.entries(operations))(
  "the limits of %s are those of the vendor's specification",
  (call, [method, path]) => {
    const { 'x-klaviyo-ratelimit': said } = Operation.parse(paths[path]?.[method])
    const kept = limits.filter(({ bucket }) => bucket.startsWith(`${call}.`))
    expect(kept.map(({ bucket, size, refillPerSecond }) => [bucket, size, size / refillPerSecond])).toEqual([
      [`${call}.burst`, Number.parseInt(said.burst, 10), 1],
      [`${call}.steady`, Number.parseInt(said.steady, 10), 60],
    ])
  },
)

test('a call draws one token from its own two buckets and none from any other', () => {
  expect(Object.keys(draws('lists.add')).sort()).toEqual(limits.map(({ bucket }) => bucket).sort())
  expect(Object.entries(draws('lists.add')).filter(([, tokens]) => tokens !== 0)).toEqual([
    ['lists.add.burst', 1],
    ['lists.add.steady', 1],
  ])
})

test.each([
  ['what is left of the minute lowers the bucket of the minute', '12', { 'lists.add.steady': 12 }],
  ['nothing left is said as well', '0', { 'lists.add.steady': 0 }],
  ['what is no number says nothing', 'many', {}],
  ['an answer without the header, as every 429, says nothing', undefined, {}],
])('%s', (_, left, levels) => {
  const headers = left === undefined ? {} : { 'ratelimit-remaining': left }
  expect(level({ status: 200, headers, text: '', json: undefined }, ['lists.add.burst', 'lists.add.steady'])).toEqual(
    levels,
  )
})
