import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { write } from '../testing/push-through.ts'
import { profiles } from './target.ts'

const vendor = await startKlaviyo({ limits: false })
afterAll(() => vendor.stop())
const session = openSession(klaviyo, { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: {} })

const whole = {
  ...{ email: 'ana@example.org', phoneNumber: '+14155550125', externalId: 'C-1', firstName: 'Ana', lastName: 'Ruiz' },
  ...{ organization: 'Luna', locale: 'es-ES', title: 'Manager', image: 'https://shop.example/ana.png' },
  ...{ address1: 'Calle Luna 4', address2: 'Piso 2', city: 'Madrid', country: 'ES', region: 'MD', zip: '28004' },
  ...{ timezone: 'Europe/Madrid', Tier: 'gold' },
}

async function readOne(id: string) {
  return (await profiles.read?.(session, [id]))?.get(id)
}

test('what was written is read back under the same names, and is what a comparison expects', async () => {
  const [outcome] = await profiles.upsert(session, [write(whole)])
  const id = outcome !== undefined && 'id' in outcome ? outcome.id : ''
  expect(await readOne(id)).toEqual(whole)
  expect(await profiles.expected?.(session, [write(whole, id)])).toEqual([whole])
  expect(vendor.profiles.get(id)?.properties).toEqual({ Tier: 'gold' })
  const cleared = { email: 'ana@example.org', locale: null, timezone: null }
  await profiles.upsert(session, [write(cleared, id)])
  expect(await readOne(id)).toEqual({ ...whole, ...cleared })
})

test("an account's own property does not stand for the field whose name it bears", async () => {
  const properties = { city: 'Lisbon', email: 'old@example.org', Tier: 'gold' }
  const { id } = vendor.profiles.create({ email: 'bo@example.org', properties })
  expect(await readOne(id)).toMatchObject({ email: 'bo@example.org', city: null, Tier: 'gold' })
})
