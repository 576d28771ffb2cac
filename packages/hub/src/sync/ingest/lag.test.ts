import { expect, test } from 'vitest'
import { lagOf } from './lag.ts'

const now = new Date('2026-03-01T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000)
const source = { version: (record: unknown) => String(Reflect.get(Object(record), 'modified') ?? '') }
const entry = (modified: string | undefined, known?: { hash: string }) => ({
  ...{ key: 'A', source: modified === undefined ? {} : { modified }, text: '', hash: 'now' },
  link:
    known === undefined
      ? undefined
      : { external_id: 'A', id: 1, record_id: 1, source_hash: known.hash, mapping_version: 1 },
})

test('S4-026 a record that tells when it changed came so long after that', () => {
  expect(lagOf(source, [entry(ago(90).toISOString(), { hash: 'before' })], ago(300), now)).toBe(90)
})

test('S4-026 one that tells no time, or one before all was known, changed after that', () => {
  expect(lagOf(source, [entry(undefined)], ago(300), now)).toBe(300)
  expect(lagOf(source, [entry('7')], ago(300), now)).toBe(300)
  expect(lagOf(source, [entry(ago(9_000).toISOString())], ago(300), now)).toBe(300)
})

test('S4-026 the oldest news of a page counts, and what is as it was does not', () => {
  const page = [
    entry(ago(20).toISOString()),
    entry(ago(40).toISOString()),
    entry(ago(200).toISOString(), { hash: 'now' }),
  ]
  expect(lagOf(source, page, ago(300), now)).toBe(40)
  expect(lagOf(source, [entry(undefined, { hash: 'now' })], ago(300), now)).toBeNull()
  expect(lagOf(source, page, undefined, now)).toBeNull()
})
