import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'

let house: House

beforeAll(async () => {
  house = await openHouse({ clover: { customers: 40 } })
  // Without a last name, and with an address that another has: neither can be mapped.
  house.clover.customers.create(customerDraft('Nameless', { lastName: null }))
  house.clover.customers.create(customerDraft('Double', { emailAddresses: [{ emailAddress: emailOf('Single') }] }))
  house.clover.customers.create(customerDraft('Single'))
})
afterAll(() => house?.close())

test('a record that cannot be mapped is an outcome with a reason, and stops no other', async () => {
  const run = await house.run('clover-customers')
  await house.quiet()
  const { clover, klaviyo } = house
  const of = (name: string) => clover.customers.list().find(({ firstName }) => firstName === name)?.id
  expect(run).toMatchObject({ state: 'done', read: 43 })
  expect(run.outcomes).toContainEqual(
    expect.objectContaining({ outcome: 'error', code: 'REQUIRED_FIELD_MISSING', externalId: of('Nameless') }),
  )
  expect(run.outcomes).toContainEqual(
    expect.objectContaining({ outcome: 'error', code: 'DUPLICATE_EMAIL', externalId: of('Double') }),
  )
  expect(Object.values(run.counts).reduce((sum, count) => sum + count, 0)).toBe(run.read)
  expect(klaviyo.profiles.findByEmail(emailOf('Single'))).toMatchObject({ first_name: 'Single' })
  expect(klaviyo.profiles.findByEmail(emailOf('Nameless'))).toBe(undefined)
})

test('a second run in which nothing is new writes nothing to Klaviyo, and no row of a record', async () => {
  const before = await rows()
  const asked = house.klaviyo.requests().length
  const effects = house.klaviyo.effects().length
  const run = await house.run('clover-customers')
  const push = await house.run('klaviyo-profiles')
  await house.quiet()
  expect(run.counts).toMatchObject({ created: 0, updated: 0, linked: 0 })
  expect(push.counts).toMatchObject({ created: 0, updated: 0, linked: 0 })
  expect(push.counts.unchanged).toBeGreaterThan(20)
  expect(house.klaviyo.effects().slice(effects)).toEqual([])
  expect(
    house.klaviyo
      .requests()
      .slice(asked)
      .filter(({ method }) => method !== 'GET'),
  ).toEqual([])
  expect(await rows()).toEqual(before)
})

/** Every row of what a run must leave alone, with the transaction that wrote it. */
async function rows(): Promise<Record<string, unknown[]>> {
  const db = house.hub.database.kysely
  const tables = ['record', 'record_key', 'link', 'change'] as const
  const all = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql`select xmin::text, t.* from ${sql.table(table)} t order by t::text`.execute(db)
      return [table, rows] as const
    }),
  )
  return Object.fromEntries(all)
}
