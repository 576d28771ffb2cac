import type { Session, Target } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import { testClock } from '../../test-clock.ts'
import type { OpenFlow } from '../context.ts'
import { matchRecords } from './match.ts'
import type { Sending } from './sending.ts'

const flow = {
  ...{ id: 2, workspace: 1, connectionId: 1, name: 'people', entity: 'Customer' },
  ...{ connector: { title: 'X' }, definition: { mappings: [{ type: 'add', collision: 'update_and_link' }] } },
} as OpenFlow

function sending(recordId: number, output: Sending['output']): Sending {
  const never = { external_id: null, output: null, forced: false, begun: false, attempts: 0, run_id: null }
  const delivery = { ...never, record_id: recordId, version: 1, data: {} }
  return { delivery, id: null, output, leavesNoLink: false }
}

test('who came to be there between two questions is told apart by the stronger key, not by the shared one', async () => {
  const { kysely: db } = await testDatabase()
  const asked: string[] = []
  const target: Target = {
    ...{ title: 'People', schema: z.unknown(), needs: [], maxBatch: 2, matchBy: ['email', 'phone'] },
    shared: () => ['phone'],
    upsert: async () => [],
    // Bea's profile is made after her e-mail was asked for, and before the phone that she shares with Abe.
    find: async (_, key) => {
      asked.push(key)
      if (asked.length === 1) return new Map()
      return key === 'phone' ? new Map([['+1', ['P-bea']]]) : new Map([['bea@example.com', ['P-bea']]])
    },
  }
  // It is asked for nothing but by the target above, which needs none.
  const session = {} as Session
  const sendings = [
    sending(1, { email: 'abe@example.com', phone: '+1' }),
    sending(2, { email: 'bea@example.com', phone: '+1' }),
  ]
  const of = { sendings, areOthersUnderWay: false }
  const matched = await matchRecords({ db, workspace: 1, clock: testClock(), session }, flow, target, of)
  expect(asked).toEqual(['email', 'phone', 'email'])
  const ends = matched.sendings.map(({ delivery, id, taken }) => ({ record: delivery.record_id, id, taken }))
  expect(ends.toSorted((one, other) => one.record - other.record)).toEqual([
    { record: 1, id: null, taken: ['phone'] },
    { record: 2, id: 'P-bea', taken: undefined },
  ])
})

test('a phone that several others have keeps nobody back who has an e-mail address of their own', async () => {
  const { kysely: db } = await testDatabase()
  const held: Record<string, string[]> = { 'abe@example.com': ['P-abe'], 'bea@example.com': ['P-bea'] }
  const target: Target = {
    ...{ title: 'People', schema: z.unknown(), needs: [], maxBatch: 2, matchBy: ['email', 'phone'] },
    shared: () => ['phone'],
    upsert: async () => [],
    find: async (_, key, values) =>
      new Map(values.map((value) => [value, key === 'phone' ? ['P-abe', 'P-bea'] : (held[value] ?? [])])),
  }
  // It is asked for nothing but by the target above, which needs none.
  const session = {} as Session
  const sendings = [
    sending(1, { email: 'abe@example.com', phone: '+1' }),
    sending(2, { email: 'bea@example.com', phone: '+1' }),
    sending(3, { email: 'cleo@example.com', phone: '+1' }),
    sending(4, { phone: '+1' }),
  ]
  const of = { sendings, areOthersUnderWay: false }
  const matched = await matchRecords({ db, workspace: 1, clock: testClock(), session }, flow, target, of)
  const ends = matched.sendings.map(({ delivery, id, taken }) => ({ record: delivery.record_id, id, taken }))
  expect(ends.toSorted((one, other) => one.record - other.record)).toEqual([
    { record: 1, id: 'P-abe', taken: undefined },
    { record: 2, id: 'P-bea', taken: undefined },
    { record: 3, id: null, taken: ['phone'] },
  ])
  expect(matched.endings).toMatchObject([
    { delivery: { record_id: 4 }, fault: { details: { code: 'SEVERAL_MATCHES' } } },
  ])
})
