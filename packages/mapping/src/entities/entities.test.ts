import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../json.ts'
import { customer } from './customer.ts'
import { shapeOf } from './entities.ts'
import { shapeOfJsonSchema } from './entity-shape.ts'
import { isEmailAddress, validateRecord } from './validate.ts'

const good: JsonObject = {
  customerNumber: 'C1',
  firstName: 'Ann',
  lastName: null,
  emailAddress: 'ann@example.com',
  addresses: [{ id: 'a', city: 'Ulm', isPrimaryBilling: true }],
  customFields: { tier: 'gold', 'Last Active': null },
}

function troubles(change: JsonObject): string[] {
  return validateRecord(customer, { ...good, ...change }).map(({ code, field }) => `${code} ${field}`)
}

test('entities are found by their name, and inherited names are none', () => {
  expect(shapeOf('Customer')).toBe(customer)
  expect(shapeOf('Invoice')).toBeUndefined()
  expect(shapeOf('constructor')).toBeUndefined()
})

describe('a customer', () => {
  test('with number, name and e-mail address is good', () => {
    expect(validateRecord(customer, good)).toEqual([])
  })

  test.each<[JsonObject, string]>([
    [{ customerNumber: ' ' }, 'REQUIRED_FIELD_MISSING customerNumber'],
    [{ customerNumber: null }, 'REQUIRED_FIELD_MISSING customerNumber'],
    [{ customerNumber: 7 }, 'WRONG_TYPE customerNumber'],
    [{ emailAddress: 'not-an-email' }, 'INVALID_EMAIL emailAddress'],
    [{ firstName: '', lastName: ' ' }, 'NAME_MISSING lastName'],
    [{ addresses: 'none' }, 'WRONG_TYPE addresses'],
    [{ addresses: ['a'] }, 'WRONG_TYPE addresses.0'],
    [{ addresses: [{ id: 'a', city: 1 }] }, 'WRONG_TYPE addresses.0.city'],
    [{ addresses: [{ city: 'Ulm' }] }, 'REQUIRED_FIELD_MISSING addresses.0.id'],
    [{ addresses: [{ id: 'a', isPrimaryBilling: 'yes' }] }, 'WRONG_TYPE addresses.0.isPrimaryBilling'],
    [{ phone: '1' }, 'UNKNOWN_FIELD phone'],
    [{ customFields: [] }, 'WRONG_TYPE customFields'],
  ])('%j is one trouble: %s', (change, trouble) => {
    expect(troubles(change)).toEqual([trouble])
  })

  test('may lack an e-mail address and one of the two names', () => {
    expect(troubles({ emailAddress: null, firstName: null, lastName: 'Lee' })).toEqual([])
    expect(troubles({ emailAddress: '' })).toEqual([])
  })

  test('is never quoted in a complaint', () => {
    const text = JSON.stringify(validateRecord(customer, { ...good, emailAddress: 'Secret Person', firstName: 5 }))
    expect(text).not.toContain('Secret')
  })
})

test.each([
  ['a@b.co', true],
  ["o'neil+tag@mail.example.com", true],
  ['jörg@exämple.de', true],
  ['a@b', false],
  ['a b@c.de', false],
  ['a@@b.de', false],
  ['a@b..de', false],
  ['.a@b.de', false],
  ['a.@b.de', false],
  ['a@-b.de', false],
  ['a@b.de,c@d.de', false],
  ['<a@b.de>', false],
  [`${'a'.repeat(65)}@b.de`, false],
  ['', false],
])('%s as an e-mail address: %s', (address, isOne) => {
  expect(isEmailAddress(address)).toBe(isOne)
})

test('a JSON Schema becomes a shape with types, demands, marks and children', () => {
  const shape = shapeOfJsonSchema('Thing', {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string', unique: true },
      at: { type: 'string', format: 'date-time' },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'A note.' },
      both: { anyOf: [{ type: 'string' }, { type: 'number' }] },
      none: { oneOf: [{ type: 'null' }] },
      several: { type: ['string', 'number'] },
      unsaid: true,
      price: { type: 'number' },
      sold: { type: 'boolean', description: 7 },
      odd: [{ type: 'string' }],
      empty: null,
      count: { type: ['integer', 'null'], managed: true },
      tags: { type: 'array', items: { type: 'string' } },
      lines: {
        type: 'array',
        items: { type: 'object', properties: { sku: { type: 'string' } }, additionalProperties: false },
      },
      place: { type: 'object', properties: { city: { type: 'string' } }, additionalProperties: false },
      extra: { type: 'object', additionalProperties: {} },
    },
    additionalProperties: {},
  })
  expect(shape).toEqual({
    name: 'Thing',
    open: true,
    fields: {
      id: { type: 'text', required: true, unique: true },
      at: { type: 'datetime' },
      note: { type: 'text', says: 'A note.' },
      both: { type: 'any' },
      none: { type: 'any' },
      several: { type: 'any' },
      unsaid: { type: 'any' },
      price: { type: 'number' },
      sold: { type: 'boolean' },
      odd: { type: 'any' },
      empty: { type: 'any' },
      count: { type: 'number', managed: true },
      tags: { type: 'list' },
      lines: { type: 'children', of: { name: 'lines', fields: { sku: { type: 'text' } } } },
      place: { type: 'record', of: { name: 'place', fields: { city: { type: 'text' } } } },
      extra: { type: 'map' },
    },
  })
})

test('a JSON Schema that says nothing of other names, or forbids them, becomes a closed shape', () => {
  expect(shapeOfJsonSchema('Thing', {})).toEqual({ name: 'Thing', fields: {} })
  expect(shapeOfJsonSchema('Thing', { additionalProperties: false })).toEqual({ name: 'Thing', fields: {} })
})
