import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import {
  comparePage,
  forgetSourceLinks,
  forgetTargetLinks,
  insertSourceLinks,
  insertTargetLinks,
  reserveLinkIds,
  type SourceLink,
  selectContributions,
  selectExternalIds,
  selectLinkMarks,
  updateSourceLinks,
} from './link.ts'

const till = { workspace: 1, connectionId: 3, entity: 'Customer' }
const mail = { workspace: 1, connectionId: 4, entity: 'Customer' }
const made = { flowId: 5, version: 1 }

function link(of: Partial<SourceLink> & { external_id: string }): SourceLink {
  const source = JSON.stringify({ id: of.external_id })
  return { id: 1, record_id: 1, source, source_hash: 'h1', contribution: { firstName: 'Ann' }, since: null, ...of }
}

test('a link that is stored again takes the new contribution, unless it was moved or made anew meanwhile', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute((tx) => insertSourceLinks(tx, till, made, [link({ external_id: 'A' })]))
  const again = link({ external_id: 'A', source_hash: 'h2', contribution: { firstName: 'Anna' } })
  const update = (row: SourceLink) =>
    db.transaction().execute((tx) => updateSourceLinks(tx, till, { ...made, version: 2 }, [row]))
  expect(await update({ ...again, record_id: 99 })).toBe(0)
  expect(await update({ ...again, id: 99 })).toBe(0)
  expect(await update(again)).toBe(1)
  expect(await selectLinkMarks(db, till, ['A', 'B'])).toEqual(
    new Map([['A', { external_id: 'A', id: 1, record_id: 1, source_hash: 'h2', mapping_version: 2 }]]),
  )
  expect(await selectContributions(db, 1, [1])).toEqual([
    {
      id: 1,
      connection_id: 3,
      external_id: 'A',
      record_id: 1,
      contribution: { firstName: 'Anna' },
      since: null,
      behind: null,
    },
  ])
})

test('a page is held against what is known: who is as he was, who has changed, who is not known', async () => {
  const { kysely: db } = await testDatabase()
  const rows = ['A', 'B', 'C'].map((external_id, at) => link({ external_id, id: at + 1, record_id: at + 11 }))
  await db.transaction().execute((tx) => insertSourceLinks(tx, till, made, rows))
  const page = ['C', 'new', 'B', 'A'].map((external_id, place) => ({ place, external_id, source_hash: 'h1' }))
  const changed = page.map((row) => (row.external_id === 'B' ? { ...row, source_hash: 'h2' } : row))
  const mark = { external_id: 'B', id: 2, record_id: 12, source_hash: 'h1', mapping_version: made.version }
  expect(await comparePage(db, till, changed, made.version)).toEqual({
    same: new Set([0, 3]),
    others: new Map([['B', mark]]),
  })
  for (const version of [null, (made.version ?? 0) + 1]) {
    const { same, others } = await comparePage(db, till, page, version)
    expect([same.size, [...others.keys()]]).toEqual([0, ['C', 'B', 'A']])
  }
  expect((await comparePage(db, mail, page, made.version)).others.size).toBe(0)
  await db.transaction().execute((tx) => forgetTargetLinks(tx, till, ['B']))
  expect((await comparePage(db, till, page, made.version)).others).toEqual(new Map([['B', mark]]))
})

test('a link is inserted once: a second record that claims the same id is refused', async () => {
  const { kysely: db } = await testDatabase()
  const insert = (rows: SourceLink[]) => db.transaction().execute((tx) => insertSourceLinks(tx, till, made, rows))
  await insert([link({ external_id: 'A' })])
  const second = insert([
    link({ external_id: 'B', id: 2, record_id: 2 }),
    link({ external_id: 'A', id: 3, record_id: 2 }),
  ])
  await expect(second).rejects.toSatisfy(isUniqueViolation)
  expect([...(await selectLinkMarks(db, till, ['A', 'B'])).keys()]).toEqual(['A'])
})

test('contributions come in the order of their links, from every connection, without those that give nothing', async () => {
  const { kysely: db } = await testDatabase()
  const ids = await reserveLinkIds(db, 3)
  await db.transaction().execute(async (tx) => {
    await insertSourceLinks(tx, mail, made, [link({ external_id: 'M', id: ids[2] ?? 0 })])
    await insertSourceLinks(tx, till, made, [
      link({ external_id: 'A', id: ids[0] ?? 0 }),
      link({ external_id: 'B', id: ids[1] ?? 0, record_id: 2 }),
    ])
    await insertTargetLinks(tx, mail, [{ external_id: 'only-a-place', record_id: 1 }])
  })
  const rows = await selectContributions(db, 1, [1])
  expect(rows.map((row) => row.external_id)).toEqual(['A', 'M'])
})

test('the same id at another connection, for another entity or in another workspace is another link', async () => {
  const { kysely: db } = await testDatabase()
  const sides = [till, mail, { ...till, entity: 'Order' }, { ...till, workspace: 2 }]
  await db.transaction().execute(async (tx) => {
    for (const [index, side] of sides.entries()) {
      await insertTargetLinks(tx, side, [{ external_id: 'A', record_id: index + 1 }])
    }
  })
  const found = await Promise.all(sides.map((side) => selectLinkMarks(db, side, ['A'])))
  expect(found.map((marks) => marks.get('A')?.record_id)).toEqual([1, 2, 3, 4])
})

test('an id that is linked already stays with its record', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute(async (tx) => {
    await insertTargetLinks(tx, mail, [{ external_id: 'P1', record_id: 1 }])
    await insertTargetLinks(tx, mail, [{ external_id: 'P1', record_id: 2 }])
  })
  expect(await selectExternalIds(db, mail, [1, 2])).toEqual(new Map([[1, 'P1']]))
})

test('a record with several ids at a destination is known there by the first', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute(async (tx) => {
    await insertTargetLinks(tx, mail, [{ external_id: 'first', record_id: 1 }])
    await insertTargetLinks(tx, mail, [{ external_id: 'second', record_id: 1 }])
  })
  expect(await selectExternalIds(db, mail, [1])).toEqual(new Map([[1, 'first']]))
})

test('an id that the destination forgot is no longer used, until it is met again', async () => {
  const { kysely: db } = await testDatabase()
  const meet = () =>
    db.transaction().execute((tx) => insertTargetLinks(tx, mail, [{ external_id: 'P1', record_id: 1 }]))
  await meet()
  await db.transaction().execute((tx) => forgetTargetLinks(tx, mail, ['P1']))
  expect(await selectExternalIds(db, mail, [1])).toEqual(new Map())
  await meet()
  expect(await selectExternalIds(db, mail, [1])).toEqual(new Map([[1, 'P1']]))
})

test('an id that one source no longer knows stays what another source of the connection says of it', async () => {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 7, 'mail', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 70, 7, 'profiles', 'Customer', 'to_hub', 'profiles', 1),
      (1, 71, 7, 'suppressions', 'Customer', 'to_hub', 'suppressions', 1)`.execute(db)
  await sql`insert into link (workspace_id, connection_id, entity, external_id, id, record_id, contribution, flow_id)
    values (1, 7, 'Customer', 'P1', 701, 1, '{}', 70), (1, 7, 'Customer', 'P2', 702, 2, '{}', 71)`.execute(db)
  const side = { workspace: 1, connectionId: 7, entity: 'Customer' }
  await db.transaction().execute((tx) => forgetSourceLinks(tx, side, 'suppressions', ['P1', 'P2']))
  const links = await db.selectFrom('link').select(['external_id', 'gone_at']).orderBy('external_id').execute()
  expect(links.map(({ external_id, gone_at }) => [external_id, gone_at !== null])).toEqual([
    ['P1', false],
    ['P2', true],
  ])
})
