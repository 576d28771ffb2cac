import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlowDefinition } from '@trefoil/mapping'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-customers'
const push = 'klaviyo-profiles'
const path = { name: flow }

let house: House
beforeAll(async () => {
  house = await openHouse({ clover: { customers: 60 } })
  await house.run(flow)
  await house.quiet()
})
afterAll(() => house?.close())
beforeEach(() => house.quiet())

async function runIn(id: number, ...states: string[]): Promise<Schemas['Run']> {
  return until(`run ${id} to be ${states.join(' or ')}`, async () => {
    const run = await told(house.api.GET('/api/v1/runs/{id}', { params: { path: { id: String(id) } } }))
    return states.includes(run.state) ? run : new Waiting(run)
  })
}

async function begin(kind: 'full' | 'replay' = 'full', name = flow): Promise<number> {
  const { run } = await told(
    house.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } }, body: { kind } }),
  )
  return run
}

async function brakeIssues(state: 'open' | 'closed'): Promise<Schemas['Issue'][]> {
  const query = { state, flow, code: 'BRAKE_CHANGED' }
  return (await told(house.api.GET('/api/v1/issues', { params: { query } }))).data
}

async function alertsOf(code: string): Promise<string[]> {
  const { kysely } = house.hub.database
  const rows = await kysely.selectFrom('alert').select('kind').where('code', '=', code).orderBy('id').execute()
  return rows.map(({ kind }) => kind)
}

function rename(lastName: string): void {
  for (const { id } of house.clover.customers.list()) house.clover.customers.update(id, { lastName })
}

async function lastNames(): Promise<Set<unknown>> {
  const { data } = await told(
    house.api.GET('/api/v1/records', { params: { query: { entity: 'Customer', limit: 200 } } }),
  )
  return new Set(data.map((record) => record.data.lastName))
}

test('a run that would change more than its share stops before it writes, says how many, and a person lets it go on', async () => {
  const before = await lastNames()
  rename('Braked')
  const id = await begin()
  const braked = await runIn(id, 'braked')
  expect(braked).toMatchObject({ read: 0, fault: { code: 'BRAKE_CHANGED', facts: { limit: 30 } } })
  expect(String(braked.fault?.message)).toMatch(/At least \d+ of \d+ linked records would be changed/)
  expect(await alertsOf('BRAKE_CHANGED')).toEqual(['stopped'])
  const [issue] = await brakeIssues('open')
  expect(issue).toMatchObject({ shape: 'run', flow, code: 'BRAKE_CHANGED', facts: { run: id, limit: 30 } })
  expect(issue?.resolution).toContain('release the run')
  const replayed = await trefoil(house, 'issue', 'replay', String(issue?.id))
  expect(replayed.err).toContain(`trefoil run release ${id}`)
  expect(await lastNames()).toEqual(before)
  // What passes meanwhile is no answer to the question.
  await house.sync(flow, { externalId: house.clover.customers.list()[0]?.id ?? '' })
  expect(await brakeIssues('open')).toHaveLength(1)
  const released = await trefoil(house, 'run', 'release', String(id), '--json')
  expect(released).toMatchObject({ exitCode: 0 })
  const done = await runIn(id, 'done')
  expect(done.outcomes.updated).toBeGreaterThan(20)
  expect((await lastNames()).has('Braked')).toBe(true)
  expect(await brakeIssues('open')).toEqual([])
  expect(await brakeIssues('closed')).toMatchObject([{ id: issue?.id, closedBy: expect.stringContaining('key:') }])
  expect(await alertsOf('BRAKE_CHANGED')).toEqual(['stopped', 'recovered'])
})

test('a braked run that is cancelled writes nothing, and polls wait while it asks', async () => {
  rename('Cancelled')
  const id = await begin()
  await runIn(id, 'braked')
  house.pass(60 * 60_000)
  await trefoil(house, 'sync', flow, '--external-id', house.clover.customers.list()[0]?.id ?? '')
  const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 5 } } }))
  expect(data.filter(({ kind }) => kind === 'poll' || kind === 'full').map((run) => run.id)[0]).toBe(id)
  rename('Braked')
  expect(await trefoil(house, 'run', 'cancel', String(id))).toMatchObject({ exitCode: 0 })
  expect(await runIn(id, 'cancelled')).toMatchObject({ outcomes: { updated: 0 } })
  expect(await brakeIssues('open')).toEqual([])
  const again = await refused(house.api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id: String(id) } } }))
  expect(again).toMatchObject({ status: 409, code: 'run_not_cancelled' })
})

test('brakes stand in the flow: one that allows everything never asks', async () => {
  const loose = (definition: FlowDefinition) => ({ ...definition, brakes: { changed: 100 } })
  await house.change(flow, loose)
  rename('Loose')
  expect((await house.run(flow)).counts.updated).toBeGreaterThan(20)
  await house.change(flow, ({ brakes: _, ...definition }) => definition)
  await house.quiet()
})

test('a run to the mail tool brakes as well, and what changed meanwhile is sent all the same', async () => {
  await house.quiet()
  await house.change(push, (definition) => ({ ...definition, brakes: { changed: 0, atLeast: 1 } }))
  const [customer] = house.clover.customers.list()
  const { run } = await told(
    house.api.POST('/api/v1/flows/{name}/selections', {
      params: { path: { name: push } },
      body: { where: 'lastName is Loose' },
    }),
  )
  const braked = await runIn(run, 'braked')
  expect(braked).toMatchObject({ kind: 'manual', fault: { code: 'BRAKE_CHANGED' } })
  const effects = house.klaviyo.effects().length
  house.clover.customers.update(customer?.id ?? '', { firstName: 'Live' })
  await house.sync(flow, { externalId: customer?.id ?? '' })
  await until('the live change to be sent', async () =>
    house.klaviyo.effects().length > effects ? true : new Waiting(house.klaviyo.effects().length),
  )
  await trefoil(house, 'run', 'cancel', String(run))
  await house.quiet()
  await house.change(push, ({ brakes: _, ...definition }) => definition)
  expect(house.klaviyo.effects().length).toBeLessThan(effects + 5)
})

test('S0-009 a list of hub ids, of any length, is read from Clover; one that leads nowhere refuses all by name', async () => {
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query: { limit: 200 } } }))
  const ids = data.slice(0, 3).map(({ id }) => id)
  const ended = await trefoil(house, 'sync', flow, '--ids', ids.join(','), '--json')
  expect(JSON.parse(ended.out)).toMatchObject({ kind: 'manual', read: 3, selection: { count: 3 }, expected: 3 })
  const lost = await trefoil(house, 'sync', flow, '--ids', `${ids.join(',')},99999999`)
  expect(lost).toMatchObject({ exitCode: 5, err: expect.stringContaining('99999999') })
  expect(await trefoil(house, 'sync', flow, '--ids', `${ids.join(',')},99999999`, '--skip-unknown')).toMatchObject({
    exitCode: 0,
  })
})

test('S0-010 a file of more than 3,000 external ids is synced; an id that Clover does not know is an outcome of its own', async () => {
  const known = house.clover.customers.list().map(({ id }) => id)
  const unknown = Array.from({ length: 3_200 }, (_, index) => `N0SUCH${String(index).padStart(7, '0')}`)
  const file = join(house.dataDir, 'ids.csv')
  writeFileSync(file, ['External ID,name', ...[...known, ...unknown].map((id) => `${id},somebody`)].join('\n'))
  const ended = await trefoil(house, 'sync', flow, '--file', file, '--json')
  expect(ended.exitCode).toBe(7)
  const run = JSON.parse(ended.out)
  expect(run).toMatchObject({ read: known.length + 3_200, state: 'done' })
  expect(run.outcomes.error).toBeGreaterThanOrEqual(3_200)
  const { data } = await told(
    house.api.GET('/api/v1/runs/{id}/outcomes', {
      params: { path: { id: String(run.id) }, query: { outcome: 'error', limit: 200 } },
    }),
  )
  expect(data.some(({ code, reason }) => code === 'UNKNOWN_EXTERNAL_ID' && reason.includes('N0SUCH'))).toBe(true)
})

test('S3-006 records are chosen by what the hub knows of them, and an unusable condition says what can be written', async () => {
  house.clover.customers.create(customerDraft('Wanda'))
  await house.run(flow)
  await house.quiet()
  const ended = await trefoil(house, 'sync', push, '--where', `email is ${emailOf('Wanda')}`, '--json')
  expect(JSON.parse(ended.out)).toMatchObject({
    read: 1,
    selection: { where: `email is ${emailOf('Wanda')}`, count: 1 },
  })
  const nobody = await trefoil(house, 'sync', push, '--where', 'email contains nobody@nowhere')
  expect(nobody).toMatchObject({ exitCode: 5, err: expect.stringContaining('Nothing was queued') })
  const unusable = await trefoil(house, 'sync', push, '--where', 'emailAdress is x')
  expect(unusable).toMatchObject({ exitCode: 2, err: expect.stringContaining('emailAddress') })
})

test('an entity is initialised: every record is mapped anew, whether it changed or not', async () => {
  const { runs } = JSON.parse((await trefoil(house, 'initialise', 'customer', '--connection', 'till', '--json')).out)
  expect(runs).toHaveLength(1)
  const run = await runIn(runs[0], 'done')
  expect(run).toMatchObject({
    kind: 'full',
    read: house.clover.customers.list().length,
    selection: { initialise: true },
  })
  const wrong = await refused(
    house.api.POST('/api/v1/entities/{name}/initialise', { params: { path: { name: 'Ship' } } }),
  )
  expect(wrong).toMatchObject({ status: 404, code: 'nothing_to_initialise' })
})

test('a nightly sweep reads everything at its hour, in its zone', async () => {
  await house.change(flow, (definition) => ({
    ...definition,
    triggers: { ...definition.triggers, sweep: '0 3 * * *', zone: 'America/New_York' },
  }))
  await house.quiet()
  house.pass(24 * 60 * 60_000)
  const swept = await until('a sweep', async () => {
    const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 10 } } }))
    return data.find(({ actor, finishedAt }) => actor === 'schedule:sweep' && finishedAt !== null) ?? new Waiting(data)
  })
  expect(swept).toMatchObject({ kind: 'full', state: 'done', read: house.clover.customers.list().length })
})

test('a flow whose source has an hour of its own is polled at that hour', async () => {
  const halfADayOff = (house.now().getUTCHours() + 12) % 24
  await house.change(flow, (definition) => ({
    ...definition,
    triggers: { poll: '15m', schedules: { customers: `30 ${halfADayOff} * * *` }, touchedBy: ['orders'] },
  }))
  await house.quiet()
  const polls = async () => {
    const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 20 } } }))
    return data.filter(({ kind }) => kind === 'poll')
  }
  const [before] = await polls()
  house.pass(24 * 60 * 60_000)
  await until('the poll of the day', async () => {
    const [newest] = await polls()
    return newest !== undefined && newest.id > (before?.id ?? 0) ? newest : new Waiting(newest)
  })
  expect(before?.id).not.toBe(undefined)
  await house.quiet()
  const [after] = await polls()
  house.pass(60 * 60_000)
  await house.quiet()
  expect((await polls())[0]?.id).toBe(after?.id)
})

test('the schedule that cannot be kept is refused when the flow is saved', async () => {
  const { definition } = await told(house.api.GET('/api/v1/flows/{name}', { params: { path } }))
  const wrong = { ...definition, triggers: { poll: 'every noon' } }
  const problem = await refused(
    house.api.PUT('/api/v1/flows/{name}/definition', { params: { path }, body: { definition: wrong } }),
  )
  expect(problem).toMatchObject({ status: 400, detail: expect.stringContaining('every noon') })
})
