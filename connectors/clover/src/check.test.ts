import { openSession } from '@trefoil/sdk/testing'
import { type CloverOptions, type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterEach, expect, test } from 'vitest'
import { check } from './check.ts'
import { clover } from './connector.ts'
import { cloverCredentials } from './credentials.ts'
import { cloverSettings } from './settings.ts'

let shop: CloverSimulator | undefined
afterEach(() => shop?.stop())

async function checked(options: CloverOptions, environment: 'eu' | 'sandbox') {
  shop = await startClover({ customers: 0, orders: 0, limits: false, ...options })
  shop.customers.create({
    firstName: 'Nora',
    emailAddresses: [{ emailAddress: 'nora@example.com' }],
    phoneNumbers: [{ phoneNumber: '555-0100' }],
  })
  const credentials = cloverCredentials.parse({ merchantId: shop.merchantId, apiToken: shop.token })
  const settings = cloverSettings.parse({ environment })
  const opened = openSession(clover, { endpoint: shop.url, credentials, settings })
  const report = await check({ ...opened, credentials, settings })
  return report.permissions
}

const plain = ['MERCHANT_R', 'CUSTOMERS_R', 'CUSTOMERS_EMAIL_R']

test('in Europe an element of the customers that is withheld is missing by its own name', async () => {
  const permissions = await checked({ region: 'eu', permissions: plain }, 'eu')
  expect(permissions).toMatchObject({ CUSTOMERS_EMAIL_R: 'granted', CUSTOMERS_PHONE_R: 'missing' })
})

test('in Europe an element that is shown empty may be withheld or not be there: nobody knows', async () => {
  const choices = { withheldElement: 'empty' as const }
  const permissions = await checked({ region: 'eu', permissions: plain, choices }, 'eu')
  expect(permissions).toMatchObject({ CUSTOMERS_EMAIL_R: 'granted', CUSTOMERS_PHONE_R: 'unknown' })
})

test('elsewhere there are no such permissions', async () => {
  expect(Object.keys(await checked({}, 'sandbox')).filter((each) => each.includes('EMAIL'))).toEqual([])
})

test('a missing permission is the same where Clover tells it from a bad token', async () => {
  const choices = { missingPermission: 403 as const }
  const permissions = await checked({ permissions: ['CUSTOMERS_R'], choices }, 'sandbox')
  expect(permissions).toMatchObject({ CUSTOMERS_R: 'granted', CUSTOMERS_W: 'missing', ORDERS_R: 'missing' })
})
