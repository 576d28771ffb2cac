import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { newPlace, testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import { systemClock } from '../clock.ts'
import { openLog } from '../log.ts'
import { type Bell, openBell } from './bell.ts'
import { openDatabase } from './database.ts'

const log = openLog({ level: 'error' })

async function serverUrl(): Promise<string> {
  await testDatabase()
  const place = await newPlace({ migrated: true })
  if (!('url' in place)) throw new Error('This test needs a PostgreSQL')
  return place.url
}

async function hang(url: string, onRing: (connections?: readonly number[]) => void): Promise<Bell> {
  const bell = await openBell({ url, clock: systemClock, log, onRing })
  onTestFinished(() => bell.close())
  return bell
}

test('a ring is heard by the others, and not by whoever rang', async () => {
  const url = await serverUrl()
  const heard = Promise.withResolvers<void>()
  let own = 0
  const bell = await hang(url, () => own++)
  await hang(url, () => heard.resolve())
  bell.ring()
  await heard.promise
  expect(own).toBe(0)
})

test('many rings are few, and the last one is not lost', async () => {
  const url = await serverUrl()
  let heard = 0
  const second = Promise.withResolvers<void>()
  await hang(url, () => {
    heard += 1
    if (heard === 2) second.resolve()
  })
  const bell = await hang(url, () => {})
  for (let count = 0; count < 200; count += 1) bell.ring()
  await second.promise
  expect(heard).toBe(2)
})

test('a bell whose connection was cut is hung again, and looks for what it may have missed', async () => {
  const url = await serverUrl()
  const back = Promise.withResolvers<void>()
  await hang(url, () => back.resolve())
  const database = await openDatabase({ url })
  onTestFinished(() => database.close())
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'trefoil bell' and datname = current_database()`.execute(database.kysely)
  await back.promise
})

test('what was rung while the connection was cut is heard when it is back', async () => {
  const url = await serverUrl()
  const heard = Promise.withResolvers<void>()
  const database = await openDatabase({ url })
  onTestFinished(() => database.close())
  const bells = async () => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where application_name = 'trefoil bell' and datname = current_database()`.execute(database.kysely)
    return rows.map(({ pid }) => pid)
  }
  await hang(url, () => heard.resolve())
  const [other] = await bells()
  const bell = await hang(url, () => {})
  const [own] = (await bells()).filter((pid) => pid !== other)
  await sql`select pg_terminate_backend(${own})`.execute(database.kysely)
  await until('the connection to be cut', async () => !(await bells()).includes(own ?? 0) || new Waiting(own))
  bell.ring([7])
  await heard.promise
})

test('a ring names its connections, those of all rings that it stands for; one that names none is for any', async () => {
  const url = await serverUrl()
  const heard: (readonly number[] | undefined)[] = []
  await hang(url, (connections) => void heard.push(connections))
  let pause = Promise.withResolvers<void>()
  const bell = await openBell({ url, clock: { ...systemClock, sleep: () => pause.promise }, log, onRing: () => {} })
  const next = async () => {
    const over = pause
    pause = Promise.withResolvers()
    over.resolve()
    await until('the bell to be heard', async () => (heard.length > 0 ? true : new Waiting(heard)))
    return heard.splice(0)
  }
  bell.ring([9])
  expect(await next()).toEqual([[9]])
  for (const connections of [[1, 2], [2], [3]]) bell.ring(connections)
  expect(await next()).toEqual([[1, 2, 3]])
  bell.ring([])
  expect(await next()).toEqual([[]])
  for (const connections of [[4], undefined, [5]]) bell.ring(connections)
  expect(await next()).toEqual([undefined])
  bell.ring(Array.from({ length: 501 }, (_, id) => id))
  expect(await next()).toEqual([undefined])
  pause.resolve()
  await bell.close()
})
