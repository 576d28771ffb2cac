import { expect, test } from 'vitest'
import { BusyError, openPasswords } from './password.ts'

const quick = openPasswords({ memory: 1_024, passes: 1 })

test('a password is right for its own hash alone, and its hash says how it was made', async () => {
  const hash = await quick.hash('correct horse battery')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/)
  expect(await quick.isRight('correct horse battery', hash)).toBe(true)
  expect(await quick.isRight('correct horse batterz', hash)).toBe(false)
})

test('the same password gives another hash each time, and no hash is right for nobody', async () => {
  expect(await quick.hash('correct horse battery')).not.toBe(await quick.hash('correct horse battery'))
  expect(await quick.isRight('correct horse battery', null)).toBe(false)
  expect(await quick.isRight('correct horse battery', 'plain text')).toBe(false)
})

test('a password that is typed with combined or with single letters is the same', async () => {
  expect(await quick.isRight('caf\u00e9 au lait noir', await quick.hash('cafe\u0301 au lait noir'))).toBe(true)
})

test('eight at once all come to their end', async () => {
  const hash = await quick.hash('correct horse battery')
  const right = await Promise.all(Array.from({ length: 8 }, () => quick.isRight('correct horse battery', hash)))
  expect(right.every(Boolean)).toBe(true)
})

test('more than may wait are refused at once, and those who wait come to their end', async () => {
  const slow = openPasswords({ memory: 1_024, passes: 1 }, { atOnce: 1, waiting: 2 })
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => slow.hash('correct horse battery')))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
  expect(all[4]).toMatchObject({ reason: expect.any(BusyError) })
  expect(await slow.hash('correct horse battery')).toMatch(/^\$argon2id/)
})
