/** S0, Clover customers into the hub: overview, triggers, status, ids. */
import type { FlowDefinition } from '@trefoil/mapping'
import { expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const flow = 'clover-customers'
const path = { name: flow }

const house = shared(openHouse)

const { withFlow } = cloverDesk(() => house)

async function newestRun(): Promise<number> {
  const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 1 } } }))
  return data[0]?.id ?? 0
}

async function definition(): Promise<FlowDefinition> {
  const { definition } = await told(house.api.GET('/api/v1/flows/{name}', { params: { path } }))
  return JSON.parse(JSON.stringify(definition))
}

test('S0-001 a customer made at the till is in the hub after one poll, without anybody doing anything', async () => {
  const { id } = house.clover.customers.create(customerDraft('Una'))
  expect(await house.poll(flow)).toMatchObject({ kind: 'poll', actor: 'schedule', state: 'done' })
  expect(await house.record(emailOf('Una'))).toMatchObject({ entity: 'Customer', data: { customerNumber: id } })
})

test('S0-002 a trigger carries an id and no data: what is stored is what Clover answers to the hub', async () => {
  const { id } = house.clover.customers.create(customerDraft('Dora'))
  const body: { externalId: string } = { externalId: id }
  const forged = { ...body, firstName: 'Forged' }
  expect(await refused(house.api.POST('/api/v1/flows/{name}/sync', { params: { path }, body: forged }))).toMatchObject({
    status: 400,
  })
  const asked = house.clover.requests().length
  expect(await house.sync(flow, body)).toMatchObject({ counts: { created: 1 }, read: 1 })
  const reads = house.clover.requests().slice(asked)
  expect(
    reads.some(({ method, path: asked, status }) => method === 'GET' && asked.includes(id) && status === 200),
  ).toBe(true)
  expect(await house.record(id)).toMatchObject({ data: { firstName: 'Dora' } })
})

test('S0-003 how often Clover is asked stands in the flow, and changes arrive by asking alone', async () => {
  expect((await definition()).triggers).toEqual({ poll: '15m', touchedBy: ['orders'] })
  await house.poll(flow)
  const { data } = await told(house.api.GET('/api/v1/flows'))
  const listed = data.find(({ name }) => name === flow)?.schedules.find(({ source }) => source === 'customers')
  expect(listed?.schedule).toBe('15m')
  const wait = Date.parse(listed?.nextAt ?? '') - house.now().getTime()
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(15 * 60_000)
  const before = house.clover.requests().length
  house.clover.customers.create(customerDraft('Trina'))
  const newest = await newestRun()
  house.pass(14 * 60_000)
  await house.quiet()
  expect(await newestRun()).toBe(newest)
  expect((await house.poll(flow)).counts).toMatchObject({ created: 1 })
  expect(await house.record(emailOf('Trina'))).not.toBeNull()
  const asked = house.clover.requests().slice(before)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.every(({ method }) => method === 'GET')).toBe(true)
})

test('S0-004 an order that is made or changed has its customer looked at again', async () => {
  const { id } = house.clover.customers.create(customerDraft('Orla'))
  await house.sync(flow, { externalId: id })
  await house.poll(flow)

  const order = house.clover.orders.createFor(id)
  expect(await house.poll(flow, 'touched')).toMatchObject({
    actor: 'source:orders',
    selection: { ids: [id] },
    read: 1,
    counts: { unchanged: 1 },
  })
  house.clover.orders.update(order.id, { note: 'no onions' })
  expect(await house.poll(flow, 'touched')).toMatchObject({ selection: { ids: [id] }, counts: { unchanged: 1 } })
})

test('S0-004 orders bring their customers as long as the flow says so', async () => {
  const { id } = house.clover.customers.create(customerDraft('Odin'))
  await house.sync(flow, { externalId: id })
  const touched = async () => {
    const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 100 } } }))
    return data.filter(({ kind }) => kind === 'touched').length
  }
  await house.poll(flow)
  await house.quiet()
  const before = await touched()
  const alone = ({ triggers }: FlowDefinition) => void delete triggers.touchedBy
  await withFlow(alone, async () => {
    house.clover.orders.createFor(id)
    await house.poll(flow)
    await house.poll(flow)
    await house.quiet()
    expect(await touched()).toBe(before)
  })
})

test('S0-005 a new customer is one record created, and no other record changes', async () => {
  await house.poll(flow)
  house.clover.customers.create(customerDraft('Nell'))
  const run = await house.poll(flow)
  expect(run.counts).toEqual({
    created: 1,
    updated: 0,
    unchanged: house.clover.customers.list().length - 1,
    linked: 0,
    filtered: 0,
    held: 0,
    error: 0,
  })
})

test('S0-006 a changed customer is one record updated, and the hub shows the new name', async () => {
  const { id } = house.clover.customers.create(customerDraft('Mona'))
  await house.poll(flow)
  house.clover.customers.update(id, { lastName: 'Rossi' })
  expect((await house.poll(flow)).counts).toMatchObject({ created: 0, updated: 1 })
  expect(await house.record(id)).toMatchObject({ data: { lastName: 'Rossi' }, version: 2 })
})

test('S0-007 a poll of a shop where nothing changed changes nothing and sends nothing', async () => {
  house.clover.customers.create(customerDraft('Iris'))
  await house.poll(flow)
  await house.quiet()
  const before = await house.record(emailOf('Iris'))
  const written = house.klaviyo.effects().length
  const run = await house.poll(flow)
  await house.quiet()
  expect(run).toMatchObject({ read: house.clover.customers.list().length, counts: { unchanged: run.read } })
  expect(await house.record(emailOf('Iris'))).toEqual(before)
  expect(house.klaviyo.effects()).toHaveLength(written)
})

test('S0-008 a flow is enabled; paused it refuses triggers and polls nothing; resumed it goes on', async () => {
  const state = async () => (await told(house.api.GET('/api/v1/flows/{name}', { params: { path } }))).state
  expect(await state()).toBe('enabled')
  expect(await trefoil(house, 'flow', 'pause', flow)).toMatchObject({ exitCode: 0 })
  expect(await state()).toBe('paused')
  const newest = await newestRun()

  const { id } = house.clover.customers.create(customerDraft('Pia'))
  for (const problem of [
    await refused(house.api.POST('/api/v1/flows/{name}/sync', { params: { path }, body: { externalId: id } })),
    await refused(house.api.POST('/api/v1/flows/{name}/runs', { params: { path } })),
  ]) {
    expect(problem).toMatchObject({ status: 409, code: 'flow_paused' })
    expect(problem.detail).toContain('is paused')
  }
  house.pass(60 * 60_000)
  await house.quiet()
  expect(await newestRun()).toBe(newest)

  expect(await trefoil(house, 'flow', 'resume', flow)).toMatchObject({ exitCode: 0 })
  expect(await state()).toBe('enabled')
  await house.run(flow)
  expect(await house.record(id)).toMatchObject({ data: { firstName: 'Pia' } })
})

test("S0-009 by hand, with the hub's id: the hub finds Clover's id by the link, reads it and updates", async () => {
  const { id } = house.clover.customers.create(customerDraft('Hana'))
  await house.sync(flow, { externalId: id })
  const record = await house.record(id)
  house.clover.customers.update(id, { firstName: 'Hannah' })
  const ended = await trefoil(house, 'sync', flow, '--id', String(record?.id), '--json')
  expect(ended).toMatchObject({ exitCode: 0, err: '' })
  expect(JSON.parse(ended.out)).toMatchObject({
    kind: 'manual',
    selection: { externalIds: [id] },
    outcomes: { updated: 1 },
  })
  expect(await house.record(id)).toMatchObject({ id: record?.id, data: { firstName: 'Hannah' } })
})

test("S0-010 by hand, with Clover's id: the same record is processed", async () => {
  const { id } = house.clover.customers.create(customerDraft('Xenia'))
  await house.sync(flow, { externalId: id })
  const record = await house.record(id)
  house.clover.customers.update(id, { firstName: 'Xena' })
  const ended = await trefoil(house, 'sync', flow, '--external-id', id, '--json')
  expect(JSON.parse(ended.out)).toMatchObject({ kind: 'manual', outcomes: { updated: 1 } })
  expect(await house.record(id)).toMatchObject({ id: record?.id, data: { firstName: 'Xena' } })
})

test.each([
  { kind: 'hub', body: { id: 99_999_999 }, words: ['99999999', 'hub id'] },
  { kind: 'external', body: { externalId: 'N0SUCHCVST0MER' }, words: ['N0SUCHCVST0MER', 'external id', 'till'] },
  { kind: 'external', body: { externalId: "') or id in ('" }, words: ["') or id in ('", 'external id', 'till'] },
])(
  'S0-011 the unknown $kind id $words.0 is refused with the id, its kind and the system, and nothing is queued',
  async (tried) => {
    const newest = await newestRun()
    const problem = await refused(house.api.POST('/api/v1/flows/{name}/sync', { params: { path }, body: tried.body }))
    const system = tried.kind === 'hub' ? 'hub' : 'till'
    expect(problem).toMatchObject({ status: 404, facts: { id: tried.words[0], idKind: tried.kind, system } })
    for (const word of tried.words) expect(problem.detail).toContain(word)
    expect(await newestRun()).toBe(newest)
  },
)

test("S0-012 the flow takes customers only: an order's id is refused as an entity that the flow does not support, and nothing is queued", async () => {
  const order = house.clover.orders.createFor()
  const newest = await newestRun()
  const body = { externalId: order.id }
  const problem = await refused(house.api.POST('/api/v1/flows/{name}/sync', { params: { path }, body }))
  expect(problem).toMatchObject({ status: 404, code: 'unknown_external_id' })
  expect(problem.detail).toContain(`No Customer has the external id "${order.id}"`)
  expect(problem.detail).toMatch(/\(orders, [a-z, ]+\): that entity is not supported by the flow "clover-customers"/)
  expect(await newestRun()).toBe(newest)
})

test('S0-013 a second flow over the same customers is refused, naming both, until it is asked for with override', async () => {
  const shipped = house.recipes.find(({ recipe }) => recipe === flow)
  const rival = 'clover-customers-again'
  if (shipped === undefined) throw new Error('the recipe is not shipped')
  house.recipes.push({ ...shipped, recipe: rival, flows: shipped.flows.map((each) => ({ ...each, name: rival })) })
  const params = { path: { name: rival } }
  const problem = await refused(house.api.POST('/api/v1/recipes/{name}/apply', { params }))
  expect(problem).toMatchObject({ status: 409, code: 'flow_conflict', facts: { flow: rival, rivals: [flow] } })
  for (const name of [`"${rival}"`, `"${flow}"`]) expect(problem.detail).toContain(name)
  expect(await refused(house.api.GET('/api/v1/flows/{name}', { params }))).toMatchObject({ status: 404 })

  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params, body: { override: true } }))
  const line = house
    .log()
    .split('\n')
    .find((each) => each.includes('flow.conflict_overridden'))
  expect(JSON.parse(line ?? '{}')).toMatchObject({ flow: rival, rivals: [flow], actor: expect.stringMatching(/./) })
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params }))
})

test('S0-014 the addresses are a child mapping without a trigger of its own: it goes with its parent', async () => {
  const { mappings } = await definition()
  expect(mappings.map(({ name, children = [] }) => [name, children.map((child) => child.name)])).toEqual([
    ['Clover Customer Add To hub', ['Clover Customer Address Add To hub']],
    ['Clover Customer Update To hub', ['Clover Customer Address Update To hub']],
  ])
  const children = mappings.flatMap((mapping) => mapping.children ?? [])
  expect(children.every((child) => !('triggers' in child))).toBe(true)

  const { id } = house.clover.customers.create(customerDraft('Cora'))
  await house.sync(flow, { externalId: id })
  expect(await house.record(id)).toMatchObject({ data: { addresses: [{ city: 'Boston' }] } })
})
