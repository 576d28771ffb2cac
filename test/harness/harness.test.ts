import { expect, test } from 'vitest'
import { newPlace } from '../database/test-database.ts'
import { type House, openHouse } from './open-house.ts'

test.each(['pglite', 'postgres'] as const)(
  'on %s a customer of the shop travels through the hub into the mail tool',
  async (engine) => {
    const house = await openHouse(await placeOn(engine))
    try {
      await travels(house)
    } finally {
      await house.close()
    }
  },
)

async function placeOn(engine: 'pglite' | 'postgres'): Promise<{ databaseUrl?: string }> {
  if (engine === 'pglite') return {}
  const place = await newPlace({ migrated: true, engine })
  if (!('url' in place)) throw new Error('PostgreSQL has an address')
  return { databaseUrl: place.url }
}

async function travels(house: House): Promise<void> {
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
}
