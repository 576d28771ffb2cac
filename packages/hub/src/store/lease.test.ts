import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { insertConnection, setConnectionState } from './connection.ts'
import {
  assertLease,
  type Lease,
  LeaseLostError,
  releaseLease,
  renewLease,
  selectFreeConnections,
  takeLease,
} from './lease.ts'

const mine = '00000000-0000-7000-8000-000000000001'
const yours = '00000000-0000-7000-8000-000000000002'

async function connected(): Promise<{ db: Db; id: number }> {
  const { kysely: db } = await testDatabase()
  const account = { connector: 'clover', account: 'M1', label: 'Shop', settings: {}, permissions: {} }
  const connection = await insertConnection(db, { workspaceId: 1, name: 'till', sealedCredentials: 'x', ...account })
  return { db, id: connection?.id ?? 0 }
}

async function leased(db: Db, id: number, token: string, seconds = 30): Promise<Lease> {
  const lease = await takeLease(db, 1, id, token, seconds)
  if (lease === null) throw new Error('The lease was not given')
  return lease
}

/** As time would do it. */
const expire = (db: Db, id: number) =>
  db
    .updateTable('connection')
    .set({ lease_until: new Date(0) })
    .where('id', '=', id)
    .execute()

const write = (db: Db, lease: Lease, label: string) =>
  db.transaction().execute(async (tx) => {
    await assertLease(tx, lease)
    await tx.updateTable('connection').set({ label }).where('id', '=', lease.connectionId).execute()
  })

const label = async (db: Db) => (await db.selectFrom('connection').select('label').executeTakeFirstOrThrow()).label

test('a connection is leased to one at a time, and to the next when it is given back', async () => {
  const { db, id } = await connected()
  const lease = await leased(db, id, mine)
  expect(await takeLease(db, 1, id, yours, 30)).toBe(null)
  await releaseLease(db, lease)
  expect(await takeLease(db, 1, id, yours, 30)).toEqual({ workspace: 1, connectionId: id, token: yours })
})

test('of many who ask at once exactly one gets the lease', async () => {
  const { db, id } = await connected()
  const tokens = Array.from({ length: 8 }, (_, index) => `00000000-0000-7000-8000-00000000000${index}`)
  const answers = await Promise.all(tokens.map((token) => takeLease(db, 1, id, token, 30)))
  expect(answers.filter((lease) => lease !== null)).toHaveLength(1)
})

test('a lease that ran out is taken over, and the one who slept can write no more', async () => {
  const { db, id } = await connected()
  const slept = await leased(db, id, mine)
  await expire(db, id)
  const next = await leased(db, id, yours)
  await expect(write(db, slept, 'late')).rejects.toThrow(LeaseLostError)
  expect(await renewLease(db, slept, 30)).toBe(false)
  expect(await label(db)).toBe('Shop')
  await write(db, next, 'in time')
  expect(await label(db)).toBe('in time')
})

test('one who lost the lease cannot give away that of his successor', async () => {
  const { db, id } = await connected()
  const slept = await leased(db, id, mine)
  await expire(db, id)
  await leased(db, id, yours)
  await releaseLease(db, slept)
  expect(await takeLease(db, 1, id, mine, 30)).toBe(null)
})

test('a lease that was renewed is not taken over', async () => {
  const { db, id } = await connected()
  const lease = await leased(db, id, mine, 1)
  await expire(db, id)
  expect(await renewLease(db, lease, 30)).toBe(true)
  expect(await takeLease(db, 1, id, yours, 30)).toBe(null)
})

test('what was given back cannot be written under', async () => {
  const { db, id } = await connected()
  const lease = await leased(db, id, mine)
  await releaseLease(db, lease)
  await expect(write(db, lease, 'late')).rejects.toThrow(LeaseLostError)
})

test('a paused connection is leased to nobody', async () => {
  const { db, id } = await connected()
  await setConnectionState(db, { workspaceId: 1, id, state: 'paused', fault: null }, new Date(0))
  expect(await takeLease(db, 1, id, mine, 30)).toBe(null)
})

test('a connection is free until it is leased, again when its lease is over, and never while it is paused', async () => {
  const { db, id } = await connected()
  const free = () => selectFreeConnections(db, 1)
  expect(await free()).toEqual([id])
  await leased(db, id, mine)
  expect(await free()).toEqual([])
  await expire(db, id)
  expect(await free()).toEqual([id])
  await setConnectionState(db, { workspaceId: 1, id, state: 'paused', fault: null }, new Date(0))
  expect(await free()).toEqual([])
})
