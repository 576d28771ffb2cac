import { openSession } from '@trefoil/sdk/testing'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clover } from '../connector.ts'
import { customers } from './customers.ts'
import { customersTarget } from './target.ts'

let shop: CloverSimulator
beforeAll(async () => {
  const elements = ['EMAIL', 'PHONE', 'ADDRESS', 'BUSINESSNAME', 'NOTE'].map((each) => `CUSTOMERS_${each}_W`)
  const permissions = ['MERCHANT_R', 'CUSTOMERS_R', 'CUSTOMERS_W', 'CUSTOMERS_EMAIL_R', ...elements]
  shop = await startClover({ region: 'eu', customers: 0, orders: 0, limits: false, permissions })
})
afterAll(() => shop.stop())

const open = () =>
  openSession(clover, {
    endpoint: shop.url,
    credentials: { merchantId: shop.merchantId, apiToken: shop.token },
    settings: { environment: 'eu' },
  })

test('a customer whose phone is withheld is read without it, which is not to have none', async () => {
  const { id } = shop.customers.create({
    emailAddresses: [{ emailAddress: 'nora@example.com' }],
    phoneNumbers: [{ phoneNumber: '555' }],
  })
  const found = await customers.fetch?.(open(), [id])
  expect(found?.get(id)).toMatchObject({ emailAddress: 'nora@example.com' })
  expect(found?.get(id)).not.toHaveProperty('phoneNumber')
  expect(found?.get(id)).not.toHaveProperty('phoneNumbers')
})

test('a withheld phone is sent with a new customer, and not once more with every change', async () => {
  const data = { firstName: 'Ola', emailAddress: 'ola@example.com', phoneNumber: '555-0100' }
  const write = { id: null, data, idempotencyKey: 'k' }
  const [made] = await customersTarget.upsert(open(), [write])
  const id = made !== undefined && 'id' in made ? made.id : ''
  const [changed] = await customersTarget.upsert(open(), [{ ...write, id, data: { ...data, firstName: 'Olaf' } }])
  expect(changed).toMatchObject({ status: 'updated', warnings: [expect.stringContaining('CUSTOMERS_PHONE_R')] })
  expect(shop.customers.get(id)).toMatchObject({ firstName: 'Olaf', phoneNumbers: [{ phoneNumber: '555-0100' }] })
})
