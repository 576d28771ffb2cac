import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './open-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

test('a customer of the shop travels through the hub into the mail tool', async () => {
  house.clover.customers.create({
    firstName: 'Hilda',
    lastName: 'House',
    emailAddresses: [{ emailAddress: 'hilda@example.com' }],
  })
  expect(await house.run('clover-customers')).toMatchObject({ state: 'done', counts: { created: 1 }, outcomes: [] })
  await house.quiet()
  expect(await house.record('hilda@example.com')).toMatchObject({ data: { firstName: 'Hilda' } })
  expect(house.klaviyo.profiles.findByEmail('hilda@example.com')).toMatchObject({ first_name: 'Hilda' })
  expect(await house.poll('clover-customers')).toMatchObject({ kind: 'poll', state: 'done' })
})
