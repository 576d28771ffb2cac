/** A flow that is applied while another one is being read hears of everything from then on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-customers'

let house: House
beforeAll(async () => {
  house = await openHouse({ apply: [flow], clover: { customers: 1_200, dirt: false } })
})
afterAll(() => house?.close())

test('what is read after a flow was applied goes out over it, also where the reading began before', async () => {
  const customers = `GET /v3/merchants/${house.clover.merchantId}/customers`
  house.clover.faults.add({ match: customers, kind: 'status', status: 503, after: 1, times: 10_000 })
  const { run } = await told(house.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: flow } } }))
  const state = () => told(house.api.GET('/api/v1/runs/{id}', { params: { path: { id: String(run) } } }))
  const first = await until('the first page to be stored', async () => {
    const now = await state()
    return now.read >= 999 ? now : new Waiting(now)
  })
  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name: 'klaviyo-profiles' } } }))
  house.clover.faults.clear()
  const last = await until('the reading to end', async () => {
    const now = await state()
    return now.finishedAt === null ? new Waiting(now) : now
  })
  await house.quiet()
  expect(last).toMatchObject({ state: 'done', read: 1_200 })
  expect(house.klaviyo.profiles.list()).toHaveLength(last.read - first.read)
})
