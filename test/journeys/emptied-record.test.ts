/** A record that a person emptied, and a link that still points at it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({ unaudited: 'a profile is left behind by two customers who became one, and read again' })
})
afterAll(() => house?.close())

async function person(name: string) {
  const record = await house.record(emailOf(name))
  if (record === null) throw new Error(`There is no ${name}`)
  return record
}

test('a record that was emptied is back once its destination is read as well', async () => {
  const [zoe] = ['Zoe', 'Ines'].map((name, index) => {
    const changes = {
      phoneNumbers: [{ phoneNumber: `(415) 555-012${index}` }],
      emailAddresses: [{ emailAddress: emailOf(name), primaryEmail: true }],
    }
    return house.clover.customers.create(customerDraft(name, changes))
  })
  await house.run('clover-customers')
  await house.quiet()
  // What was said last is kept: the address of the record that is emptied is free then.
  const emailAddresses = [{ emailAddress: emailOf('Zoe2'), primaryEmail: true }]
  house.clover.customers.update(zoe?.id ?? '', { emailAddresses })
  await house.run('clover-customers')
  await house.quiet()
  const [one, other] = [await person('Zoe2'), await person('Ines')]
  const externalId = other.links.find(({ connection }) => connection === 'till')?.externalId ?? ''
  const path = { params: { path: { id: String(one.id) } } }
  await told(house.api.POST('/api/v1/records/{id}/link', { ...path, body: { connection: 'till', externalId } }))
  await house.quiet()
  expect(await house.record(emailOf('Ines'))).toBeNull()

  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name: 'klaviyo-customers' } } }))
  const run = await house.run('klaviyo-customers')
  expect(run).toMatchObject({ state: 'done', counts: { error: 0, created: 1 } })
  expect(await person('Ines')).toMatchObject({ id: other.id, deletedAt: null, data: { firstName: 'Ines' } })
})
