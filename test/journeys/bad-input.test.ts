import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'

const flow = 'clover-customers'

let house: House
beforeAll(async () => {
  house = await openHouse()
  house.clover.customers.create(customerDraft('Cora'))
  await house.run(flow)
  await house.poll(flow)
})
afterAll(() => house?.close())

test.each([
  ['customers', 'poll', { v: 99, offset: 0, newer: true }],
  ['customers', 'poll', 'spoiled'],
  ['orders', 'touched', { v: 99 }],
] as const)(
  'a cursor of %s that nobody can read fails one %s run by name, and the source is read anew',
  async (source, kind, cursor) => {
    const db = house.hub.database.kysely
    await sql`update poll set cursor = ${JSON.stringify(cursor)}::jsonb where source = ${source}`.execute(db)
    const before = await house.record(emailOf('Cora'))
    expect(await house.poll(flow, kind)).toMatchObject({ state: 'failed', fault: { code: 'CURSOR_UNREADABLE' } })
    await house.quiet()
    expect(await house.poll(flow)).toMatchObject({ state: 'done', counts: { unchanged: 1 } })
    expect(await house.record(emailOf('Cora'))).toEqual(before)
    expect(house.log()).toContain('source.begun_anew')
  },
)
