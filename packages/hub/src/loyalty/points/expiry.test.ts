import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import { openLog } from '../../log.ts'
import { usualLoyalty } from '../../store/loyalty-settings.ts'
import { appendEntries, balanceOf, type NewEntry } from '../../store/points-entry.ts'
import { changed, usualSettings, writeSettings } from '../../store/workspace-settings.ts'
import { testClock } from '../../test-clock.ts'
import { expirePoints, undueExpiries } from './expiry.ts'

const day = 86_400_000

async function open() {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const ago = (days: number) => new Date(clock.now().getTime() - days * day)
  let keys = 0
  const enter = (customerId: number, kind: NewEntry['kind'], points: number, days: number) => {
    keys += 1
    return appendEntries(db, 1, [{ customerId, kind, points, key: `test:${keys}`, actor: 'test', at: ago(days) }])
  }
  await sql`
    insert into record (workspace_id, id, entity, data, provenance)
    select 1, id, 'Customer', '{}', '{}' from generate_series(7, 9) as id`.execute(db)
  const rules = (changes: Partial<typeof usualLoyalty>) => ({ ...usualLoyalty, isOn: true, ...changes })
  const choose = (changes: Partial<typeof usualLoyalty>) =>
    writeSettings(db, 1, changed(usualSettings, { loyalty: rules(changes) }))
  const expire = () => expirePoints({ db, workspace: 1, clock, log: openLog({ level: 'silent' }) })
  const undue = (changes: Partial<typeof usualLoyalty>) =>
    inTransaction(db, async (tx) => {
      const of = { workspace: 1, rules: rules(changes), now: clock.now(), actor: 'Ann' }
      const entries = await undueExpiries(tx, of)
      await appendEntries(tx, 1, entries)
      return entries.map(({ customerId, points }) => [customerId, points])
    })
  const balances = async () => Object.fromEntries(await balanceOf(db, 1, [7, 8, 9]))
  return { db, clock, enter, choose, expire, undue, balances, ago }
}

test('all points expire so many days after the latest order, once, and those of others stay', async () => {
  const { enter, choose, expire, balances } = await open()
  await enter(7, 'earn', 50, 90)
  await enter(7, 'redeem', -20, 31)
  await enter(7, 'earn', 10, 30)
  await enter(8, 'earn', 50, 90)
  await enter(8, 'earn', 10, 29)
  await enter(9, 'reverse', -5, 90)
  await choose({ expireAfterDays: 30 })
  expect(await expire()).toBe(1)
  expect(await expire()).toBe(0)
  expect(await balances()).toEqual({ 7: 0, 8: 60, 9: -5 })
})

test('nothing expires where the programme is off, the rule is absent, or its days began later', async () => {
  const { enter, choose, expire, ago } = await open()
  await enter(7, 'earn', 50, 90)
  for (const rules of [
    { expireAfterDays: null },
    { expireAfterDays: 30, isOn: false },
    { expireAfterDays: 30, expireFrom: ago(29).toISOString() },
  ]) {
    await choose(rules)
    expect(await expire()).toBe(0)
  }
  await choose({ expireAfterDays: 30, expireFrom: ago(30).toISOString() })
  expect(await expire()).toBe(1)
})

test('what a record that became a part of a customer has expires with the rest, by the latest order of both', async () => {
  const { db, enter, choose, expire, balances } = await open()
  await sql`update record set merged_into = 7, deleted_at = now() where id = 8`.execute(db)
  await enter(7, 'earn', 50, 90)
  await enter(8, 'earn', 5, 10)
  await choose({ expireAfterDays: 30 })
  expect(await expire()).toBe(0)
  await choose({ expireAfterDays: 10 })
  expect(await expire()).toBe(1)
  expect(await balances()).toMatchObject({ 7: 0 })
})

test('what expired too early by new rules is given back, once', async () => {
  const { enter, choose, expire, undue, balances } = await open()
  await enter(7, 'earn', 50, 90)
  await enter(8, 'earn', 5, 400)
  await choose({ expireAfterDays: 30 })
  await expire()
  expect(await undue({ expireAfterDays: 30 })).toEqual([])
  expect(await undue({ expireAfterDays: 365 })).toEqual([[7, 50]])
  expect(await undue({ expireAfterDays: null })).toEqual([[8, 5]])
  expect(await undue({ expireAfterDays: null })).toEqual([])
  expect(await balances()).toMatchObject({ 7: 50, 8: 5 })
})

test('a customer whose points came back loses them again on another day, under a key of that day', async () => {
  const { clock, enter, choose, expire, balances } = await open()
  await enter(7, 'earn', 50, 90)
  await choose({ expireAfterDays: 30 })
  await expire()
  await enter(7, 'earn', 8, 60)
  expect(await expire()).toBe(0)
  await clock.advance(day)
  expect(await expire()).toBe(1)
  expect(await balances()).toMatchObject({ 7: 0 })
})
