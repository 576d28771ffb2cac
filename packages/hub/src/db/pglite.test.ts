import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newPlace, testDatabase } from '../../../../test/database/test-database.ts'
import { type Db, openDatabase, type Tx } from './database.ts'
import { LockedError } from './lock.ts'
import { UnreachableError } from './postgres.ts'

test('what is asked beside a transaction waits until it has ended', async () => {
  const { kysely: db } = await testDatabase()
  const order: string[] = []
  const beside = await db.transaction().execute(async (tx) => {
    const asked = db
      .selectFrom('workspace')
      .select('id')
      .orderBy('id')
      .execute()
      .then((rows) => {
        order.push('beside')
        return rows.map((row) => row.id)
      })
    await tx.insertInto('workspace').values({ id: 2, name: 'Second' }).execute()
    await tx.updateTable('workspace').set({ name: 'Still second' }).where('id', '=', 2).execute()
    order.push('transaction')
    return { asked }
  })
  expect(await beside.asked).toEqual([1, 2])
  expect(order).toEqual(['transaction', 'beside'])
})

test('a directory that is open already is refused, and the first is not disturbed', async () => {
  const place = await newPlace({ migrated: true })
  const database = await openDatabase(place)
  try {
    await expect(openDatabase(place)).rejects.toThrow(LockedError)
    expect(await database.kysely.selectFrom('workspace').select('id').execute()).toEqual([{ id: 1 }])
  } finally {
    await database.close()
  }
})

test('files that are no database of this version are refused in a sentence, and the directory is let go', async () => {
  const place = await newPlace({ migrated: true })
  if (!('dataDir' in place)) throw new Error('This is about the embedded database')
  writeFileSync(join(place.dataDir, 'pgdata/PG_VERSION'), '14\n')
  await expect(openDatabase(place)).rejects.toThrow(UnreachableError)
  expect(existsSync(join(place.dataDir, 'lock'))).toBe(false)
})

test('on a full disk what would write is refused, alone and in a transaction, and what reads is answered', async () => {
  const place = await newPlace({ migrated: true })
  if (!('dataDir' in place)) throw new Error('This is about the embedded database')
  const { kysely: db, close } = await openDatabase({ ...place, leastRoom: Number.MAX_SAFE_INTEGER })
  try {
    const full = { code: '53100', message: expect.stringContaining('No space left on device') }
    const add = (to: Db | Tx) =>
      sql`with w as (select 2 as id) insert into workspace select id, 'Second' from w`.execute(to)
    await expect(add(db)).rejects.toMatchObject(full)
    await expect(db.transaction().execute(async (tx) => add(tx))).rejects.toMatchObject(full)
    const swallowed = db.transaction().execute(async (tx) => {
      await add(tx).catch(() => {})
      await sql`select 1`.execute(tx)
    })
    await expect(swallowed).rejects.toMatchObject({ code: '25P02' })
    expect(await db.selectFrom('workspace').select('id').execute()).toEqual([{ id: 1 }])
  } finally {
    await close()
  }
})

test('a process killed while it writes loses nothing that was committed, and keeps nothing that was not', async () => {
  const place = await newPlace({ migrated: true })
  if (!('dataDir' in place)) throw new Error('This is about the embedded database')
  let known = 0
  for (const commits of [25, 60]) {
    const told = await writeUntilKilled(place.dataDir, known, commits)
    expect(told).toBeGreaterThanOrEqual(known + commits)
    const { pairs, last } = await pairsIn(place.dataDir)
    // Each transaction writes two rows; it may have been committed without our having been told.
    expect(last).toBeGreaterThanOrEqual(told)
    expect(last).toBeLessThanOrEqual(told + 1)
    expect(pairs).toBe(last)
    known = last
  }
})

/** Commits numbered pairs in another process, which is killed once it has told of so many; how many it told of in all. */
async function writeUntilKilled(dataDir: string, after: number, commits: number): Promise<number> {
  const program = join(import.meta.dirname, 'keep-writing.fixture.ts')
  const child = spawn(process.execPath, [program, dataDir, String(after)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let told = after
  for await (const line of createInterface(child.stdout)) {
    told = Number(line)
    if (told === after + commits) child.kill('SIGKILL')
  }
  await ended
  return told
}

async function pairsIn(dataDir: string): Promise<{ pairs: number; last: number }> {
  const database = await openDatabase({ dataDir })
  try {
    const { rows } = await sql<{ pairs: number; last: number }>`
      select count(*) as pairs, max(a.id) as last
      from record a join record b on b.id = a.id and b.workspace_id = 2 where a.workspace_id = 1`.execute(
      database.kysely,
    )
    return rows[0] ?? { pairs: 0, last: 0 }
  } finally {
    await database.close()
  }
}
