import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../json.ts'
import { customer } from './customer.ts'
import type { EntityShape, FieldShape } from './entity-shape.ts'
import { isEmailAddress, validateRecord } from './validate.ts'

const line: EntityShape = {
  name: 'Line',
  fields: { id: { type: 'text', required: true }, sku: { type: 'text', unique: true } },
}
const order: EntityShape = {
  name: 'Order',
  fields: {
    name: { type: 'text', required: true },
    at: { type: 'datetime' },
    paid: { type: 'boolean' },
    total: { type: 'number' },
    tags: { type: 'list' },
    lines: { type: 'children', of: line },
    bare: { type: 'children' },
    ship: { type: 'record', of: line },
    extra: { type: 'map' },
    odd: { type: 'map', of: line },
    any: { type: 'any' },
  },
}

function sentences(change: JsonObject, shape = order): string[] {
  return validateRecord(shape, { name: 'N', ...change }).map(
    ({ code, message, field }) => `${code} ${field}: ${message}`,
  )
}

test.each(['1', 'Order 5', 'March 7', '2024-02-30', '2024-02-30T00:00:00Z', '2/29/2024', '2024-02-29T25:00:00Z'])(
  'what only reads as a date by chance is none: %s',
  (at) => {
    expect(sentences({ at })).toEqual(['WRONG_TYPE at: at must be an ISO 8601 date and time, not a text'])
  },
)

test.each(['2024-02-29', '2024-02-29T10:00', '2024-02-29T10:00:00.123Z', '2024-02-29T10:00:00+02:00'])(
  'a day, or a day and a time, is a date by ISO 8601: %s',
  (at) => {
    expect(sentences({ at })).toEqual([])
  },
)

describe('what is wrong with a record is said in a sentence', () => {
  test.each<[JsonObject, string]>([
    [{ name: null }, 'REQUIRED_FIELD_MISSING name: name is required: it is missing'],
    [{ name: '  ' }, 'REQUIRED_FIELD_MISSING name: name is required: it is blank'],
    [{ ship: {} }, 'REQUIRED_FIELD_MISSING ship.id: ship.id is required: it is missing'],
    [{ ship: { id: '1', fax: 2 } }, 'UNKNOWN_FIELD ship.fax: Line has no field ship.fax: use a custom field'],
    [{ lines: [{ id: '' }] }, 'REQUIRED_FIELD_MISSING lines.0.id: lines.0.id is required: it is blank'],
    [{ lines: [{ id: '1' }, 7] }, 'WRONG_TYPE lines.1: lines.1 must be a record'],
    [{ fax: 1 }, 'UNKNOWN_FIELD fax: Order has no field fax: use a custom field'],
    [{ name: 5 }, 'WRONG_TYPE name: name must be a text, not a number'],
    [{ total: '5' }, 'WRONG_TYPE total: total must be a number, not a text'],
    [{ paid: {} }, 'WRONG_TYPE paid: paid must be true or false, not a record'],
    [{ at: true }, 'WRONG_TYPE at: at must be an ISO 8601 date and time, not a boolean'],
    [{ at: 'tomorrow' }, 'WRONG_TYPE at: at must be an ISO 8601 date and time, not a text'],
    [{ tags: 'a' }, 'WRONG_TYPE tags: tags must be a list, not a text'],
    [{ lines: {} }, 'WRONG_TYPE lines: lines must be a list of records, not a record'],
    [{ ship: [] }, 'WRONG_TYPE ship: ship must be a record, not a list'],
    [{ extra: [] }, 'WRONG_TYPE extra: extra must be a record, not a list'],
    [
      {
        lines: [
          { id: '1', sku: 'A' },
          { id: '2', sku: 'a' },
        ],
      },
      'DUPLICATE_KEY lines.1.sku: lines.1.sku is that of another of the same record: give each its own sku in the source',
    ],
  ])('%j: %s', (change, sentence) => {
    expect(sentences(change)).toEqual([sentence])
  })

  test.each<[JsonObject, string]>([
    [{ emailAddress: 'x' }, 'emailAddress is not a valid e-mail address: correct it in the source'],
    [{ firstName: null }, 'a customer needs a first or a last name: both are empty'],
  ])('of a customer, %j: %s', (change, sentence) => {
    const customerOf = { customerNumber: '1', firstName: 'Ann', ...change }
    expect(validateRecord(customer, customerOf).map(({ message }) => message)).toEqual([sentence])
  })
})

test.each<JsonObject>([
  { at: '2024-02-29T12:00:00Z' },
  { at: null, paid: false, total: 0, tags: [], lines: [], extra: {} },
  { any: [1] },
  { any: 'x' },
  { bare: [{ whatever: 1 }, 7] },
  { extra: { whatever: 1 } },
  { odd: { whatever: 1 } },
  { ship: { id: '1' }, lines: [{ id: '1' }, { id: '2' }] },
])('%j is nothing to complain of', (change) => {
  expect(sentences(change)).toEqual([])
})

test('an open shape takes names that it does not know, but checks those that it does', () => {
  const open = { ...order, open: true }
  expect(sentences({ fax: 1 }, open)).toEqual([])
  expect(sentences({ fax: 1, total: 'x' }, open)).toEqual(['WRONG_TYPE total: total must be a number, not a text'])
  expect(sentences({ fax: 1 }, { ...order, open: false })).toHaveLength(1)
})

test('a list that is not of records is taken as it is, even where a shape is given for its members', () => {
  const tags: FieldShape = { type: 'list', of: line }
  expect(validateRecord({ name: 'Tagged', fields: { tags } }, { tags: [{ id: null }] })).toEqual([])
})

test.each([
  [`${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(10)}`, 254, true],
  [`${'a'.repeat(61)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(10)}`, 255, false],
  [`a@${'b'.repeat(63)}.de`, 68, true],
  [`a@${'b'.repeat(64)}.de`, 69, false],
  ['a@b.d!', 6, false],
  ['a@b.de ', 7, false],
  ['a@b3.de', 7, true],
  ['a@b.de-', 7, false],
])('%s, of %d characters, as an e-mail address: %s', (address, length, isOne) => {
  expect(address).toHaveLength(length)
  expect(isEmailAddress(address)).toBe(isOne)
})
