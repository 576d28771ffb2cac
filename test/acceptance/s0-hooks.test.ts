/** S0, the triggers by webhook: one change, and what a body may and may not say. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-customers'
const never = 3_600_000
const till = { params: { path: { name: 'till' } } }
const path = { params: { path: { name: flow } } }

const house = shared(() => openHouse({ clover: { choices: { webhookDelay: never, webhookRetryDelay: never } } }))

let hook: string
let code: string
beforeAll(async () => {
  const { app } = house.clover
  hook = (await told(house.api.GET('/api/v1/connections/{name}/hook', till))).url
  app.configure({ webhookUrl: hook, permissions: ['CUSTOMERS_R'], events: ['C'] })
  expect(await app.sendVerificationCode()).toBe(200)
  const { out } = await trefoil(house, 'connection', 'hooks', 'till', '--json')
  const { verificationCode } = JSON.parse(JSON.parse(out).data[0].verification)
  code = app.verify(verificationCode) ?? ''
  app.install()
  await told(house.api.PUT('/api/v1/connections/{name}/hook', { ...till, body: { webhookCode: code } }))
  await app.deliver()
  await house.run(flow)
})

const recordOf = (id: string, version = 1) =>
  until(`the customer ${id} to arrive`, async () => {
    const record = await house.record(id)
    return record !== null && record.version >= version ? record : new Waiting(record?.version)
  })

/** What the change feed says of a record. */
async function changesOf(record: number) {
  const { data } = await told(house.api.GET('/api/v1/changes', { params: { query: { limit: 1000 } } }))
  return data.filter((change) => change.record === record).map(({ kind, fields }) => ({ kind, fields }))
}

test('S0-005, S0-006 a new customer and a new last name are one change each, created and changed, though no poll was due', async () => {
  const { id } = house.clover.customers.create(customerDraft('Wanda'))
  await house.clover.app.deliver()
  const { id: record } = await recordOf(id)
  expect(await changesOf(record)).toEqual([{ kind: 'created', fields: null }])
  house.pass(5_000)
  house.clover.customers.update(id, { lastName: 'Rossi' })
  await house.clover.app.deliver()
  expect((await recordOf(id, 2)).data).toMatchObject({ lastName: 'Rossi' })
  expect(await changesOf(record)).toEqual([
    { kind: 'created', fields: null },
    { kind: 'changed', fields: ['lastName'] },
  ])
})

test('S0-002 a webhook whose body holds wrong names brings what Clover answers to the hub, and nothing of the body', async () => {
  const { id } = house.clover.customers.create(customerDraft('Vilma'))
  const wrong = { firstName: 'Forged', lastName: 'Forged', emailAddresses: [{ emailAddress: 'forged@example.com' }] }
  const event = { objectId: `C:${id}`, type: 'CREATE', ts: house.now().getTime(), ...wrong, object: wrong }
  const body = JSON.stringify({ appId: 'APP', ...wrong, merchants: { [house.clover.merchantId]: [event] } })
  const headers = { 'content-type': 'application/json', 'x-clover-auth': code }
  expect((await fetch(hook, { method: 'POST', headers, body })).status).toBe(200)
  expect((await recordOf(id)).data).toMatchObject({ firstName: 'Vilma', emailAddress: emailOf('Vilma') })
  expect(await house.record('forged@example.com')).toBeNull()
})

test('S0-008 a webhook for a paused flow brings nothing; resumed, the flow brings what was missed', async () => {
  await told(house.api.POST('/api/v1/flows/{name}/pause', path))
  const { id } = house.clover.customers.create(customerDraft('Yara'))
  await house.clover.app.deliver()
  house.pass(20 * 60_000)
  await house.quiet()
  expect(await house.record(id)).toBeNull()
  await told(house.api.POST('/api/v1/flows/{name}/resume', path))
  // What the webhook said has waited: no poll is due yet.
  expect((await recordOf(id)).data).toMatchObject({ firstName: 'Yara' })
})
