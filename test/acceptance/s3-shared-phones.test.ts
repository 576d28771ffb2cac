/** A phone that several customers have, met while Klaviyo has not yet said what came of the first of them. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { until, Waiting } from '../harness/until.ts'
import { deskOf, draft, profiles } from './s3-people.ts'

const hour = 3_600_000

const house = shared(() => openHouse({ klaviyo: { asyncDelay: 'manual' } }))
const { arriveUnsent, lastRun, linkOf } = deskOf(house)

test('S3-012 of two customers of one round the one with the profile’s e-mail address has the first claim to it', async () => {
  const there = house.klaviyo.profiles.create({ email: 'mona@example.com', phone_number: '+16175550140' })
  const mark = await arriveUnsent(draft('mark', { phone: '(617) 555-0140' }))
  const mona = await arriveUnsent(draft('mona', { phone: '(617) 555-0140' }))
  await house.run(profiles)
  expect(await linkOf(mona.id)).toBe(there.id)
  expect(house.klaviyo.profiles.get(there.id)).toMatchObject({ first_name: 'Mona', email: 'mona@example.com' })
  expect(house.klaviyo.profiles.get((await linkOf(mark.id)) ?? '')).toMatchObject({
    first_name: 'Mark',
    phone_number: null,
  })
})

test('S3-008 who has the phone of a profile that an open job made waits until the job has said whose it is', async () => {
  const { kysely } = house.hub.database
  const many = Array.from({ length: 110 }, (_, index) =>
    draft(`open${index}`, index === 0 ? { phone: '(617) 555-0150' } : {}),
  )
  for (const customer of many) house.clover.customers.create(customer)
  await house.run('clover-customers')
  await until('the job to be asked about in vain', async () => {
    const { rows } = await sql`select id from batch where attempts > 0`.execute(kysely)
    return rows.length === 1 ? rows : new Waiting(rows)
  })
  await sql`update batch set due_at = ${new Date(house.now().getTime() + hour)}`.execute(kysely)
  house.klaviyo.settle()
  const made = house.klaviyo.profiles.findByEmail('open0@example.com')
  const { id } = house.clover.customers.create(draft('late', { phone: '(617) 555-0150' }))
  const before = house.klaviyo.requests().length
  await house.sync('clover-customers', { externalId: id })
  await until('the late one to be looked for by phone', async () => {
    const paths = house.klaviyo.requests().slice(before)
    const asked = paths.filter(({ path }) => decodeURIComponent(path).includes('any(phone_number'))
    return asked.length > 0 ? asked : new Waiting(paths)
  })
  house.pass(hour)
  await house.quiet()
  expect(await lastRun()).toMatchObject({ outcomes: { error: 0, held: 0 } })
  const first = await house.record('open0@example.com')
  const late = await house.record('late@example.com')
  expect(await linkOf(first?.id ?? 0)).toBe(made?.id)
  expect(house.klaviyo.profiles.get(made?.id ?? '')).toMatchObject({ first_name: 'Open0', email: 'open0@example.com' })
  expect(house.klaviyo.profiles.get((await linkOf(late?.id ?? 0)) ?? '')).toMatchObject({
    first_name: 'Late',
    phone_number: null,
  })
})
