import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import {
  carryWithdrawals,
  insertConsents,
  type NewConsent,
  selectConsentSums,
  selectConsents,
  selectEverWithdrawn,
} from './consent.ts'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const of = { workspace: 1, source: 'flow:mail', runId: null }

function entry(state: NewConsent['state'], day: number, more: Partial<NewConsent> = {}): NewConsent {
  const base = { record_id: 7, channel: 'email', connection_id: 3, external_id: '01X', proof: {} } as const
  return { ...base, state, at: at(day).toISOString(), act: null, ...more }
}

test('the same thing said again by the same source is no second entry; by another source it is', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute(async (tx) => {
    await insertConsents(tx, of, [entry('given', 1, { act: 'form' }), entry('withdrawn', 2)])
    await insertConsents(tx, of, [entry('given', 1, { act: 'form' }), entry('withdrawn', 2)])
    await insertConsents(tx, { ...of, source: 'ann' }, [entry('withdrawn', 2)])
  })
  const rows = await selectConsents(db, 1, 7)
  expect(rows.map(({ state, source }) => `${state} ${source}`)).toEqual([
    'withdrawn ann',
    'withdrawn flow:mail',
    'given flow:mail',
  ])
})

test('sums are of each record and channel by itself, and only the person counts as having acted', async () => {
  const { kysely: db } = await testDatabase()
  await db
    .transaction()
    .execute((tx) =>
      insertConsents(tx, of, [
        entry('given', 1, { act: 'form' }),
        entry('given', 5),
        entry('withdrawn', 3),
        entry('withdrawn', 2, { channel: 'sms' }),
        entry('given', 9, { record_id: 8 }),
      ]),
    )
  const sums = await selectConsentSums(db, 1, [7])
  expect(sums.toSorted((one, other) => one.channel.localeCompare(other.channel))).toEqual([
    { record_id: 7, channel: 'email', withdrawn_at: at(3), acted_at: at(1), given_at: at(5) },
    { record_id: 7, channel: 'sms', withdrawn_at: at(2), acted_at: null, given_at: null },
  ])
})

test('an entry cannot be changed, whoever tries', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute((tx) => insertConsents(tx, of, [entry('withdrawn', 2)]))
  await expect(sql`update consent set state = 'given'`.execute(db)).rejects.toThrow('never changed')
  expect(await selectConsents(db, 1, 7)).toMatchObject([{ state: 'withdrawn' }])
})

test('a no that is older than the newest five hundred entries is carried along when records are joined', async () => {
  const { kysely: db } = await testDatabase()
  const later = Array.from({ length: 501 }, (_, index) => entry('given', 2 + index))
  await db.transaction().execute(async (tx) => {
    await insertConsents(tx, of, [entry('withdrawn', 1, { channel: 'sms' }), ...later])
    await carryWithdrawals(tx, { workspace: 1, source: 'ann', runId: null }, { from: [7], to: 8 })
  })
  expect(await selectConsents(db, 1, 8)).toMatchObject([
    { channel: 'sms', state: 'withdrawn', at: at(1), source: 'ann', external_id: '01X' },
  ])
})

test('who ever withdrew is found among those asked for, and nobody else', async () => {
  const { kysely: db } = await testDatabase()
  expect(await selectEverWithdrawn(db, 1, [7, 8])).toEqual([])
  await db
    .transaction()
    .execute((tx) =>
      insertConsents(tx, of, [
        entry('withdrawn', 2),
        entry('given', 3, { record_id: 8 }),
        entry('withdrawn', 2, { record_id: 9 }),
      ]),
    )
  expect(await selectEverWithdrawn(db, 1, [8, 7])).toEqual([7])
})
