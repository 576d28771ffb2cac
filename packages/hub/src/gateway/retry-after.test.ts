import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { retryAfter } from './retry-after.ts'

const now = new Date('2026-01-05T09:00:00.000Z')

test.each([
  ['120', 120_000],
  ['Mon, 05 Jan 2026 09:00:40 GMT', 40_000],
  ['Monday, 05-Jan-26 09:00:40 GMT', 40_000],
  ['Mon, 05 Jan 2026 09:00:40 +0000', 40_000],
  ['Mon, 05 Jan 2026 08:00:00 GMT', 1_000],
  ['9'.repeat(400), 86_400_000],
  ['soon', undefined],
  ['', undefined],
])('Retry-After: %s', (header, wait) => {
  expect(retryAfter(header, now, undefined)).toBe(wait)
})

test('a date without a zone, as in the old form of C, is of Greenwich wherever the hub stands', () => {
  // The zone of a process is read at its start.
  const program = `import { retryAfter } from ${JSON.stringify(new URL('retry-after.ts', import.meta.url).href)}
    console.log(retryAfter('Mon Jan  5 09:00:40 2026', new Date('${now.toISOString()}'), undefined))`
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { TZ: 'America/New_York' },
    encoding: 'utf8',
  })
  expect(answer.trim()).toBe('40000')
})
