import type { JsonObject } from '@trefoil/sdk'
import { Fault } from '@trefoil/sdk'
import { describe, expect, test } from 'vitest'
import { type PreparedOrder, prepareOrder } from './order-event.ts'

const history = { before: new Date('2026-03-01T00:00:00Z'), isKnown: true }
const order = {
  uniqueId: 'ORD-5001',
  profileId: '01J9ZK3M5T7Q8V0W2X4Y6Z8A1B',
  time: '2026-03-05T18:00:00Z',
  billingAddress: { id: 'B', isPrimaryBilling: true, firstName: 'Ana', city: 'Madrid', country: 'Spain' },
}

function prepared(more: object = {}, at = history): PreparedOrder {
  const found = prepareOrder(0, { id: null, data: { ...order, ...more }, idempotencyKey: 'k' }, at)
  if (found instanceof Fault) throw found
  return found
}

function propertiesOf(more: object, nth = 0): JsonObject {
  return JSON.parse(JSON.stringify(prepared(more).events[nth]?.properties ?? {}))
}

describe('amounts', () => {
  test.each([
    ['USD', 5990, 59.9],
    ['JPY', 5990, 5990],
    ['KRW', 5990, 5990],
    ['KWD', 5990, 5.99],
    [null, 5990, 59.9],
  ])('in %s %i minor units are %d', (currency, minor, units) => {
    const items = [{ id: 'L1', itemPrice: minor, rowTotal: minor }]
    const { events } = prepared({ currency, value: minor, amounts: 'minor', items })
    expect(events.map(({ value }) => value)).toEqual([units, units])
    expect(events[1]?.properties).toMatchObject({ ItemPrice: units })
  })

  test('zero is an amount, and nothing is none', () => {
    expect(prepared({ value: 0, amounts: 'minor' }).events[0]?.value).toBe(0)
    expect(prepared({ value: null, amounts: 'minor' }).events[0]).not.toHaveProperty('value')
  })

  test('amounts of another sender are left as they are', () => {
    expect(prepared({ value: 59.9, currency: 'EUR' }).events[0]?.value).toBe(59.9)
  })
})

describe('history', () => {
  const backfillOf = (more: object, at = history) => prepared(more, at).events[0]?.backfill

  test('an order of long ago starts no flow, nor do its lines', () => {
    const { events } = prepared({ time: '2026-02-01T00:00:00Z', items: [{ id: 'L1' }] })
    expect(events.map(({ backfill }) => backfill)).toEqual([true, true])
  })

  test('a new one does, and one without a time is new', () => {
    expect([backfillOf({}), backfillOf({ time: null })]).toEqual([undefined, undefined])
  })

  test('what the mapping says of it counts', () => {
    expect([backfillOf({ backfill: true }), backfillOf({ time: '2026-02-01T00:00:00Z', backfill: false })]).toEqual([
      true,
      undefined,
    ])
  })

  test('a revision that knows no history is told of none', () => {
    expect(backfillOf({ backfill: true }, { ...history, isKnown: false })).toBeUndefined()
  })
})

describe('names', () => {
  test('an address has Klaviyo’s names, and nothing of the hub’s own', () => {
    const shippingAddress = { postalCode: '02134', region: 'MA', country: 'US', phoneNumber: '+16175550100' }
    expect(propertiesOf({ shippingAddress })).toMatchObject({
      BillingAddress: { FirstName: 'Ana', City: 'Madrid', CountryCode: 'ES' },
      ShippingAddress: { Zip: '02134', RegionCode: 'MA', CountryCode: 'US', Phone: '+16175550100' },
    })
    expect(Object.keys(Object(propertiesOf({}).BillingAddress)).toSorted()).toEqual([
      'City',
      'CountryCode',
      'FirstName',
    ])
  })

  test('a country and a region that are no codes stay words', () => {
    const billingAddress = { region: 'Comunidad de Madrid', country: 'Freedonia' }
    expect(propertiesOf({ billingAddress }).BillingAddress).toEqual({
      Region: 'Comunidad de Madrid',
      Country: 'Freedonia',
    })
  })

  test('the brand is Brand among the items, ProductBrand in an event of its own, and Brands of the order', () => {
    const items = [
      { id: 'L1', brand: 'Acme', sku: 'TR-42' },
      { id: 'L2', brand: 'Acme', sku: null },
    ]
    expect(propertiesOf({ items })).toMatchObject({ Brands: ['Acme'], Items: [{ Brand: 'Acme', SKU: 'TR-42' }, {}] })
    expect(propertiesOf({ items }, 1)).toEqual({ OrderId: 'ORD-5001', ProductBrand: 'Acme', SKU: 'TR-42' })
  })

  test('what is mapped beside goes along under its own name', () => {
    expect(propertiesOf({ Status: 'Complete', amounts: 'minor', DiscountCode: 'SPRING' })).toMatchObject({
      Status: 'Complete',
      DiscountCode: 'SPRING',
    })
    expect(propertiesOf({ amounts: 'minor', backfill: true })).not.toHaveProperty('amounts')
  })
})

test('each event of an order has a unique id of its own, the same whenever it is sent', () => {
  const items = [{ id: 'L1' }, {}]
  const ids = () => prepared({ items }).events.map(({ unique_id }) => unique_id)
  expect(ids()).toEqual(['ORD-5001', 'ORD-5001/L1', 'ORD-5001/2'])
  expect(ids()).toEqual(ids())
})

test('lines that bear one name, and one that bears the place of another, are events of their own', () => {
  const items = [{ id: '2' }, {}, { id: '2' }]
  const ids = prepared({ items }).events.map(({ unique_id }) => unique_id)
  expect(ids.slice(0, 2)).toEqual(['ORD-5001', 'ORD-5001/2'])
  expect(new Set(ids).size).toBe(4)
})

test.each(['', null, undefined])('an order whose number is %j is not sent under none', (uniqueId) => {
  const found = prepareOrder(0, { id: null, data: { ...order, uniqueId }, idempotencyKey: 'k' }, history)
  expect(found).toMatchObject({ kind: 'invalid', details: { field: 'uniqueId' } })
})
