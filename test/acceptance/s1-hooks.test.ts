/** S1: an app's webhook brings an order into the hub without a poll. */
import { beforeAll, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const never = 3_600_000

const house = shared(() => {
  const choices = { webhookDelay: never, webhookRetryDelay: never }
  return openHouse({ apply: ['clover-customers', 'clover-orders'], clover: { choices } })
})
beforeAll(async () => {
  const { app } = house.clover
  const permissions = ['CUSTOMERS_R', 'ORDERS_R', 'PAYMENTS_R']
  const till = { params: { path: { name: 'till' } } }
  const { url: webhookUrl } = await told(house.api.GET('/api/v1/connections/{name}/hook', till))
  app.configure({ webhookUrl, permissions, events: ['C', 'O'] })
  expect(await app.sendVerificationCode()).toBe(200)
  const { out } = await trefoil(house, 'connection', 'hooks', 'till', '--json')
  const { verificationCode } = JSON.parse(JSON.parse(out).data[0].verification)
  const webhookCode = app.verify(verificationCode) ?? ''
  app.install()
  await told(house.api.PUT('/api/v1/connections/{name}/hook', { ...till, body: { webhookCode } }))
  await app.deliver()
  await house.run('clover-customers')
  await house.run('clover-orders')
})

test("an order that is paid at the till is in the hub by Clover's webhook, and its refund as well", async () => {
  const { id } = house.clover.orders.createFor(undefined, { title: 'hooked', paymentState: 'PAID' })
  await house.clover.app.deliver()
  expect(await orderWhere(({ status }) => status === 'PAID')).toMatchObject({ transactionNumber: 'hooked', total: 650 })
  house.pass(5_000)
  house.clover.orders.update(id, { paymentState: 'REFUNDED' })
  await house.clover.app.deliver()
  expect(await orderWhere(({ status }) => status === 'REFUNDED')).toMatchObject({ transactionNumber: 'hooked' })
})

async function orderWhere(holds: (order: Record<string, unknown>) => boolean) {
  return until('the order to arrive', async () => {
    const query = { entity: 'Order', limit: 50 }
    const { data } = await told(house.api.GET('/api/v1/records', { params: { query } }))
    return data.map((each) => each.data).find(holds) ?? new Waiting(data)
  })
}
