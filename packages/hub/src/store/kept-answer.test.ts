import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { claimAnswer, forgetAnswers, freeAnswer, storeAnswer } from './kept-answer.ts'

const named = { workspaceId: 1, actor: 'key:robot', key: 'k-1' }
const request = { ...named, hash: 'abc' }
const at = (minute: number) => {
  const ago = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 9, minute - minutes))
  return { now: ago(0), expired: ago(24 * 60) }
}

test('of ten who ask at once one has the name, and the others see that it is under way', async () => {
  const { kysely: db } = await testDatabase()
  const answers = await Promise.all(Array.from({ length: 10 }, () => claimAnswer(db, request, at(0))))
  expect(answers.filter((answer) => answer === null)).toHaveLength(1)
  expect(answers.filter((answer) => answer?.status === null && answer.requestHash === 'abc')).toHaveLength(9)
})

test('the answer is there for who asks again, under the name of the same actor alone', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  await storeAnswer(db, named, { status: 202, location: '/api/v1/runs/7', body: '{"run":7}' })
  const kept = { requestHash: 'abc', at: at(0).now, status: 202, location: '/api/v1/runs/7', body: '{"run":7}' }
  expect(await claimAnswer(db, request, at(5))).toEqual(kept)
  expect(await claimAnswer(db, { ...request, hash: 'other' }, at(5))).toEqual(kept)
  expect(await claimAnswer(db, { ...request, actor: 'key:another' }, at(5))).toBe(null)
})

test('a name is free again when it was set free, or a day has passed', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  expect(await claimAnswer(db, request, at(23 * 60))).toMatchObject({ status: null })
  await freeAnswer(db, named)
  expect(await claimAnswer(db, request, at(2))).toBe(null)
  await storeAnswer(db, named, { status: 202, location: null, body: '{}' })
  expect(await claimAnswer(db, request, at(60))).toMatchObject({ status: 202 })
  expect(await claimAnswer(db, { ...request, hash: 'new' }, at(25 * 60))).toBe(null)
})

test('an answer that is kept is not forgotten by who kept it', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  await storeAnswer(db, named, { status: 202, location: null, body: '{}' })
  await freeAnswer(db, named)
  expect(await claimAnswer(db, request, at(1))).toMatchObject({ status: 202 })
})

test('what is older is forgotten', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  await claimAnswer(db, { ...request, key: 'k-2' }, at(30))
  expect(await forgetAnswers(db, 1, at(10).now)).toBe(1)
  expect(await db.selectFrom('kept_answer').select('key').execute()).toEqual([{ key: 'k-2' }])
})
