import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { claimAnswer, forgetAnswers, freeAnswer, renewClaim, storeAnswer } from './kept-answer.ts'

const named = { workspaceId: 1, actor: 'key:robot', key: 'k-1' }
const request = { ...named, hash: 'abc' }
const at = (minute: number) => {
  const ago = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 9, minute - minutes))
  return { now: ago(0), expired: ago(24 * 60), abandoned: ago(1) }
}
const held = (minute: number) => ({ ...named, at: at(minute).now })

test('of ten who ask at once one has the name, and the others see that it is under way', async () => {
  const { kysely: db } = await testDatabase()
  const answers = await Promise.all(Array.from({ length: 10 }, () => claimAnswer(db, request, at(0))))
  expect(answers.filter((answer) => answer === null)).toHaveLength(1)
  expect(answers.filter((answer) => answer?.status === null && answer.requestHash === 'abc')).toHaveLength(9)
})

test('the answer is there for who asks again, under the name of the same actor alone', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  await storeAnswer(db, held(0), { status: 202, location: '/api/v1/runs/7', body: '{"run":7}' })
  const kept = { requestHash: 'abc', status: 202, location: '/api/v1/runs/7', body: '{"run":7}' }
  expect(await claimAnswer(db, request, at(5))).toEqual(kept)
  expect(await claimAnswer(db, { ...request, hash: 'other' }, at(5))).toEqual(kept)
  expect(await claimAnswer(db, { ...request, actor: 'key:another' }, at(5))).toBe(null)
})

test('a name is free again when it was set free, was abandoned, or a day has passed', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  await freeAnswer(db, held(0))
  expect(await claimAnswer(db, request, at(0))).toBe(null)
  expect(await claimAnswer(db, request, at(2))).toBe(null)
  await storeAnswer(db, held(2), { status: 202, location: null, body: '{}' })
  expect(await claimAnswer(db, request, at(60))).toMatchObject({ status: 202 })
  expect(await claimAnswer(db, { ...request, hash: 'new' }, at(25 * 60))).toBe(null)
})

test('a name that is renewed is not taken over, and one that was taken over is no more its first owner’s', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  expect(await renewClaim(db, held(0), at(1).now)).toBe(true)
  expect(await claimAnswer(db, request, at(2))).toMatchObject({ status: null })
  expect(await claimAnswer(db, request, at(3))).toBe(null)
  expect(await renewClaim(db, held(1), at(4).now)).toBe(false)
  await storeAnswer(db, held(1), { status: 202, location: null, body: '{"of":"the first"}' })
  await freeAnswer(db, held(1))
  expect(await claimAnswer(db, request, at(3))).toMatchObject({ status: null })
})

test('an answer that is kept is not forgotten by who kept it', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  await storeAnswer(db, held(0), { status: 202, location: null, body: '{}' })
  await freeAnswer(db, held(0))
  expect(await claimAnswer(db, request, at(1))).toMatchObject({ status: 202 })
})

test('what is older is forgotten', async () => {
  const { kysely: db } = await testDatabase()
  await claimAnswer(db, request, at(0))
  await claimAnswer(db, { ...request, key: 'k-2' }, at(30))
  expect(await forgetAnswers(db, 1, at(10).now)).toBe(1)
  expect(await db.selectFrom('kept_answer').select('key').execute()).toEqual([{ key: 'k-2' }])
})
