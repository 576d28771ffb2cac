import { openSession } from '@trefoil/sdk/testing'
import { startClover } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { clover } from '../connector.ts'
import { findCustomers } from './find-customers.ts'

const shop = await startClover({ customers: 0, orders: 0, limits: false })
afterAll(() => shop.stop())

const session = openSession(clover, {
  endpoint: shop.url,
  credentials: { merchantId: shop.merchantId, apiToken: shop.token },
  settings: {},
})
const withPhone = (phoneNumber: string) => shop.customers.create({ phoneNumbers: [{ phoneNumber }] }).id

test('a number that more customers have than one answer holds hides nobody who has another', async () => {
  const first = withPhone('555-0001')
  const crowd = Array.from({ length: 1_001 }, () => withPhone('555-0000'))
  const last = withPhone('555-0002')
  const found = await findCustomers(session, 'phoneNumber', ['555-0000', '555-0001', '555-0002'])
  expect([found.get('555-0001'), found.get('555-0002')]).toEqual([[first], [last]])
  expect(new Set(found.get('555-0000'))).toEqual(new Set(crowd))
})
