import { Fault } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { asFault, consequenceOf } from './consequences.ts'

const failed = (code: string) => Object.assign(new Error('in words of its own'), { code })

test.each([
  ['a disk without room', failed('53100'), { kind: 'unavailable', code: 'DISK_FULL' }],
  ['a server that goes down', failed('57P01'), { kind: 'unavailable', code: 'DATABASE_AWAY' }],
  ['an error of our own', failed('42601'), { kind: 'bug', code: undefined }],
])('%s is told by its name, and what met it is tried again', (_title, thrown, { kind, code }) => {
  const fault = asFault(thrown)
  expect(fault).toMatchObject({ kind, cause: thrown })
  expect(fault.details.code).toBe(code)
  expect(consequenceOf(fault)).toBe('retry')
})

test('a fault stays what it is', () => {
  const fault = new Fault('invalid', 'no')
  expect(asFault(fault)).toBe(fault)
})

test('a value that the database could not read is not told', () => {
  const thrown = Object.assign(new Error('invalid input syntax for type bigint: "Ann: 5"'), { code: '22P02' })
  expect(asFault(thrown).message).toBe('Trefoil itself failed: invalid input syntax for type bigint: [value]')
})
