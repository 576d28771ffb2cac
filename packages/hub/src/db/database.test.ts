import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { engine, newPlace, testDatabase } from '../../../../test/database/test-database.ts'
import { openDatabase } from './database.ts'

test('bigints alone and in lists, counts, instants and documents come back as numbers, dates and values', async () => {
  const { kysely: db } = await testDatabase()
  const { rows } = await sql`
    select 5::bigint as id, '{7,8}'::bigint[] as ids, '{}'::bigint[] as none, count(*) as count, '2026-01-05T09:00:00Z'::timestamptz as at, '{"a":[1,null]}'::jsonb as data
    from workspace`.execute(db)
  expect(rows).toEqual([
    { id: 5, ids: [7, 8], none: [], count: 1, at: new Date('2026-01-05T09:00:00Z'), data: { a: [1, null] } },
  ])
})

test('an error of the database keeps its code and the name of the constraint', async () => {
  const { kysely: db } = await testDatabase()
  const twice = db.insertInto('workspace').values({ id: 1, name: 'Again' }).execute()
  await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'workspace_pkey' })
})

test('a statement that fails leaves the database in good order for the next', async () => {
  const { kysely: db } = await testDatabase()
  await expect(sql`select 1 / 0`.execute(db)).rejects.toMatchObject({ code: '22012' })
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

test('a transaction that throws is undone, also when it threw between its statements', async () => {
  const { kysely: db } = await testDatabase()
  const failed = db.transaction().execute(async (tx) => {
    await tx.insertInto('workspace').values({ id: 2, name: 'Second' }).execute()
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  expect(await db.selectFrom('workspace').select('id').execute()).toEqual([{ id: 1 }])
})

test('a transaction that failed within is undone, and the next one is whole', async () => {
  const { kysely: db } = await testDatabase()
  const add = (id: number, name: string | null) =>
    db.transaction().execute(async (tx) => {
      await sql`insert into workspace (id, name) values (${id}, 'Kept or not')`.execute(tx)
      await sql`update workspace set name = ${name} where id = ${id}`.execute(tx)
    })
  await expect(add(2, null)).rejects.toMatchObject({ code: '23502' })
  await add(3, 'Third')
  expect(await db.selectFrom('workspace').select('id').orderBy('id').execute()).toEqual([{ id: 1 }, { id: 3 }])
})

test('a database can be closed twice, and refuses what comes after', async () => {
  const database = await openDatabase(await newPlace({ migrated: true }))
  expect(database.engine).toBe(engine)
  await Promise.all([database.close(), database.close()])
  await expect(sql`select 1`.execute(database.kysely)).rejects.toThrow()
})
