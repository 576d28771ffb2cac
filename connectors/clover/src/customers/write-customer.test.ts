import { openSession } from '@trefoil/sdk/testing'
import { startClover } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { clover } from '../connector.ts'
import { writeCustomers } from './write-customer.ts'

const shop = await startClover({ customers: 0, orders: 0, limits: false })
afterAll(() => shop.stop())

const session = openSession(clover, {
  endpoint: shop.url,
  credentials: { merchantId: shop.merchantId, apiToken: shop.token },
  settings: {},
})

test('spaces are no contact: a new customer who has no more than those is made without one', async () => {
  const data = { firstName: 'Ada', emailAddress: ' ', phoneNumber: '  ' }
  const [outcome] = await writeCustomers(session, [{ id: null, data, idempotencyKey: 'k' }])
  expect(outcome).toMatchObject({ status: 'created' })
  expect(shop.customers.list()).toMatchObject([{ firstName: 'Ada', emailAddresses: [], phoneNumbers: [] }])
})
