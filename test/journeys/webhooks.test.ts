import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-customers'
const never = 3_600_000
const till = { params: { path: { name: 'till' } } }

let house: House
let address: string
let authCode: string
beforeAll(async () => {
  house = await openHouse({ clover: { choices: { webhookDelay: never, webhookRetryDelay: never } } })
  const { app } = house.clover
  address = (await told(house.api.GET('/api/v1/connections/{name}/hook', till))).url
  app.configure({ webhookUrl: address, permissions: ['CUSTOMERS_R', 'ORDERS_R'], events: ['C', 'O'] })
  expect(await app.sendVerificationCode()).toBe(200)
  const { out } = await trefoil(house, 'connection', 'hooks', 'till', '--json')
  const { verificationCode } = JSON.parse(JSON.parse(out).data[0].verification)
  authCode = app.verify(verificationCode) ?? ''
  app.install()
  await told(house.api.PUT('/api/v1/connections/{name}/hook', { ...till, body: { webhookCode: authCode } }))
  await app.deliver()
  await house.run(flow)
})
afterAll(() => house?.close())

async function runsBy(kind: string, atLeast: number) {
  return until(`${atLeast} runs by ${kind}`, async () => {
    const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 50 } } }))
    const runs = data.filter((run) => run.kind === kind && run.finishedAt !== null)
    return runs.length >= atLeast ? runs : new Waiting(data)
  })
}

async function countOf(kind: string): Promise<number> {
  const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 50 } } }))
  return data.filter((run) => run.kind === kind).length
}

async function knock(body: unknown, headers: Record<string, string> = { 'x-clover-auth': authCode }) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const reply = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  })
  return { status: reply.status, text: await reply.text() }
}

const about = (id: string, ts = 1, merchantId = house.clover.merchantId) => ({
  appId: house.clover.app.id,
  merchants: { [merchantId]: [{ objectId: `C:${id}`, type: 'UPDATE', ts }] },
})

test("a change at the till is in the hub by Clover's webhook, without a poll", async () => {
  const before = await countOf('webhook')
  const { id } = house.clover.customers.create(customerDraft('Wanda'))
  await house.clover.app.deliver()
  expect(house.clover.app.deliveries().at(-1)).toMatchObject({ status: 200 })
  const [run] = await runsBy('webhook', before + 1)
  expect(run).toMatchObject({ actor: 'webhook:customers', selection: { ids: [id] }, outcomes: { created: 1 } })
  expect(await house.record(id)).toMatchObject({ data: { firstName: 'Wanda' } })
})

test('a notice carries no data: what is stored is what Clover answers, even where the notice lies', async () => {
  const { id } = house.clover.customers.create(customerDraft('Truth'))
  const before = await countOf('webhook')
  const lie = about(id, 2)
  expect(await knock({ ...lie, firstName: 'Forged' })).toMatchObject({ status: 200 })
  await runsBy('webhook', before + 1)
  expect(await house.record(id)).toMatchObject({ data: { firstName: 'Truth' } })
})

test('an order of which Clover speaks has its customer looked at again', async () => {
  const { id } = house.clover.customers.create(customerDraft('Orla'))
  await house.sync(flow, { externalId: id })
  const before = await countOf('touched')
  house.clover.orders.createFor(id)
  await house.clover.app.deliver()
  const [run] = await runsBy('touched', before + 1)
  expect(run).toMatchObject({ actor: 'source:orders', selection: { ids: [id] } })
})

test('a replayed webhook is answered, counted, and read once', async () => {
  const { id } = house.clover.customers.create(customerDraft('Again'))
  await house.sync(flow, { externalId: id })
  const before = await countOf('webhook')
  const message = about(id, 3)
  expect((await knock(message)).status).toBe(200)
  await runsBy('webhook', before + 1)
  for (let count = 0; count < 3; count += 1) expect((await knock(message)).status).toBe(200)
  await house.quiet()
  expect(await countOf('webhook')).toBe(before + 1)
  const { data } = await told(
    house.api.GET('/api/v1/connections/{name}/hooks', { params: { path: { name: 'till' }, query: { limit: 1 } } }),
  )
  expect(data[0]).toMatchObject({ repeats: 3, settledAt: expect.any(String) })
  expect(house.log()).toContain('hook.repeated')
})

test.each([
  ['without a code', {}],
  ['with a wrong code', { 'x-clover-auth': 'wrong' }],
])('a webhook %s is refused, named in the log, and leaves nothing', async (_title, headers: Record<string, string>) => {
  const before = await countOf('webhook')
  const [newest] = (
    await told(house.api.GET('/api/v1/connections/{name}/hooks', { params: { path: { name: 'till' } } }))
  ).data
  expect(await knock(about('AAAAAAAAAAAAA', 4), headers)).toMatchObject({ status: 401 })
  expect(house.log()).toContain('hook.forged')
  const [after] = (
    await told(house.api.GET('/api/v1/connections/{name}/hooks', { params: { path: { name: 'till' } } }))
  ).data
  expect([after?.id, await countOf('webhook')]).toEqual([newest?.id, before])
})

test('a webhook of another merchant, one that is no message, and one for nobody are refused by name', async () => {
  expect(await knock(about('AAAAAAAAAAAAA', 5, 'ANOTHERSHOP01'))).toMatchObject({ status: 403 })
  expect(await knock('{"merchants":')).toMatchObject({ status: 400 })
  const nobody = await fetch(`${house.hub.url}/hooks/nobody/${address.split('/').at(-1)}`, {
    method: 'POST',
    body: '{}',
  })
  expect(nobody.status).toBe(404)
  expect(house.log()).toContain('hook.wrong_account')
})

test('a hundred messages at once about one customer are stored, and the customer is read', async () => {
  const { id } = house.clover.customers.create(customerDraft('Burst'))
  const replies = await Promise.all(Array.from({ length: 100 }, (_, ts) => knock(about(id, 1_000 + ts))))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  await until('the burst to be read', async () => ((await house.record(id)) === null ? new Waiting(null) : true))
  expect(await house.record(id)).toMatchObject({ version: 1 })
})

test('a customer that is deleted at the till is marked as gone there', async () => {
  const { id } = house.clover.customers.create(customerDraft('Bye'))
  await house.sync(flow, { externalId: id })
  const before = await countOf('webhook')
  house.clover.customers.remove(id)
  await house.clover.app.deliver()
  await runsBy('webhook', before + 1)
  const record = await house.record(id)
  expect(record?.links.find(({ externalId }) => externalId === id)?.goneAt).toEqual(expect.any(String))
})

test('an address without its secret part, or with another one, is nobody’s', async () => {
  const bare = address.slice(0, address.lastIndexOf('/'))
  for (const wrong of [bare, `${bare}/`, `${bare}/${'x'.repeat(32)}`]) {
    const headers = { 'content-type': 'application/json', 'x-clover-auth': authCode }
    const reply = await fetch(wrong, { method: 'POST', headers, body: JSON.stringify(about('AAAAAAAAAAAAA', 6)) })
    await reply.arrayBuffer()
    expect(reply.status).toBe(404)
  }
})

test('while the secret is changed over both are taken, and after a day the new one alone', async () => {
  const next = 'another-code-of-the-dashboard'
  const body = { webhookCode: next }
  const door = await told(house.api.PUT('/api/v1/connections/{name}/hook', { ...till, body }))
  expect(door.secretsBeforeUntil).toEqual(expect.any(String))
  expect(JSON.stringify(door)).not.toContain(next)
  const ask = async (code: string, ts: number) =>
    (await knock(about('AAAAAAAAAAAAA', ts), { 'x-clover-auth': code })).status
  expect([await ask(authCode, 7), await ask(next, 8)]).toEqual([200, 200])
  house.pass(86_400_000)
  expect([await ask(authCode, 9), await ask(next, 10)]).toEqual([401, 200])
})
