import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { openLog } from '../log.ts'
import { insertConnection } from '../store/connection.ts'
import { LeaseLostError } from '../store/lease.ts'
import { testClock } from '../test-clock.ts'
import { Worker } from './worker.ts'

const lookEvery = 1_000

/** A shop, and a clock whose pauses are short, and noted from the end of the first work on. */
async function watched() {
  const { kysely: db } = await testDatabase()
  const account = { connector: 'clover', account: 'M1', label: 'Shop', settings: {}, permissions: {} }
  const shop = await insertConnection(db, { workspaceId: 1, name: 'till', sealedCredentials: 'x', ...account })
  const seen = { isOver: false, pauses: [] as number[] }
  const clock: Clock = {
    ...systemClock,
    sleep: (ms, signal) => {
      if (seen.isOver) seen.pauses.push(ms)
      return systemClock.sleep(Math.min(ms, 5), signal)
    },
  }
  return { db, shop: shop?.id ?? 0, clock, seen }
}

test('a worker that cannot look, as the database is away, pauses before it looks again, however much is due', async () => {
  const { db, shop, clock, seen } = await watched()
  const worker = new Worker({
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lookEvery },
    connections: async () => {
      if (seen.isOver) throw new Error('The database is away')
      return [shop]
    },
    // More is due at once, and from here on nobody can be asked for it.
    work: async () => {
      seen.isOver = true
      return new Date(0)
    },
  })
  worker.start()
  try {
    await until('some looks in vain', async () => (seen.pauses.length > 8 ? true : new Waiting(seen.pauses)))
  } finally {
    await worker.stop()
  }
  // The lease of the work that is over was still being kept at the first of them.
  expect(seen.pauses.slice(3).every((ms) => ms === lookEvery)).toBe(true)
})

test('a wake-up is for the connections that it names; one that names none is for all', async () => {
  const { kysely: db } = await testDatabase()
  const ids: number[] = []
  for (const account of ['M1', 'M2']) {
    const row = { connector: 'clover', account, label: 'Shop', settings: {}, permissions: {}, sealedCredentials: 'x' }
    ids.push((await insertConnection(db, { workspaceId: 1, name: account.toLowerCase(), ...row }))?.id ?? 0)
  }
  const [one = 0, other = 0] = ids
  const worked: number[] = []
  // Nobody looks by himself while this test goes on.
  const soon = 3_600_000
  const worker = new Worker({
    ...{ db, workspace: 1, clock: systemClock, log: openLog({ level: 'silent' }), lookEvery: soon },
    connections: async () => ids,
    work: async ({ connectionId }) => {
      worked.push(connectionId)
      return null
    },
  })
  const seen = async (expected: number[]) => {
    await until('the work', async () => (worked.length >= expected.length ? true : new Waiting(worked)))
    expect(worked.splice(0).toSorted()).toEqual(expected)
  }
  worker.start()
  try {
    await seen([one, other])
    for (const id of [one, other, one]) {
      worker.wake([])
      worker.wake([id])
      await seen([id])
    }
    worker.wake()
    await seen([one, other])
  } finally {
    await worker.stop()
  }
})

test('a worker that is to look again at what another has taken meanwhile does not look without a pause', async () => {
  const { db, shop, clock, seen } = await watched()
  const worker = new Worker({
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lookEvery },
    connections: async () => (seen.isOver ? [] : [shop]),
    work: async () => {
      seen.isOver = true
      return new Date(clock.now().getTime() + 5)
    },
  })
  worker.start()
  try {
    await until('some looks in vain', async () => (seen.pauses.length > 12 ? true : new Waiting(seen.pauses)))
  } finally {
    await worker.stop()
  }
  expect(seen.pauses.slice(6).every((ms) => ms === lookEvery)).toBe(true)
})

/** A database whose next so many answers to "keep this lease" are lost. */
function stumbling(db: Db, times: number): { db: Db; left: () => number } {
  let left = times
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      const isKept = node.kind === 'RawNode' && node.sqlFragments[0]?.includes('set lease_until = now()') === true
      if (isKept && left > 0) {
        left -= 1
        throw new Error('The connection was cut')
      }
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { db: db.withPlugin(plugin), left: () => left }
}

test.each([
  ['stumbles once', 1, false],
  ['stays away for longer than a lease lasts', Number.POSITIVE_INFINITY, true],
])(
  'a lease of which the database %s is kept or given up, and never left to end unseen',
  async (_, times, isGivenUp) => {
    const { kysely } = await testDatabase()
    const row = {
      connector: 'clover',
      account: 'M1',
      label: 'Shop',
      settings: {},
      permissions: {},
      sealedCredentials: 'x',
    }
    const shop = (await insertConnection(kysely, { workspaceId: 1, name: 'till', ...row }))?.id ?? 0
    const { db, left } = stumbling(kysely, times)
    const clock = testClock()
    const leaseUntil = async () =>
      (await kysely.selectFrom('connection').select('lease_until').executeTakeFirstOrThrow()).lease_until?.getTime() ??
      0
    let work: { signal: AbortSignal } | undefined
    const worker = new Worker({
      ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), connections: async () => [shop] },
      work: async (_lease, signal) => {
        work = { signal }
        await clock.sleep(3_600_000, signal).catch(() => {})
        return null
      },
    })
    worker.start()
    try {
      const { signal } = await until('the work', async () => work ?? new Waiting('none'))
      const before = await leaseUntil()
      await until('the end of the trouble', async () => {
        await clock.advance(5_000)
        if (isGivenUp) return signal.aborted ? true : new Waiting(clock.ticks())
        return left() === 0 && (await leaseUntil()) > before ? true : new Waiting(clock.ticks())
      })
      expect(signal.aborted).toBe(isGivenUp)
      if (isGivenUp) expect(signal.reason).toBeInstanceOf(LeaseLostError)
    } finally {
      const stopping = worker.stop()
      await clock.advance(1_000)
      await stopping
    }
  },
)
