/** S0: what happens to the credentials of the till, and when they stop working. */
import { expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-customers'
const params = { path: { name: flow } }

const house = shared(openHouse)

const { arrives } = cloverDesk(() => house)
const till = () => told(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'till' } } }))

test('S0-023 the API token goes to Clover as a bearer token, and without it Clover hands nothing out', async () => {
  const { run } = await arrives('Porta')
  expect(run.counts).toMatchObject({ created: 1 })
  const customers = `${house.clover.url}/v3/merchants/${house.clover.merchantId}/customers`
  const status = async (headers: Record<string, string>) => (await fetch(customers, { headers })).status
  expect(await status({})).toBe(401)
  expect(await status({ authorization: `Bearer ${house.clover.token}` })).toBe(200)
})

test('S0-027 the addresses are read together with the customer', async () => {
  const before = house.clover.requests().length
  const { id } = await arrives('Una', {})
  const reads = house.clover.requests().slice(before)
  expect(reads.filter(({ path }) => path.includes(id)).every(({ path }) => /expand=[^&]*addresses/.test(path))).toBe(
    true,
  )
  expect(reads.some(({ path }) => path.includes(id))).toBe(true)
  expect((await house.record(id))?.data.addresses).toMatchObject([{ city: 'Boston' }])
})

test('S0-024 a revoked key stops the connection with one alert, whatever is triggered; a good one starts it again', async () => {
  const waiting = ['Rita', 'Rosa', 'Ruth']
  for (const name of waiting) house.clover.customers.create(customerDraft(name))
  const { run: last } = await arrives('Rena')
  house.clover.permit([])
  house.pass(60 * 60_000)
  const stopped = await until('the connection to stop', async () => {
    const connection = await till()
    return connection.state === 'stopped' ? connection : new Waiting(connection)
  })
  expect(stopped.fault).toMatchObject({ kind: 'credentials', message: expect.stringContaining('401') })

  house.pass(60 * 60_000)
  for (const problem of [
    await refused(house.api.POST('/api/v1/flows/{name}/runs', { params })),
    await refused(house.api.POST('/api/v1/flows/{name}/sync', { params, body: { externalId: 'ANYC0NE123456' } })),
  ]) {
    expect(problem).toMatchObject({ status: 409, code: 'connection_stopped' })
    expect(problem.detail).toContain('Nothing was queued')
  }
  const { data: runs } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow } } }))
  const since = runs.filter(({ id }) => id > last.id)
  expect(since).toMatchObject([{ kind: 'poll', state: 'failed', read: 0, fault: { kind: 'credentials' } }])
  expect(house.log().match(/"connection\.stopped"/g)).toHaveLength(1)
  const { data: issues } = await told(house.api.GET('/api/v1/issues'))
  expect(issues).toMatchObject([{ state: 'open', connection: 'till' }])
  const alerts = house.hub.database.kysely.selectFrom('alert').select(['kind', 'issue_id']).execute()
  expect(await alerts).toEqual([{ kind: 'stopped', issue_id: issues[0]?.id }])

  house.clover.permit(['MERCHANT_R', 'CUSTOMERS_R', 'INVENTORY_R', 'EMPLOYEES_R', 'ORDERS_R', 'PAYMENTS_R'])
  const credentials = { merchantId: house.clover.merchantId, apiToken: house.clover.token }
  const body = { connector: 'clover', name: 'till', credentials, settings: {}, allowMissing: false }
  await told(house.api.POST('/api/v1/connections', { body }))
  expect(await till()).toMatchObject({ state: 'active', fault: null })
  expect(await house.run(flow)).toMatchObject({ state: 'done', counts: { error: 0 } })
  for (const name of waiting) expect(await house.record(emailOf(name))).toMatchObject({ data: { firstName: name } })
})
