import { compileFlow, type FlowDefinition } from '@trefoil/mapping'
import { type Connector, Fault, type Json, type Outcome, type Target } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import { openLog } from '../../log.ts'
import { countDeliveries } from '../../store/delivery-counts.ts'
import { takeLease } from '../../store/lease.ts'
import { insertTargetLinks } from '../../store/link.ts'
import { insertRun } from '../../store/run.ts'
import { type TestClock, testClock } from '../../test-clock.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { environmentOf } from '../open-flows.ts'
import { pushDue } from './push.ts'

const definition: FlowDefinition = {
  ...{ name: 'people', title: 'People', entity: 'Customer', direction: 'from_hub', endpoint: 'people', triggers: {} },
  mappings: [{ name: 'All', type: 'add_and_update', rules: [{ to: 'email', field: 'emailAddress' }] }],
}

/** A desk at which so many customers are due, with a vendor that is written to in rounds of two. */
async function deskWith(
  count: number,
  writes: Pick<Target, 'upsert' | 'settle'> & Partial<Pick<Target, 'find'>>,
): Promise<{ desk: Desk; flow: OpenFlow; clock: TestClock; over: AbortController }> {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'mail', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 2, 1, 'people', 'Customer', 'from_hub', 'people', 1)`.execute(db)
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    select 1, n, 'Customer', jsonb_build_object('emailAddress', n || '@example.com'), '{}'
    from generate_series(1, ${count}::int) n`.execute(db)
  const clock = testClock()
  await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at)
    select 1, 2, n, 1, ${clock.now()}::timestamptz from generate_series(1, ${count}::int) n`.execute(db)
  const lease = await takeLease(db, 1, 1, clock.newId(), 30)
  if (lease === null) throw new Error('The lease was not given')
  const target: Target = {
    ...{ title: 'People', schema: z.object({ email: z.string() }), needs: [], maxBatch: 2, matchBy: ['email'] },
    find: async () => new Map(),
    ...writes,
  }
  const connector = { title: 'X', sources: {}, targets: { people: target } } as unknown as Connector
  const over = new AbortController()
  const parts: Omit<Desk, 'session' | 'connectors'> = {
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lease, troubles: new Map() },
    ...{ signal: over.signal, wake: () => {}, isToLeave: async () => false, close: () => {} },
  }
  const flow: OpenFlow = {
    ...{ id: 2, workspace: 1, connectionId: 1, connector, name: 'people', entity: 'Customer', endpoint: 'people' },
    ...{
      version: 1,
      isEnabled: true,
      definition,
      mapper: compileFlow(definition, environmentOf(definition, connector)),
    },
  }
  // The vendor above needs no session.
  return { desk: parts as Desk, flow, clock, over }
}

test('what was sent is settled while more is sent, and sent once', async () => {
  const rounds: string[][] = []
  const third = Promise.withResolvers<void>()
  const { desk, flow, clock } = await deskWith(6, {
    upsert: async (_, writes) => {
      rounds.push(writes.map(({ idempotencyKey }) => idempotencyKey))
      // Long enough for the job before to be asked for beside the next round.
      clock.jump(100)
      if (rounds.length === 3) third.resolve()
      return writes.map(() => ({ status: 'accepted', receipt: rounds.length }))
    },
    settle: async (_, receipt, writes) => {
      // Whoever settles first and then sends never gets past the first job.
      if (receipt === 1) await third.promise
      return writes.map(({ idempotencyKey }) => ({ status: 'created', id: `P${idempotencyKey}` }))
    },
  })
  while ((await countDeliveries(desk.db, 1, 2)).due > 0) {
    await pushDue(desk, flow)
    clock.jump(1_000)
  }
  expect(rounds).toHaveLength(3)
  expect(new Set(rounds.flat()).size).toBe(6)
  expect(await countDeliveries(desk.db, 1, 2)).toEqual({ due: 0, done: 6, held: 0 })
})

test.each(['credentials', 'permission'] as const)(
  'a push that is refused for %s asks the vendor once',
  async (kind) => {
    const fault = new Fault(kind, 'The vendor refused the key')
    let asked = 0
    const { desk, flow, over } = await deskWith(4, {
      upsert: async (_, writes) => {
        asked += 1
        if (asked === 5) over.abort()
        return writes.map(() => ({ status: 'failed', fault }))
      },
    })
    expect(await pushDue(desk, flow)).toBe('stopped')
    expect(asked).toBe(1)
  },
)

test('a bulk job is borne in trouble as often in a row as it may, and asked again when the vendor said', async () => {
  const answers: (Fault | 'pending')[] = []
  const rest = 3_600_000
  let [sent, asked] = [0, 0]
  const { desk, flow, clock } = await deskWith(2, {
    upsert: async (_, writes) => {
      sent += 1
      return writes.map(() => ({ status: 'accepted', receipt: 1 }))
    },
    settle: async (_, _receipt, writes) => {
      asked += 1
      const answer = answers.shift()
      if (answer instanceof Fault) throw answer
      return answer ?? writes.map(({ idempotencyKey }) => ({ status: 'created', id: `P${idempotencyKey}` }))
    },
  })
  await pushDue(desk, flow)
  await desk.db.updateTable('batch').set({ attempts: 399 }).execute()
  const retryAt = new Date(clock.now().getTime() + rest)
  answers.push('pending', new Fault('unavailable', 'Not now'), new Fault('unavailable', 'Later', { retryAt }))
  for (const _ of [...answers]) {
    clock.jump(10_000)
    await pushDue(desk, flow)
  }
  expect([sent, asked]).toEqual([1, 3])
  clock.jump(10_000)
  await pushDue(desk, flow)
  expect(asked).toBe(3)
  clock.jump(rest)
  await pushDue(desk, flow)
  expect([sent, asked]).toEqual([1, 4])
  expect(await countDeliveries(desk.db, 1, 2)).toEqual({ due: 0, done: 2, held: 0 })
})

test('a bulk job that is refused when it is asked for ends the push as well', async () => {
  let [sent, asked] = [0, 0]
  const { desk, flow, clock, over } = await deskWith(4, {
    upsert: async (_, writes) => {
      sent += 1
      clock.jump(1_000)
      return writes.map(() => ({ status: 'accepted', receipt: sent }))
    },
    settle: async () => {
      asked += 1
      if (asked === 5) over.abort()
      throw new Fault('credentials', 'The vendor refused the key')
    },
  })
  expect(await pushDue(desk, flow)).toBe('stopped')
  expect(asked).toBe(1)
})

test('a bulk job that is refused when it is asked for is asked for again with the next key, and nothing is sent anew', async () => {
  const asked: Json[] = []
  let sent = 0
  const { desk, flow, clock } = await deskWith(1, {
    upsert: async (_, writes) => {
      sent += 1
      return writes.map(() => ({ status: 'accepted', receipt: 'all' }))
    },
    settle: async (_, receipt, writes) => {
      asked.push(receipt)
      if (asked.length === 1) throw new Fault('credentials', 'The vendor refused the key')
      // What is left of a job may be kept under a receipt of its own.
      if (receipt === 'all') return writes.map(() => ({ status: 'accepted', receipt: 'the rest' }))
      return writes.map(() => ({ status: 'created', id: 'P1' }))
    },
  })
  const ends: unknown[] = []
  for (let stint = 0; stint < 4; stint += 1) {
    ends.push(await pushDue(desk, flow))
    clock.jump(1_000)
  }
  expect(ends[1]).toBe('stopped')
  expect([sent, asked]).toEqual([1, ['all', 'all', 'the rest']])
  expect(await countDeliveries(desk.db, 1, 2)).toEqual({ due: 0, done: 1, held: 0 })
})

const side = { workspace: 1, connectionId: 1, entity: 'Customer' }
const asked = { workspace: 1, flowId: 2, state: 'queued', actor: 'Ann' } as const

test('a run that is asked for while a bulk job is open has each record of the job as well', async () => {
  const sent: unknown[] = []
  let run = 0
  const { desk, flow, clock } = await deskWith(1, {
    upsert: async (_, writes) => {
      sent.push(...writes.map(({ data }) => data))
      clock.jump(1_000)
      return writes.map(({ id }) => (id === null ? { status: 'accepted', receipt: 1 } : { status: 'updated', id }))
    },
    settle: async (_, __, writes) => {
      const again = { ...asked, kind: 'manual' as const, selection: { recordIds: [1] } }
      if (run === 0) run = await insertRun(desk.db, again)
      else return writes.map(() => ({ status: 'created', id: 'P1' }))
      return 'pending'
    },
  })
  for (let stint = 0; stint < 4; stint += 1) {
    await pushDue(desk, flow)
    clock.jump(10_000)
  }
  expect(sent).toHaveLength(2)
  const ended = await desk.db.selectFrom('run').select(['state', 'read', 'expected']).where('id', '=', run).execute()
  expect(ended).toEqual([{ state: 'done', read: 1, expected: 1 }])
})

test('a record that is sent again after passing trouble counts once for the brakes of its run', async () => {
  const failed = new Set<string | null>()
  const { desk, flow, clock } = await deskWith(25, {
    upsert: async (_, writes) => {
      clock.jump(60_000)
      return writes.map(({ id }) => {
        if (failed.size === 10 || failed.has(id)) return { status: 'updated', id: id ?? '' }
        failed.add(id)
        return { status: 'failed', fault: new Fault('unavailable', 'The vendor is away') }
      })
    },
  })
  const linked = Array.from({ length: 100 }, (_, n) => ({ external_id: `P${n + 1}`, record_id: n + 1 }))
  await desk.db.transaction().execute((tx) => insertTargetLinks(tx, side, linked))
  const run = await insertRun(desk.db, { ...asked, kind: 'full', selection: null })
  const brakes = { changed: 30, gone: 100, zeroed: 100, atLeast: 10 }
  await pushDue(desk, { ...flow, definition: { ...flow.definition, brakes } })
  const ended = await desk.db.selectFrom('run').select(['state', 'updated', 'fault']).where('id', '=', run).execute()
  expect(ended).toEqual([{ state: 'done', updated: 25, fault: null }])
})

const half = '\ud83d'
const words = `no\u0000${half}`
/** More than an entry of an index holds, even packed. */
const endless = Array.from({ length: 3_000 }, (_, place) => ((place * 7_919) % 9_973).toString(36)).join('')
const details = { field: words, candidates: [words], facts: { [words]: words } }

test.each<[string, Outcome | Fault, string]>([
  ['a refusal', { status: 'failed', fault: new Fault('invalid', words, details) }, 'INVALID'],
  ['a code', { status: 'failed', fault: new Fault('invalid', 'no', { code: words }) }, 'no��'],
  ['passing trouble', { status: 'failed', fault: new Fault('unavailable', words, details) }, 'retried'],
  ['what is thrown', new Fault('ambiguous', words, details), 'AMBIGUOUS'],
  ['a warning', { status: 'created', id: 'P1', warnings: [words] }, 'WARNING'],
  ['an id', { status: 'created', id: words }, 'UNSTORABLE_ANSWER'],
  ['an id without end', { status: 'created', id: endless }, 'UNSTORABLE_ANSWER'],
  ['a receipt', { status: 'accepted', receipt: { job: words } }, 'UNSTORABLE_ANSWER'],
])('%s that holds what no table takes ends the records that it is about, and no other', async (_, answer, code) => {
  const { desk, flow } = await deskWith(4, {
    upsert: async (_session, writes) =>
      writes.map(({ data }) => {
        const { email } = data as { email: string } // as the mapping above makes it
        if (email > '2') return { status: 'created', id: `P-${email}` }
        if (answer instanceof Fault) throw answer
        return answer
      }),
  })
  await pushDue(desk, flow)
  const told = await desk.db
    .selectFrom('run_outcome')
    .select(['record_id', 'code'])
    .where('record_id', '=', 1)
    .execute()
  expect(told).toEqual(code === 'retried' ? [] : [{ record_id: 1, code }])
  const due = await desk.db.selectFrom('delivery').select('record_id').where('state', '=', 'due').execute()
  expect(due).toEqual(code === 'retried' ? [{ record_id: 1 }] : [])
  expect(await desk.db.selectFrom('link').select('record_id').where('record_id', '>', 2).execute()).toHaveLength(2)
})

test.each([words, endless])(
  'an id that is found there and that no table takes is said of its record alone',
  async (id) => {
    const { desk, flow } = await deskWith(2, {
      upsert: async (_, writes) => writes.map((_write, place) => ({ status: 'created', id: `P${place}` })),
      find: async () => new Map([['1@example.com', [id]]]),
    })
    await pushDue(desk, flow)
    const told = await desk.db.selectFrom('run_outcome').select(['record_id', 'code']).execute()
    expect(told).toEqual([{ record_id: 1, code: 'UNSTORABLE_ANSWER' }])
    expect(await countDeliveries(desk.db, 1, 2)).toEqual({ due: 0, done: 1, held: 1 })
  },
)

test('a worker that stops leaves a call that it broke off to whoever goes on, and spends no attempt on it', async () => {
  const { desk, flow, over } = await deskWith(2, {
    upsert: async () => {
      over.abort(new Error('the worker stops'))
      throw new Fault('unavailable', 'the call was broken off')
    },
  })
  await expect(pushDue(desk, flow)).rejects.toThrow('broken off')
  const rows = await desk.db.selectFrom('delivery').select(['state', 'attempts', 'fault']).execute()
  expect(rows).toEqual([
    { state: 'due', attempts: 0, fault: null },
    { state: 'due', attempts: 0, fault: null },
  ])
  expect(await desk.db.selectFrom('batch').select('record_ids').execute()).toEqual([{ record_ids: [1, 2] }])
})

test('where the ledger of consent cannot be read nothing was begun, and nothing is left to look for', async () => {
  const upsert = async () => Promise.reject(new Error('nothing is sent'))
  const { desk, flow } = await deskWith(1, { upsert })
  Object.assign(flow.connector.targets.people ?? {}, { raisesConsent: true })
  const { db } = desk
  await sql`alter table consent rename to consent_away`.execute(db)
  try {
    await pushDue(desk, flow)
  } finally {
    await sql`alter table consent_away rename to consent`.execute(db)
  }
  expect(await db.selectFrom('batch').select('id').execute()).toEqual([])
  expect(await db.selectFrom('delivery').select('attempts').execute()).toEqual([{ attempts: 1 }])
})
