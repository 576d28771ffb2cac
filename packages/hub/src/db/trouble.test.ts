import { expect, test } from 'vitest'
import { databaseTrouble } from './trouble.ts'

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each([
  ['a server that goes down', coded('57P01'), 'away'],
  ['a server that starts', coded('57P03'), 'away'],
  ['a broken connection', coded('08006'), 'away'],
  ['too many connections', coded('53300'), 'away'],
  ['nobody who listens', coded('ECONNREFUSED'), 'away'],
  ['a connection that ended under the driver', new Error('Connection terminated unexpectedly'), 'away'],
  ['no room at the server', coded('53100'), 'full'],
  ['no room here', coded('ENOSPC'), 'full'],
  ['trouble that another error is about', new Error('reading', { cause: coded('57P01') }), 'away'],
  ['a key that is taken', coded('23505'), null],
  ['an error of ours', new Error('Connection is not named'), null],
  ['no error at all', 'ECONNREFUSED', null],
])('%s', (_, error, trouble) => {
  expect(databaseTrouble(error)).toBe(trouble)
})
