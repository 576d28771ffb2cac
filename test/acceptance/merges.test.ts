/** S4: customers who are one person become one record, and two again. */
import { expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

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
async function buys(tillId: string, title: string, total = 10_00): Promise<number> {
  const paid = { amount: total, taxAmount: 0, tipAmount: 0, offline: false, result: 'SUCCESS' } as const
  const at = { createdTime: 1, clientCreatedTime: 1, modifiedTime: 1 }
  const { id } = house.clover.orders.createFor(tillId, {
    ...{ title, paymentState: 'PAID', total },
    lineItems: [{ id: `L-${title}`, name: 'Goods', price: total }],
    payments: [{ id: `P-${title}`, tender: { id: 'T' }, ...paid, ...at }],
  })
  await house.sync('clover-orders', { externalId: id })
  await house.quiet()
  const query = { entity: 'Order', q: title, limit: 10 }
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query } }))
  return data[0]?.id ?? 0
}

const customerOf = async (order: number) => (await inFull(order)).data.customerId

test('S4-024 two customers of the till are merged, buy something, are parted, and till and mail tool end as they began', async () => {
  const ana = await arrive('Ana', '(415) 555-0131')
  const anna = await arrive('Anna', '(415) 555-0139', { lastName: 'Berger' })
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
  await until('her other phone to lead to her', async () => {
    const called = await told(house.api.GET('/api/v1/records', { params: { query: { q: '415 555-0139', limit: 10 } } }))
    const ids = called.data.map(({ id }) => id)
    return ids.length === 1 && ids[0] === ana.id ? true : new Waiting(ids)
  })

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

const edit = (id: number, body: Record<string, unknown>) =>
  told(house.api.PATCH('/api/v1/records/{id}', { ...path(id), body }))
type Settings = Schemas['Settings']
const settings = (body: { loyalty?: Partial<Settings['loyalty']>; identity?: Partial<Settings['identity']> }) =>
  told(house.api.PATCH('/api/v1/settings', { body }))
const suggestions = async () => (await told(house.api.GET('/api/v1/merge-suggestions', { params: { query: {} } }))).data
const mergesOf = async (id: number) => (await told(house.api.GET('/api/v1/records/{id}/merges', path(id)))).data
const atTill = (id: string) => house.clover.customers.list().find((each) => each.id === id)

test('of two customers of one till and two profiles the own one is written, the other only read, and both again once they are two', async () => {
  const [cleo, clea] = [await arrive('Cleo', '(415) 555-0132'), await arrive('Clea', '(415) 555-0132')]
  const { id } = await merge(cleo.id, clea.id)
  await edit(cleo.id, { company: 'Oolong' })
  await house.quiet()
  expect(atTill(tillIdOf(cleo))?.metadata?.businessName).toBe('Oolong')
  expect(profile('Cleo')?.organization).toBe('Oolong')
  expect(atTill(tillIdOf(clea))?.metadata?.businessName ?? null).toBeNull()
  expect([profile('Clea')?.organization ?? null, profile('Clea')?.first_name]).toEqual([null, 'Clea'])

  await told(
    house.api.POST('/api/v1/records/{id}/consents', {
      ...path(cleo.id),
      body: { channel: 'email', state: 'withdrawn' },
    }),
  )
  await unmerge(id)
  await edit(clea.id, { company: 'Assam' })
  await house.quiet()
  expect(atTill(tillIdOf(clea))?.metadata?.businessName).toBe('Assam')
  expect([profile('Cleo')?.organization, profile('Clea')?.organization]).toEqual(['Oolong', 'Assam'])
  for (const customer of [cleo, clea]) {
    const { standing } = await told(house.api.GET('/api/v1/records/{id}/consents', path(customer.id)))
    expect(standing.email.state).toBe('withdrawn')
  }
})

test('S4-024 the points of both are one sum while they are one, and each has their own again', async () => {
  await settings({ loyalty: { isOn: true } })
  const [dora, dorah] = [await arrive('Dora', '(415) 555-0133'), await arrive('Dorah', '(415) 555-0133')]
  const points = (of: Schemas['RecordInFull']) =>
    told(house.api.GET('/api/v1/customers/{id}/points', { params: { path: { id: String(of.id) }, query: {} } }))
  const have = (wanted: number, of: Schemas['RecordInFull']) =>
    until(`${wanted} points`, async () => {
      const { balance } = await points(of)
      return balance === wanted ? true : new Waiting(balance)
    })
  await buys(tillIdOf(dora), 'DORA-1', 10_00)
  await buys(tillIdOf(dorah), 'DORAH-1', 20_00)
  await have(10, dora)
  await have(20, dorah)
  const { id } = await merge(dora.id, dorah.id)
  await house.quiet()
  await have(30, dora)
  await buys(tillIdOf(dorah), 'DORAH-2', 5_00)
  await have(35, dora)
  const plan = await unmerge(id, true)
  expect((plan.points?.survivor ?? 0) + (plan.points?.merged ?? 0)).toBe(35)
  await unmerge(id)
  await house.quiet()
  await have(10, dora)
  await have(25, dorah)
})

test('S4-023 customers with the same phone number are suggested; a person merges them, or says that they are two', async () => {
  const [ella, ellen] = [await arrive('Ella', '(415) 555-0134'), await arrive('Ellen', '+1 415 555 0134')]
  const isPair = (each: Awaited<ReturnType<typeof suggestions>>[number]) => each.one.id === ella.id
  const suggested = await until('the pair to be suggested', async () => {
    const all = await suggestions()
    return all.find(isPair) ?? new Waiting(all)
  })
  expect(suggested).toMatchObject({ other: { id: ellen.id }, trait: 'phone', shown: '…0134' })
  const { id } = await told(
    house.api.POST('/api/v1/records/{id}/merge', {
      ...path(ella.id),
      body: { with: ellen.id, isSuggested: true, dryRun: false },
    }),
  )
  expect(await mergesOf(ella.id)).toMatchObject([{ id, trait: 'phone', shown: '…0134' }])
  await unmerge(id)
  await house.quiet()
  expect((await suggestions()).filter(isPair)).toEqual([])
})

test('S4-023 where the business wishes, two with the same phone and different e-mail addresses are merged by themselves, and those who were parted stay two', async () => {
  await settings({ identity: { merge: 'automatic', traits: ['email', 'phone'] } })
  const fay = await arrive('Fay', '(415) 555-0135')
  const faye = await arrive('Faye', '(415) 555-0135')
  const merged = await until('the two to be one', async () => {
    const [first] = await mergesOf(fay.id)
    return first ?? new Waiting(await suggestions())
  })
  expect(merged).toMatchObject({ survivor: fay.id, merged: faye.id, trait: 'phone', actor: 'hub' })
  await unmerge(merged.id)
  await edit(faye.id, { company: 'Assam' })
  await house.quiet()
  house.pass(20_000)
  expect((await inFull(faye.id)).mergedInto).toBeNull()
  expect(await mergesOf(fay.id)).toHaveLength(1)
  await settings({ identity: { merge: 'suggest', traits: ['phone', 'email'] } })
})

test('what a branch was told of the other while they were one is taken back there, and it says its own again', async () => {
  const branch = house.clover.addMerchant({ items: 0 })
  const credentials = { merchantId: branch.merchantId, apiToken: branch.token }
  const account = { connector: 'clover', name: 'branch', credentials, settings: {} }
  await told(house.api.POST('/api/v1/connections', { body: { ...account, allowMissing: false } }))
  const into = await atBranch('clover-customers', 'branch-customers')
  const gus = await arrive('Gus', '(415) 555-0136')
  const there = branch.customers.create(customerDraft('Gussie', { phoneNumbers: [{ phoneNumber: '(415) 555-0136' }] }))
  await house.run(into)
  await house.quiet()
  const gussie = await house.record(emailOf('Gussie'))
  const { id } = await merge(gus.id, gussie?.id ?? 0)
  await atBranch('clover-customers-from-hub', 'branch-customers-from-hub')
  await edit(gus.id, { company: 'Oolong' })
  await house.quiet()
  const seen = () => branch.customers.list().find((each) => each.id === there.id)
  expect(seen()).toMatchObject({ firstName: 'Gus', metadata: { businessName: 'Oolong' } })
  expect(seen()?.emailAddresses.map((each) => each.emailAddress)).toContain(emailOf('Gus'))
  await house.run(into)
  await house.quiet()

  await unmerge(id)
  await house.quiet()
  await house.run(into)
  await house.quiet()
  expect((await inFull(gussie?.id ?? 0)).data).toEqual(gussie?.data)
  expect((await inFull(gus.id)).data).toEqual({ ...gus.data, company: 'Oolong' })
  expect(seen()).toMatchObject({ firstName: 'Gussie' })
  expect(seen()?.emailAddresses.map((each) => each.emailAddress)).toEqual([emailOf('Gussie')])
})

/** A shipped recipe once more, for the branch. */
async function atBranch(recipe: string, name: string): Promise<string> {
  const shipped = house.recipes.find((each) => each.recipe === recipe)
  if (shipped === undefined) throw new Error(`${recipe} is not shipped`)
  house.recipes.push({ ...shipped, recipe: name, flows: shipped.flows.map((flow) => ({ ...flow, name })) })
  await told(
    house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } }, body: { connection: 'branch' } }),
  )
  return name
}
