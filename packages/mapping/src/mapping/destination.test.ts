import { expect, test } from 'vitest'
import type { EntityShape } from '../entities/entity-shape.ts'
import type { JsonObject } from '../json.ts'
import { destinationOf, listOf } from './destination.ts'

const line: EntityShape = { name: 'Line', fields: { sku: { type: 'text' } } }
const order: EntityShape = {
  name: 'Order',
  fields: {
    orderNumber: { type: 'text' },
    extra: { type: 'map' },
    lines: { type: 'children', of: line },
    bare: { type: 'children' },
    tags: { type: 'list' },
    any: { type: 'any' },
    ship: { type: 'record', of: line },
  },
}
const open = { ...order, open: true }

function written(shape: EntityShape, to: string, before: JsonObject = {}): JsonObject | string {
  const record = structuredClone(before)
  const destination = destinationOf(shape, to)
  if ('message' in destination) return destination.message
  destination.write(record, 1)
  return { ...record, name: destination.name, isKnown: destination.field !== undefined }
}

test.each<[string, string, JsonObject | string]>([
  ['a known name, however it is written', 'ORDER_number', { orderNumber: 1, name: 'orderNumber', isKnown: true }],
  ['a name inside a map', 'Extra.Tier', { extra: { Tier: 1 }, name: 'extra.Tier', isKnown: false }],
  ['a name with dots inside a map', 'extra.a.b', { extra: { 'a.b': 1 }, name: 'extra.a.b', isKnown: false }],
  ['no name inside a map', 'extra.', 'Order has no field "extra."; did you mean extra?'],
  ['a name inside what is no map', 'orderNumber.x', 'Order has no field "orderNumber.x"; did you mean orderNumber?'],
  ['a name inside nothing', '.x', 'Order has no field ".x"'],
  ['a near name', 'orderNubmer', 'Order has no field "orderNubmer"; did you mean orderNumber?'],
  ['no near name', 'zzz', 'Order has no field "zzz"'],
])('%s: %s', (_, to, expected) => {
  expect(written(order, to)).toEqual(expected)
})

test('two near names are both named', () => {
  const shape: EntityShape = { name: 'X', fields: { colour: { type: 'text' }, colours: { type: 'text' } } }
  expect(written(shape, 'colourz')).toBe('X has no field "colourz"; did you mean colour or colours?')
})

test('a map keeps what it has, and what is none gives way', () => {
  expect(written(order, 'extra.b', { extra: { a: 2 } })).toMatchObject({ extra: { a: 2, b: 1 } })
  expect(written(order, 'extra.b', { extra: 'x' })).toMatchObject({ extra: { b: 1 } })
})

test('an open record takes any name but a blank one', () => {
  expect(written(open, 'Shoe size')).toEqual({ 'Shoe size': 1, name: 'Shoe size', isKnown: false })
  expect(written(open, ' ')).toBe('Order has no field " "')
  expect(written(open, '')).toBe('Order has no field ""')
})

test('a name that objects inherit is a field of its own', () => {
  const record: JsonObject = {}
  const destination = destinationOf(open, '__proto__')
  if ('write' in destination) destination.write(record, { polluted: true })
  expect(Object.keys(record)).toEqual(['__proto__'])
  expect('polluted' in record).toBe(false)
})

test.each<[EntityShape, string, object]>([
  [order, 'LINES', { name: 'lines', of: line }],
  [order, 'tags', { name: 'tags', of: { name: 'tags', fields: {}, open: true } }],
  [order, 'any', { name: 'any', of: { name: 'any', fields: {}, open: true } }],
  [order, 'bare', { message: 'bare of Order is no list of records', near: [] }],
  [order, 'ship', { message: 'ship of Order is no list of records', near: [] }],
  [order, 'orderNumber', { message: 'orderNumber of Order is no list of records', near: [] }],
  [order, 'linez', { message: 'Order has no list "linez"', near: ['lines'] }],
  [order, 'orderNubmer', { message: 'Order has no list "orderNubmer"', near: [] }],
  [open, 'wishes', { name: 'wishes', of: { name: 'wishes', fields: {}, open: true } }],
])('the list of %o called %s', (shape, to, expected) => {
  expect(listOf(shape, to)).toEqual(expected)
})
