import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noon, openShop, type TestShop } from '../test-shop.ts'
import { cloverPlatform } from './platform.ts'

/** The till against a pretended Clover: what was written is read again. */
let shop: TestShop
let till: TestShop['till']
beforeAll(async () => {
  shop = await openShop({ items: 0 })
  till = shop.till
})
afterAll(() => shop?.simulator.stop())
beforeEach(() => {
  shop.asked()
})

const nora = {
  firstName: 'Nora',
  lastName: 'Lindqvist',
  emailAddresses: [{ emailAddress: 'nora@example.com' }],
  phoneNumbers: [{ phoneNumber: '555-100-0001' }],
}

describe('customers', () => {
  test('are made with contacts, which come back where they are expanded, as plain lists', async () => {
    const made = await till.customers.create(nora, { expand: ['emailAddresses', 'phoneNumbers'] })
    expect(made).toMatchObject({ ...nora, marketingAllowed: false })
    const plain = await till.customers.get(made.id)
    expect(plain).toEqual({
      id: made.id,
      href: expect.any(String),
      firstName: 'Nora',
      lastName: 'Lindqvist',
      marketingAllowed: false,
      customerSince: noon.getTime(),
    })
  })

  test('have contacts that are added, changed and removed one by one', async () => {
    const { id } = await till.customers.create({ firstName: 'Ola' })
    const mail = await till.customers.emailAddresses(id).create({ emailAddress: 'ola@example.com' })
    await till.customers.emailAddresses(id).update(mail.id, { emailAddress: 'ola2@example.com' })
    const phone = await till.customers.phoneNumbers(id).create({ phoneNumber: '+47 22 00 00 00' })
    await till.customers.phoneNumbers(id).remove(phone.id)
    const street = { address1: '5 Elm St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }
    await till.customers.addresses(id).create(street)
    const whole = await till.customers.get(id, { expand: ['emailAddresses', 'phoneNumbers', 'addresses'] })
    expect(whole.emailAddresses).toMatchObject([{ emailAddress: 'ola2@example.com' }])
    expect(whole.phoneNumbers).toEqual([])
    expect(whole.addresses).toMatchObject([street])
  })

  test('have company, note and birthday', async () => {
    const { id } = await till.customers.create({})
    await till.customers.setMetadata(id, { businessName: 'Lindqvist AB', dobMonth: 4, dobDay: 12 })
    const { metadata } = await till.customers.get(id, { expand: ['metadata'] })
    expect(metadata).toMatchObject({ businessName: 'Lindqvist AB', dobMonth: 4, dobDay: 12 })
  })

  test('are changed in part, and gone after they are removed', async () => {
    const { id } = await till.customers.create({ firstName: 'Pia', lastName: 'Holm' })
    expect(await till.customers.update(id, { firstName: 'Mia' })).toMatchObject({ firstName: 'Mia', lastName: 'Holm' })
    await till.customers.remove(id)
    await expect(till.customers.get(id)).rejects.toMatchObject({ statusCode: 404, detail: 'Customer not found' })
  })

  test('are filtered by what Clover can filter them by', async () => {
    const { id } = await till.customers.create({
      firstName: 'Quentin',
      emailAddresses: [{ emailAddress: 'q@example.com' }],
    })
    const found = await till.customers.list({ filter: { emailAddress: 'q@example.com', id: { in: [id] } } }).all()
    expect(found.map((customer) => customer.id)).toEqual([id])
  })

  test('with a card number in any field are refused before the call', async () => {
    const { id } = await till.customers.create({})
    shop.asked()
    await expect(till.customers.setMetadata(id, { note: 'card 4242 4242 4242 4242' })).rejects.toMatchObject({
      code: 'card_number_refused',
      param: 'note',
    })
    expect(shop.asked()).toEqual([])
  })
})

describe('orders', () => {
  test('are made with lines and a discount, and read with all of it', async () => {
    const order = await till.orders.create({ state: 'open', title: 'T-1', externalReferenceId: 'web-7' })
    const soup = await till.orders.lineItems(order.id).create({ name: 'Lentil soup', price: 650 })
    await till.orders.lineItems(order.id).discounts(soup.id).create({ name: 'Silver', percentage: 10 })
    await till.orders.discounts(order.id).create({ name: 'Loyalty reward', amount: -500 })
    await till.orders.update(order.id, { total: 85 })
    const whole = await till.orders.get(order.id, { expand: ['lineItems.discounts', 'discounts'] })
    expect(whole).toMatchObject({ total: 85, externalReferenceId: 'web-7' })
    expect(whole.discounts).toMatchObject([{ name: 'Loyalty reward', amount: -500 }])
    await till.orders.remove(order.id)
    await expect(till.orders.get(order.id)).rejects.toMatchObject({ statusCode: 404 })
  })

  test.each([
    [{ name: 'Reward', amount: 500 }, 'amount', 'must be written as -500'],
    [{ name: '', amount: -500 }, 'name', 'not resolved'],
  ])('a discount %j is refused before the call', async (discount, param, words) => {
    const made = till.orders.discounts('K4W8N2R6T0V3X').create(discount)
    await expect(made).rejects.toMatchObject({ param, message: expect.stringContaining(words) })
    expect(shop.asked()).toEqual([])
  })
})

describe('the history of orders', () => {
  const day = 86_400_000
  let old: TestShop
  beforeAll(async () => {
    old = await openShop({ orders: 300 })
  })
  afterAll(() => old?.simulator.stop())

  test('beyond 90 days is walked in windows, each order once', async () => {
    const open = await openShop({ orders: 300, ninetyDays: false })
    const all = await open.till.orders.list().all()
    await open.simulator.stop()
    const recent = await old.till.orders.list().all()
    expect(recent.length).toBeLessThan(all.length)
    old.asked()
    const since = new Date(noon.getTime() - 400 * day)
    const found = await old.till.orders.list({ filter: { clientCreatedTime: { atLeast: since } } }).all()
    expect(found.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
    expect(old.asked()).toHaveLength(5)
  })

  test('is not asked by a field that would hide a part of it', () => {
    const list = () => old.till.orders.list({ filter: { createdTime: { atLeast: noon.getTime() - 91 * day } } })
    expect(list).toThrow(expect.objectContaining({ code: 'out_of_range', param: 'createdTime' }))
  })
})

describe('paging', () => {
  let big: TestShop
  beforeAll(async () => {
    big = await openShop({ customers: 250 })
  })
  afterAll(() => big?.simulator.stop())

  test('ends with the first page that is not full, and gives each customer once', async () => {
    const ids = (await big.till.customers.list({ pageSize: 100 }).all()).map(({ id }) => id)
    expect(new Set(ids).size).toBe(250)
    expect(big.asked()).toEqual([0, 100, 200].map((offset) => `GET /customers?limit=100&offset=${offset}`))
  })

  test('gives a row that slid onto the next page once, and each page as it came', async () => {
    const list = big.till.customers.list({ pageSize: 100 })
    const ids: string[] = []
    for await (const { id } of list) {
      if (ids.length === 50) big.simulator.customers.create({ firstName: 'Late' })
      ids.push(id)
    }
    expect(ids.length).toBe(new Set(ids).size)
    expect(ids.length).toBeGreaterThanOrEqual(250)
    const pages: number[] = []
    for await (const page of list.pages()) pages.push(page.length)
    expect(pages).toEqual([100, 100, 51])
  })

  test('asks for no more pages than are walked', async () => {
    big.asked()
    await big.till.customers.list({ pageSize: 10 }).take(15)
    expect(big.asked()).toHaveLength(2)
  })

  test.each([0, 1_001, 2.5])('a page of %d rows is refused', (pageSize) => {
    expect(() => big.till.customers.list({ pageSize })).toThrow(expect.objectContaining({ param: 'pageSize' }))
  })
})

test('an expansion that Clover would ignore is refused, and so is a fourth', async () => {
  const path = { code: 'unknown_field', param: 'expand' }
  const expand: ['emailAddresses'] = JSON.parse('["emails"]')
  await expect(till.customers.get('C9QZ7T1V3W5X2', { expand })).rejects.toMatchObject(path)
  const four = ['addresses', 'emailAddresses', 'phoneNumbers', 'cards'] as const
  expect(() => till.customers.list({ expand: four })).toThrow(expect.objectContaining({ code: 'out_of_range' }))
  expect(shop.asked()).toEqual([])
})

test('an empty id is refused: it would speak of the whole collection', async () => {
  await expect(till.orders.remove('')).rejects.toMatchObject({ code: 'missing', param: 'id' })
  await expect(till.items.removeMany(['A', ''])).rejects.toMatchObject({ code: 'missing' })
  await till.items.removeMany([])
  expect(shop.asked()).toEqual([])
})

test("another merchant's id is a 401, as Clover does not tell that from a bad token", async () => {
  const { token, url } = shop.simulator
  const stranger = cloverPlatform(token, { merchantId: 'ANOTHERSH0P00', endpoints: { platform: url } })
  await expect(stranger.merchant.get()).rejects.toMatchObject({ name: 'CloverAuthenticationError', statusCode: 401 })
})

test('a client needs a token and a merchant', () => {
  expect(() => cloverPlatform('', { merchantId: 'M' })).toThrow(expect.objectContaining({ param: 'accessToken' }))
  expect(() => cloverPlatform('T', { merchantId: '' })).toThrow(expect.objectContaining({ param: 'merchantId' }))
})

test('in Europe a token sees the contacts for which it has the permission, and no others', async () => {
  const everything = ['CUSTOMERS_R', 'CUSTOMERS_W', 'CUSTOMERS_PHONE_R', 'CUSTOMERS_PHONE_W']
  const europe = await openShop({ region: 'eu', permissions: everything })
  const { id } = europe.simulator.customers.create({ emailAddresses: [{ emailAddress: 'nora@example.com' }] })
  const seen = await europe.till.customers.get(id, { expand: ['emailAddresses', 'phoneNumbers'] })
  await europe.simulator.stop()
  expect(seen.phoneNumbers).toEqual([])
  expect(seen.emailAddresses ?? []).toEqual([])
})

test('an expanded list that Clover leaves out is absent, and not made up', async () => {
  const silent = await openShop({ choices: { emptyNestedList: 'absent' } })
  const { id } = await silent.till.customers.create({ firstName: 'Nora' })
  const seen = await silent.till.customers.get(id, { expand: ['emailAddresses'] })
  await silent.simulator.stop()
  expect(seen).not.toHaveProperty('emailAddresses')
})
