import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ products: 0, customers: 0 })
})
afterEach(() => shop.stop())

const upsert = async (input: object, identifier?: object) =>
  (await shop.ask('CustomerUpsert', { input, ...(identifier === undefined ? {} : { identifier }) })).data.customerSet

test('a customer is found by the value that names them, and made where there is nobody', async () => {
  const made = await upsert({ email: 'nora@example.com', firstName: 'Nora' }, { email: 'nora@example.com' })
  expect(made.userErrors).toEqual([])
  const again = await upsert({ email: 'Nora@Example.com', lastName: 'Lind' }, { email: 'nora@example.com' })
  expect(again.customer.id).toBe(made.customer.id)
  expect(shop.customers.list()).toMatchObject([{ firstName: 'Nora', lastName: 'Lind', email: 'Nora@Example.com' }])
  const found = await shop.ask('CustomerByIdentifier', { identifier: { emailAddress: 'nora@example.com' } })
  expect(found.data.customerByIdentifier.id).toBe(made.customer.id)
})

test.each([
  [{ firstName: 'A' }, { email: 'a@example.com' }, 'The input field corresponding to the identifier is required.'],
  [
    { email: 'b@example.com' },
    { email: 'a@example.com' },
    'The identifier value does not match the value of the corresponding field in the input.',
  ],
  [{ firstName: 'A' }, { id: 'gid://shopify/Customer/1' }, 'Resource matching the identifier was not found.'],
  [{ email: 'taken@example.com' }, undefined, 'Email has already been taken'],
  [{ email: 'nobody' }, undefined, 'Email is invalid'],
  [{ phone: '12' }, undefined, 'Phone is invalid'],
  [{ note: 'n' }, undefined, 'A name, phone number, or email address must be present'],
  [{ firstName: 'A', taxExempt: null }, undefined, 'Tax exempt is of unexpected type NilClass'],
])('setting %o by %o is refused: %s', async (input, identifier, message) => {
  shop.customers.create({ email: 'taken@example.com' })
  expect((await upsert(input, identifier)).userErrors).toMatchObject([{ message }])
  expect(shop.customers.count()).toBe(1)
})

test('a phone is kept as E.164 and belongs to one customer', async () => {
  await upsert({ phone: '(415) 555-0132' })
  expect(shop.customers.list()[0]?.phone).toBe('+14155550132')
  expect((await upsert({ phone: '+1 415 555 0132' })).userErrors).toMatchObject([
    { field: ['input', 'phone'], message: 'Phone has already been taken' },
  ])
})

test('addresses are replaced by the list, kept without it, cleared by none', async () => {
  const { customer } = await upsert({
    firstName: 'A',
    addresses: [
      { city: 'Berlin', countryCode: 'DE' },
      { city: 'Bonn', countryCode: 'DE' },
    ],
  })
  const cities = async () => {
    const { data } = await shop.ask(
      `{ customer(id: "${customer.id}") { defaultAddress { city countryCodeV2 } addressesV2(first: 9) { nodes { city } } } }`,
    )
    return [data.customer.defaultAddress?.city, data.customer.addressesV2.nodes.length]
  }
  expect(await cities()).toEqual(['Berlin', 2])
  await upsert({ lastName: 'B' }, { id: customer.id })
  expect(await cities()).toEqual(['Berlin', 2])
  await upsert({ addresses: [{ city: 'Köln', countryCode: 'DE' }] }, { id: customer.id })
  expect(await cities()).toEqual(['Köln', 1])
  await upsert({ addresses: [] }, { id: customer.id })
  expect(await cities()).toEqual([undefined, 0])
})

test('consent is changed by a mutation of its own', async () => {
  const { id } = shop.customers.create({ email: 'a@example.com', firstName: 'A' })
  const asked = await shop.ask('CustomerUpdate', {
    input: { id, emailMarketingConsent: { marketingState: 'SUBSCRIBED' } },
  })
  expect(asked.data.customerUpdate.userErrors[0].message).toContain('customerEmailMarketingConsentUpdate')
  const document = `mutation C($input: CustomerEmailMarketingConsentUpdateInput!) {
    customerEmailMarketingConsentUpdate(input: $input) { customer { defaultEmailAddress { marketingState } } userErrors { field message code } } }`
  const change = async (consent: object) =>
    (await shop.ask(document, { input: { customerId: id, emailMarketingConsent: consent } })).data
      .customerEmailMarketingConsentUpdate
  expect(await change({ marketingState: 'SUBSCRIBED', marketingOptInLevel: 'SINGLE_OPT_IN' })).toEqual({
    customer: { defaultEmailAddress: { marketingState: 'SUBSCRIBED' } },
    userErrors: [],
  })
  expect(
    (await change({ marketingState: 'SUBSCRIBED', consentUpdatedAt: '2030-01-01T00:00:00Z' })).userErrors,
  ).toMatchObject([{ message: 'Consent updated at must not be in the future', code: 'INVALID' }])
})

test('customers are read by when they changed', async () => {
  const { id } = shop.customers.create({ firstName: 'Old' })
  shop.wait(60_000)
  shop.customers.create({ firstName: 'New' })
  const changed = async () =>
    (
      await shop.ask('CustomersChanged', { first: 9, query: "updated_at:>='2026-11-20T12:00:30Z'" })
    ).data.customers.nodes.map(({ firstName }: { firstName: string }) => firstName)
  expect(await changed()).toEqual(['New'])
  shop.wait(60_000)
  shop.customers.update(id, { note: 'back' })
  expect(await changed()).toEqual(['New', 'Old'])
})

test('a customer with orders cannot be deleted', async () => {
  const { id } = shop.customers.create({ firstName: 'A' })
  shop.products.create({ title: 'Mug', variants: [{ sku: 'M' }] })
  shop.orders.create({ customerId: id, lines: [{ variant: 'M' }] })
  const { data } = await shop.ask(`mutation { customerDelete(input: { id: "${id}" }) { userErrors { message } } }`)
  expect(data.customerDelete.userErrors[0].message).toContain('associated orders')
})
