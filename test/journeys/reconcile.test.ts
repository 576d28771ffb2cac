import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { cloverDesk } from '../harness/clover-desk.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const inward = 'clover-customers'
const outward = 'klaviyo-profiles'
const names = ['Ada', 'Bea', 'Cleo', 'Dora', 'Edda']

let house: House
const ids = new Map<string, string>()
beforeAll(async () => {
  house = await openHouse()
  for (const name of names) ids.set(name, (await arrives(name, { phoneNumbers: [] })).id)
  await house.quiet()
  house.klaviyo.settle()
})
afterAll(() => house?.close())

const { arrives } = cloverDesk(() => house)

async function reconcile(name: string): Promise<Schemas['Reconciliation'] & { found: Record<string, string> }> {
  const params = { path: { name } }
  await told(house.api.POST('/api/v1/flows/{name}/reconciliation', { params }))
  const report = await until('the comparison to end', async () => {
    const now = await told(house.api.GET('/api/v1/flows/{name}/reconciliation', { params }))
    return now.finishedAt === null ? new Waiting(now) : now
  })
  const path = { id: String(report.run) }
  const { data } = await told(house.api.GET('/api/v1/runs/{id}/outcomes', { params: { path, query: { limit: 200 } } }))
  return { ...report, found: Object.fromEntries(data.map(({ externalId, code }) => [externalId ?? '', code])) }
}

function profile(name: string): string {
  const found = house.klaviyo.profiles.findByEmail(emailOf(name))
  if (found === undefined) throw new Error(`Klaviyo has no ${name}`)
  return found.id
}

test('two sides that agree are said to agree, and nothing is written at either', async () => {
  const effects = () => house.klaviyo.effects().length
  const before = [effects(), await house.hub.database.kysely.selectFrom('change').selectAll().execute()]
  expect(await reconcile(outward)).toMatchObject({
    state: 'done',
    compared: 5,
    agrees: 5,
    differs: 0,
    pending: 0,
    causes: [],
  })
  expect(await reconcile(inward)).toMatchObject({ state: 'done', compared: 5, agrees: 5, differs: 0 })
  expect([effects(), await house.hub.database.kysely.selectFrom('change').selectAll().execute()]).toEqual(before)
})

test('a profile changed by hand and one that was deleted are found by id and field, at the command line as well', async () => {
  const [ada, bea] = [profile('Ada'), profile('Bea')]
  house.klaviyo.profiles.update(ada, { first_name: 'Adelheid' })
  house.klaviyo.profiles.remove(bea)
  const report = await reconcile(outward)
  expect(report).toMatchObject({ compared: 5, agrees: 3, differs: 2 })
  expect(report.found).toEqual({ [ada]: 'DRIFT_DIFFERS', [bea]: 'DRIFT_GONE' })
  expect(report.causes.map(({ title }) => title).sort()).toEqual([
    'Different on the Other Side',
    'Gone on the Other Side',
  ])
  const { exitCode, out } = await trefoil(house, 'flow', 'reconcile', outward)
  expect(exitCode).toBe(8)
  expect(out).toContain('another value in firstName')
  expect(out).not.toContain('Adelheid')
})

test('what waits to be sent is on its way, not lost', async () => {
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: { path: { name: outward } } }))
  const record = await house.record(emailOf('Cleo'))
  const path = { id: String(record?.id) }
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path }, body: { firstName: 'Kleopatra' } }))
  const db = house.hub.database.kysely
  const tomorrow = new Date('2099-01-01T00:00:00Z')
  await db.updateTable('delivery').set({ due_at: tomorrow }).where('record_id', '=', Number(path.id)).execute()
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: { path: { name: outward } } }))
  const report = await reconcile(outward)
  expect([report.pending, report.found[profile('Cleo')]]).toEqual([1, 'DRIFT_PENDING'])
})

test('a source is compared by what it lists: edited, deleted, left out and not yet read', async () => {
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: { path: { name: inward } } }))
  const [dora = '', edda = ''] = [ids.get('Dora'), ids.get('Edda')]
  house.clover.customers.update(dora, { firstName: 'Theodora' })
  house.clover.customers.remove(edda)
  const unread = house.clover.customers.create(customerDraft('Fay', { phoneNumbers: [] }))
  const out = house.clover.customers.create({ firstName: 'Gay', emailAddresses: [] })
  await house.hub.database.kysely.updateTable('poll').set({ next_at: null }).execute()
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: { path: { name: inward } } }))
  const report = await reconcile(inward)
  expect(report.found).toEqual({
    [dora]: 'DRIFT_DIFFERS',
    [edda]: 'DRIFT_GONE',
    [unread.id]: 'DRIFT_MISSING',
    [out.id]: 'FILTERED',
  })
  expect(report).toMatchObject({ compared: 7, agrees: 3, leftOut: 1, differs: 3 })
  expect(await house.record(emailOf('Fay'))).toBe(null)
})
