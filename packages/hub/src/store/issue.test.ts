import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import {
  type Cause,
  closeEmptied,
  closeWhole,
  deleteMembers,
  type IssuePlace,
  type NewMember,
  openIssues,
  putMembers,
  selectOpenTrouble,
} from './issue.ts'

const place: IssuePlace = { workspace: 1, connectionId: 3, flowId: 5 }
const noon = new Date('2026-03-01T12:00:00Z')
const later = new Date('2026-03-01T12:05:00Z')

function cause(code: string, field = ''): Cause {
  return { code, field, reason: `because of ${code}`, facts: null }
}

function member(issue: number, subject: string, of: Partial<NewMember> = {}): NewMember {
  const rest = { record_id: null, external_id: subject, standing: 'error' as const, attempts: null, run_id: 7 }
  return { subject, issue_id: issue, reason: 'why', facts: null, ...rest, ...of }
}

async function open(db: Db, causes: Cause[], at = noon, where = place) {
  return db.transaction().execute((tx) => openIssues(tx, where, 'records', causes, at))
}

const put = (db: Db, rows: NewMember[], at = noon) => db.transaction().execute((tx) => putMembers(tx, place, rows, at))
const pass = (db: Db, subjects: string[], at = later) =>
  db.transaction().execute(async (tx) => {
    await deleteMembers(tx, place, subjects)
    return closeEmptied(tx, place, at)
  })

test('one cause of one flow is one issue, until it is closed; then it is a new one', async () => {
  const { kysely: db } = await testDatabase()
  const [first] = await open(db, [cause('DUPLICATE_EMAIL', 'emailAddress')])
  const [again] = await open(db, [cause('DUPLICATE_EMAIL', 'emailAddress')], later)
  expect([first?.isNew, again]).toEqual([true, { ...first, isNew: false, isFirst: false }])
  expect((await pass(db, [])).map(({ id }) => id)).toEqual([first?.id])
  const [reopened] = await open(db, [cause('DUPLICATE_EMAIL', 'emailAddress')], later)
  expect(reopened?.isNew).toBe(true)
  expect(reopened?.id).not.toBe(first?.id)
})

test('another field, another flow and another shape are other causes', async () => {
  const { kysely: db } = await testDatabase()
  const here = await open(db, [cause('A'), cause('A', 'phone'), cause('B')])
  const there = await open(db, [cause('A')], noon, { ...place, flowId: 6 })
  const whole = await db.transaction().execute((tx) => openIssues(tx, place, 'flow', [cause('A')], noon))
  expect(new Set([...here, ...there, ...whole].map(({ id }) => id)).size).toBe(5)
  expect([...here, ...there, ...whole].every(({ isNew }) => isNew)).toBe(true)
})

test('an issue closes with its last record, not before', async () => {
  const { kysely: db } = await testDatabase()
  const [issue] = await open(db, [cause('A')])
  const id = issue?.id ?? 0
  await put(db, [member(id, 'C1'), member(id, 'C2')])
  expect(await pass(db, ['C1'])).toEqual([])
  expect(await pass(db, ['C2'])).toEqual([{ id, shape: 'records', code: 'A', total: 2 }])
})

test('a record that fails for another cause moves, and what it leaves empty closes', async () => {
  const { kysely: db } = await testDatabase()
  const [a, b] = await open(db, [cause('A'), cause('B')])
  const ids = { a: a?.id ?? 0, b: b?.id ?? 0 }
  await put(db, [member(ids.a, 'C1'), member(ids.b, 'C2')])
  await put(db, [member(ids.b, 'C1')], later)
  expect((await pass(db, [])).map(({ id }) => id)).toEqual([ids.a])
  expect(await selectOpenTrouble(db, place, 10)).toEqual({ subjects: ['C1', 'C2'], isWhole: false })
})

test('a record that fails again is counted again, and its first time stays', async () => {
  const { kysely: db } = await testDatabase()
  const [issue] = await open(db, [cause('A')])
  const id = issue?.id ?? 0
  await put(db, [member(id, 'C1')])
  await put(db, [member(id, 'C1')], later)
  await put(db, [member(id, 'C3', { standing: 'retrying', attempts: 4 })], later)
  await put(db, [member(id, 'C3', { standing: 'retrying', attempts: 5 })], later)
  const columns = ['subject', 'attempts', 'first_at', 'last_at'] as const
  const rows = await db.selectFrom('issue_member').select(columns).orderBy('subject').execute()
  expect(rows).toEqual([
    { subject: 'C1', attempts: 2, first_at: noon, last_at: later },
    { subject: 'C3', attempts: 5, first_at: later, last_at: later },
  ])
  expect(await db.selectFrom('issue').select('total').execute()).toEqual([{ total: 2 }])
})

test('what stands for the whole flow is seen, and closes when it goes on', async () => {
  const { kysely: db } = await testDatabase()
  const [issue] = await db.transaction().execute((tx) => openIssues(tx, place, 'flow', [cause('UNAVAILABLE')], noon))
  expect(await selectOpenTrouble(db, place, 10)).toEqual({ subjects: [], isWhole: true })
  expect(await pass(db, [])).toEqual([])
  const over = { shape: 'flow' as const, by: 'passed' }
  const closed = await db.transaction().execute((tx) => closeWhole(tx, place, over, later))
  expect(closed).toEqual([{ id: issue?.id, shape: 'flow', code: 'UNAVAILABLE', total: 0 }])
  expect(await selectOpenTrouble(db, place, 10)).toEqual({ subjects: [], isWhole: false })
})
