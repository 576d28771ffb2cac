import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'

/** Whole pages: a last one of a few people would go out singly, as few people do. */
const customers = 12 * 999
const incremental = 60
/** So many gave no phone of their own, and the till wrote one number for all of them. */
const sharing = 3_000
const names = Array.from({ length: customers }, (_, number) => `Person${number}`)
/** Name → the till's id. */
const tills = new Map<string, string>()
let house: House

beforeAll(async () => {
  house = await openHouse({ klaviyo: { limits: true } })
  for (const [number, name] of names.entries()) {
    const own = `(415) ${200 + Math.floor(number / 10_000)}-${String(number % 10_000).padStart(4, '0')}`
    const phoneNumbers = [{ phoneNumber: number < customers - sharing ? own : '(415) 555-0125' }]
    tills.set(name, house.clover.customers.create(customerDraft(name, { phoneNumbers })).id)
  }
})
afterAll(() => house?.close())

/** What Klaviyo was asked to change since then, counted by call. */
function writesSince(before: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { method, path } of house.klaviyo.requests().slice(before)) {
    if (method === 'GET') continue
    const name = `${method} ${path.split('?')[0]?.replace(/\/01[0-9A-Z]{24}/, '/:id')}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

function requests(): number {
  return house.klaviyo.requests().length
}

test('the first sync of a shop goes by bulk import alone, inside both windows, and ends with a link for everybody', async () => {
  // Connecting has knocked at each door, to see which are open.
  const before = requests()
  const run = await house.run('clover-customers')
  await house.quiet()
  expect(run.counts).toMatchObject({ created: customers })
  const { rows } = await sql<{ linked: string }>`
    select count(distinct l.record_id) as linked from link l
    join connection c on c.workspace_id = l.workspace_id and c.id = l.connection_id
    where c.name = 'mail' and l.gone_at is null`.execute(house.hub.database.kysely)
  expect(Number(rows[0]?.linked)).toBe(customers)
  expect(Object.keys(writesSince(before)).toSorted()).toEqual([
    'POST /api/profile-bulk-import-jobs',
    'POST /api/profile-subscription-bulk-create-jobs',
  ])
  expect(house.klaviyo.requests().filter(({ status }) => status === 429)).toEqual([])
})

test('changes of fewer than a hundred people go out singly, one request each', async () => {
  const before = requests()
  for (const name of names.slice(0, incremental)) {
    house.clover.customers.update(tills.get(name) ?? '', { lastName: 'Changed' })
  }
  await house.run('clover-customers')
  await house.quiet()
  expect(writesSince(before)).toEqual({ 'PATCH /api/profiles/:id': incremental })
})

test('a changed address of one person costs one request, and a shop in which nothing changed costs none', async () => {
  const record = await house.record(emailOf('Person7'))
  const before = requests()
  house.clover.customers.update(tills.get('Person7') ?? '', {
    addresses: [{ address1: '9 Side St', city: 'Salem', country: 'US' }],
  })
  await house.run('clover-customers')
  await house.quiet()
  expect((await house.record(emailOf('Person7')))?.version).toBe((record?.version ?? 0) + 1)
  expect(requests() - before).toBe(1)
  const after = requests()
  await house.run('clover-customers')
  await house.run('klaviyo-profiles')
  await house.quiet()
  expect(requests() - after).toBe(0)
})
