/** What a run changed is put back: from a slip at the till, from a wrong mapping, and undone once more. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type FinishedRun, openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const house = shared(openHouse)
const flow = 'clover-customers'
const names = ['Ann', 'Ben', 'Cem'] as const
const ids = new Map<string, string>()
beforeAll(async () => {
  for (const name of names) ids.set(name, house.clover.customers.create(customerDraft(name)).id)
  await house.run(flow)
  await house.quiet()
})

const till = (name: string) => ids.get(name) ?? ''
const profile = (name: string) => house.klaviyo.profiles.list().find(({ email }) => email === emailOf(name))
async function dataOf(name: string) {
  return (await house.record(emailOf(name)))?.data
}

/** The till changes the last names and towns of all, and the hub reads it. */
async function slip(lastName: string): Promise<FinishedRun> {
  for (const name of names) {
    const { addresses = [] } = house.clover.customers.get(till(name)) ?? {}
    const moved = addresses.map((address) => ({ ...address, city: lastName }))
    house.clover.customers.update(till(name), { lastName, addresses: moved })
  }
  const run = await house.run(flow)
  await house.quiet()
  return run
}

async function undone(run: number): Promise<FinishedRun> {
  const { run: id } = await told(house.api.POST('/api/v1/runs/{id}/undo', { params: { path: { id: String(run) } } }))
  const params = { path: { id: String(id) } }
  const ended = await until(`run ${id} to end`, async () => {
    const now = await told(house.api.GET('/api/v1/runs/{id}', { params }))
    return now.finishedAt === null ? new Waiting(now) : now
  })
  await house.quiet()
  const { data: outcomes } = await told(house.api.GET('/api/v1/runs/{id}/outcomes', { params }))
  return { ...ended, counts: ended.outcomes, outcomes }
}

test('a slip at the till is put back in the hub and in the mail tool, and stays so while the till says nothing new', async () => {
  const before = await Promise.all(names.map(dataOf))
  const run = await slip('Wrong')
  expect(profile('Ann')).toMatchObject({ last_name: 'Wrong' })
  const said = await trefoil(house, 'run', 'undo', String(run.id), '--dry-run')
  expect(said.out).toContain('changed records 3 times, and made 0, which stay')
  expect(said.out).toMatch(/lastName: "Wrong" → "Berg"/)
  expect(await dataOf('Ann')).toMatchObject({ lastName: 'Wrong' })
  const ended = await trefoil(house, 'run', 'undo', String(run.id), '--wait')
  expect(ended).toMatchObject({ exitCode: 0, out: expect.stringContaining('3 updated') })
  await house.quiet()
  expect(await Promise.all(names.map(dataOf))).toEqual(before)
  expect(profile('Ann')).toMatchObject({ last_name: 'Berg' })
  const shown = await trefoil(house, 'record', 'show', String((await house.record(emailOf('Ann')))?.id))
  expect(shown.out).toMatch(/lastName +Berg +a person/)
  expect(shown.out).toMatch(/addresses .* till, a person/)
  expect((await house.run(flow)).counts).toMatchObject({ unchanged: 3, updated: 0 })
  expect(await dataOf('Ann')).toMatchObject({ lastName: 'Berg' })
  house.clover.customers.update(till('Ann'), { lastName: 'Right' })
  await house.run(flow)
  expect(await dataOf('Ann')).toMatchObject({ lastName: 'Right' })
})

test('what somebody changed since stays and is named, what the run made stays, and each record has one outcome', async () => {
  ids.set('Dan', house.clover.customers.create(customerDraft('Dan')).id)
  const run = await slip('Again')
  const ben = await house.record(emailOf('Ben'))
  const params = { path: { id: String(ben?.id) } }
  await told(house.api.PATCH('/api/v1/records/{id}', { params, body: { lastName: 'Chosen' } }))
  const undo = await undone(run.id)
  expect(undo).toMatchObject({ kind: 'undo', state: 'done', counts: { updated: 3, filtered: 1 } })
  expect(undo.outcomes.map(({ code, outcome }) => [code, outcome]).sort()).toEqual([
    ['UNDO_CREATED', 'filtered'],
    ['UNDO_LEFT', 'updated'],
  ])
  expect(undo.outcomes.find(({ code }) => code === 'UNDO_LEFT')?.reason).toContain('lastName stayed')
  expect(await dataOf('Ben')).toMatchObject({ lastName: 'Chosen', addresses: [{ city: 'Boston' }] })
  expect(await dataOf('Dan')).toMatchObject({ firstName: 'Dan' })
})

test('a mapping that was wrong is put back with what it made of the records, and an undo is undone like any run', async () => {
  const original = await told(house.api.GET('/api/v1/flows/{name}/definition', { params: { path: { name: flow } } }))
  await house.change(flow, (definition) => {
    for (const { rules } of definition.mappings) {
      const at = rules.findIndex(({ to }) => to === 'FirstName')
      if (at >= 0) rules[at] = { to: 'FirstName', formula: 'FirstName.ToUpper()' }
    }
    return { ...definition, cases: [] }
  })
  const params = { path: { name: flow } }
  const { run } = await told(house.api.POST('/api/v1/flows/{name}/runs', { params, body: { kind: 'replay' } }))
  await house.quiet()
  expect(await dataOf('Cem')).toMatchObject({ firstName: 'CEM' })
  const undo = await undone(run)
  expect(await dataOf('Cem')).toMatchObject({ firstName: 'Cem' })
  expect(profile('Cem')).toMatchObject({ first_name: 'Cem' })
  const redo = await undone(undo.id)
  expect(redo.counts.updated).toBe(undo.counts.updated)
  expect(await dataOf('Cem')).toMatchObject({ firstName: 'CEM' })
  await house.change(flow, () => JSON.parse(JSON.stringify(original)))
})

test('what cannot be undone says why, and nothing is queued', async () => {
  const undo = (id: number) =>
    refused(house.api.POST('/api/v1/runs/{id}/undo', { params: { path: { id: String(id) } } }))
  const { data: runs } = await told(house.api.GET('/api/v1/runs', { params: { query: { limit: 200 } } }))
  const pushed = runs.find((run) => run.flow === 'klaviyo-profiles')
  expect(await undo(pushed?.id ?? 0)).toMatchObject({ status: 409, code: 'nothing_to_undo' })
  expect(await undo(999_999)).toMatchObject({ status: 404, code: 'unknown_run' })
  await house.run(flow)
  const idle = await house.run(flow)
  expect(await undo(idle.id)).toMatchObject({
    status: 409,
    code: 'nothing_to_undo',
    detail: expect.stringContaining('it changed no field'),
  })
  const first = runs.findLast((run) => run.flow === flow)
  expect(await undo(first?.id ?? 0)).toMatchObject({ detail: expect.stringContaining('it only made records') })
  const done = runs.find((run) => run.kind === 'full' && run.outcomes.updated > 0)
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: { path: { name: flow } } }))
  expect(await undo(done?.id ?? 0)).toMatchObject({ status: 409, code: 'flow_paused' })
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: { path: { name: flow } } }))
})
