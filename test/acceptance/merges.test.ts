/** S4: customers who are one person become one record, and two again. */
import { expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const house = shared(() =>
  openHouse({ apply: ['clover-customers', 'klaviyo-profiles', 'clover-customers-from-hub', 'clover-orders'] }),
)

/** Comes in over the till, and is known to the mail tool then. */
async function arrive(name: string, phoneNumber: string, changes = {}): Promise<Schemas['RecordInFull']> {
  house.clover.customers.create(customerDraft(name, { phoneNumbers: [{ phoneNumber }], ...changes }))
  await house.run('clover-customers')
  await house.quiet()
  const record = await house.record(emailOf(name))
  if (record === null) throw new Error(`${name} is not in the hub`)
  return record
}

const path = (id: number) => ({ params: { path: { id: String(id) } } })
const inFull = (id: number) => told(house.api.GET('/api/v1/records/{id}', path(id)))
const merge = (id: number, other: number, dryRun = false) =>
  told(house.api.POST('/api/v1/records/{id}/merge', { ...path(id), body: { with: other, dryRun } }))
const unmerge = (id: number | null, dryRun = false) =>
  told(house.api.POST('/api/v1/merges/{id}/undo', { ...path(id ?? 0), body: { dryRun } }))
const tillIdOf = ({ links }: Schemas['RecordInFull']) =>
  links.find(({ connection }) => connection === 'till')?.externalId ?? ''
const profile = (name: string) => house.klaviyo.profiles.findByEmail(emailOf(name))

/** Somebody buys at the till; answers the record of the order. */
async function buys(tillId: string, title: string): Promise<number> {
  const { id } = house.clover.orders.createFor(tillId, { title, paymentState: 'PAID' })
  await house.sync('clover-orders', { externalId: id })
  await house.quiet()
  const query = { entity: 'Order', q: title, limit: 10 }
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query } }))
  return data[0]?.id ?? 0
}

const customerOf = async (order: number) => (await inFull(order)).data.customerId

test('S4-024 two customers of the till are merged, buy something, are parted, and till and mail tool end as they began', async () => {
  const ana = await arrive('Ana', '(415) 555-0131')
  const anna = await arrive('Anna', '(415) 555-0131', { lastName: 'Berger' })
  const before = { till: house.clover.customers.list(), mail: [profile('Ana'), profile('Anna')] }
  const early = await buys(tillIdOf(anna), 'EARLY-1')
  expect(await customerOf(early)).toBe(anna.id)

  const plan = await merge(anna.id, ana.id, true)
  expect(plan).toMatchObject({ id: null, survivor: { id: ana.id }, merged: { id: anna.id } })
  expect(plan.links.map(({ connection }) => connection).toSorted()).toEqual(['mail', 'till'])
  expect((await inFull(anna.id)).deletedAt).toBeNull()

  const done = await merge(anna.id, ana.id)
  await house.quiet()
  const one = await inFull(ana.id)
  expect(one.data).toMatchObject({ firstName: 'Ana', lastName: 'Berg', emailAddress: emailOf('Ana') })
  expect(one.data.addresses).toHaveLength(2)
  expect(one.links).toHaveLength(4)
  expect(await inFull(anna.id)).toMatchObject({ mergedInto: ana.id, links: [] })
  expect(await customerOf(early)).toBe(ana.id)
  const late = await buys(tillIdOf(anna), 'LATE-2')
  expect(await customerOf(late)).toBe(ana.id)
  const found = await told(house.api.GET('/api/v1/records', { params: { query: { q: emailOf('Anna'), limit: 10 } } }))
  expect(found.data.map(({ id }) => id)).toEqual([ana.id])

  await unmerge(done.id)
  await house.quiet()
  await house.run('clover-customers')
  await house.quiet()
  expect((await inFull(ana.id)).data).toEqual(ana.data)
  expect((await inFull(anna.id)).data).toEqual(anna.data)
  expect([await customerOf(early), await customerOf(late)]).toEqual([anna.id, anna.id])
  expect(house.clover.customers.list()).toEqual(before.till)
  const identity = (each: ReturnType<typeof profile>) => [each?.id, each?.email, each?.first_name, each?.last_name]
  expect([profile('Ana'), profile('Anna')].map(identity)).toEqual(before.mail.map(identity))
  const history = await told(house.api.GET('/api/v1/records/{id}/merges', path(ana.id)))
  expect(history.data).toMatchObject([{ id: done.id, survivor: ana.id, merged: anna.id, trait: null, links: 2 }])
  expect(history.data[0]?.undoneAt).not.toBeNull()
})
