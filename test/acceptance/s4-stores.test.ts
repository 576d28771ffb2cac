/** S4: each store is a connection with credentials of its own, which can be tried and changed by themselves. */
import type { Merchant } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const house = shared(() => openHouse({ apply: ['clover-customers'] }))
let airport: Merchant
beforeAll(async () => {
  airport = house.clover.addMerchant()
})

const accountOf = ({ merchantId, token }: { merchantId: string; token: string }, name: string) => ({
  ...{ connector: 'clover', name, settings: {}, credentials: { merchantId, apiToken: token } },
})

const apply = (connection: string) =>
  house.api.POST('/api/v1/recipes/{name}/apply', {
    params: { path: { name: 'clover-customers' } },
    body: { connection },
  })

test('S4-011 the credentials of each store are tried by themselves', async () => {
  const check = (store: { merchantId: string; token: string }, name: string) =>
    house.api.POST('/api/v1/connections/check', { body: accountOf(store, name) })
  expect((await told(check(house.clover, 'till'))).account).toBe(house.clover.merchantId)
  expect((await told(check(airport, 'airport'))).account).toBe(airport.merchantId)
  const mixed = { merchantId: airport.merchantId, token: house.clover.token }
  expect((await refused(check(mixed, 'airport'))).detail).toContain(airport.merchantId)
})

test('S4-011 a second store has flows of its own, and the customers of both are in the hub', async () => {
  await told(house.api.POST('/api/v1/connections', { body: { ...accountOf(airport, 'airport'), allowMissing: false } }))
  const { flows } = await told(apply('airport'))
  expect(flows).toMatchObject([{ name: 'clover-customers-airport', result: 'created' }])
  expect((await told(apply('airport'))).flows).toMatchObject([{ result: 'unchanged' }])
  expect((await told(apply('till'))).flows).toMatchObject([{ name: 'clover-customers', result: 'unchanged' }])
  const here = house.clover.customers.create(customerDraft('Downtown')).id
  const there = airport.customers.create(customerDraft('Gate')).id
  await house.run('clover-customers')
  await house.run('clover-customers-airport')
  expect([await house.record(here), await house.record(there)]).toMatchObject([
    { data: { firstName: 'Downtown' } },
    { data: { firstName: 'Gate' } },
  ])
})

test('S4-011 what the credentials of a connected store may do is asked anew, without typing them again', async () => {
  const params = { path: { name: 'airport' } }
  const checked = await told(house.api.POST('/api/v1/connections/{name}/check', { params }))
  expect(checked.account).toBe(airport.merchantId)
  const customers = checked.permissions.find(({ permission }) => permission === 'CUSTOMERS_R')
  expect(customers).toMatchObject({ state: 'granted', usedBy: ['clover-customers-airport'] })
  const { out } = await trefoil(house, 'connection', 'check', 'till')
  expect(out).toMatch(/CUSTOMERS_R +granted +clover-customers/)
})

test('S4-012 new credentials of a store take the place of the old ones at once, or not at all', async () => {
  const bad = { merchantId: airport.merchantId, token: 'not-a-token' }
  const problem = await refused(
    house.api.POST('/api/v1/connections', { body: { ...accountOf(bad, 'airport'), allowMissing: false } }),
  )
  expect(problem.detail).toContain('nothing was stored')
  expect((await house.run('clover-customers-airport')).state).toBe('done')
  const token = house.clover.keys.issue({ merchantId: airport.merchantId })
  const next = { merchantId: airport.merchantId, token }
  await told(house.api.POST('/api/v1/connections', { body: { ...accountOf(next, 'airport'), allowMissing: false } }))
  house.clover.keys.revoke(airport.token)
  expect((await house.run('clover-customers-airport')).state).toBe('done')
  expect((await house.run('clover-customers')).state).toBe('done')
})
