/** The auditor looks at every house when it closes; here it is shown what it must find. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { customerDraft, emailOf } from './customer-draft.ts'
import { type House, openHouse } from './open-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({ unaudited: 'It is shown what it must find' })
  for (const name of ['Ann', 'Ben']) house.clover.customers.create(customerDraft(name, { phoneNumbers: [] }))
  await house.run('clover-customers')
  await house.quiet()
})
afterAll(() => house?.close())

/** Somebody with our key, of whom the hub knows nothing. */
async function tell(path: string, type: string, attributes: object): Promise<void> {
  const reply = await fetch(`${house.klaviyo.url}/api/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Klaviyo-API-Key ${house.klaviyo.apiKey}`,
      revision: '2026-07-15',
      'content-type': 'application/vnd.api+json',
    },
    body: JSON.stringify({ data: { type, attributes } }),
  })
  expect([reply.status, await reply.text()]).toEqual([expect.toBeOneOf([201, 202]), expect.any(String)])
}

test('a house in which all went well has nothing to complain of', async () => {
  expect(await audit(house)).toEqual([])
})

test('a profile that the hub believes in and that was never made is found', async () => {
  const { kysely } = house.hub.database
  await sql`update link set external_id = 'NEVERMADE' where external_id = ${house.klaviyo.profiles.findByEmail(emailOf('Ann'))?.id}`.execute(
    kysely,
  )
  expect(await audit(house)).toEqual([
    expect.stringMatching(/^klaviyo made \w{26}, and the hub does not know of it$/),
    'the hub believes in NEVERMADE at klaviyo, who is not there',
  ])
  await sql`update link set external_id = ${house.klaviyo.profiles.findByEmail(emailOf('Ann'))?.id} where external_id = 'NEVERMADE'`.execute(
    kysely,
  )
})

test('an effect without an outcome is found', async () => {
  await tell('profiles', 'profile', { email: 'nobody@example.com' })
  expect(await audit(house)).toEqual([expect.stringMatching(/^klaviyo made \w{26}, and the hub does not know of it$/)])
  house.klaviyo.profiles.remove('nobody@example.com')
})

test('a run whose records do not add up is found', async () => {
  await sql`update run set read = read + 1 where id = (select min(id) from run)`.execute(house.hub.database.kysely)
  expect(await audit(house)).toEqual([expect.stringMatching(/^run \d+ \(\w+\) read 3 records, and 2 came to an end$/)])
  await sql`update run set read = read - 1 where id = (select min(id) from run)`.execute(house.hub.database.kysely)
})
