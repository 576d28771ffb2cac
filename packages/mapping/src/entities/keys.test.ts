import { expect, test } from 'vitest'
import { inventoryLevel } from './inventory-level.ts'
import { fieldsOfKey, keyReader } from './keys.ts'
import { product } from './product.ts'
import { validateRecord } from './validate.ts'

const keys = keyReader(product)

test("a variant's SKU is a key of its product, and in the space of the products' own", () => {
  const variants = [{ id: 'V1', sku: ' Tee-S ' }, { id: 'V2', sku: 'TEE-M' }, { id: 'V3' }]
  expect(keys({ name: 'Tee', sku: 'TEE', variants })).toEqual([
    { name: 'sku', value: 'tee' },
    { name: 'sku', value: 'tee-s' },
    { name: 'sku', value: 'tee-m' },
  ])
})

test('a product whose only variant has its own SKU has that key once', () => {
  expect(keys({ name: 'Mug', sku: 'MUG', variants: [{ id: 'V1', sku: 'mug' }] })).toEqual([
    { name: 'sku', value: 'mug' },
  ])
})

test('an item without a SKU, or with a blank one, has no key and is a product all the same', () => {
  expect(keys({ name: 'Soup', sku: ' ' })).toEqual([])
  expect(validateRecord(product, { name: 'Soup' })).toEqual([])
})

test('two variants of one product with the same SKU are named by their place', () => {
  const variants = [{ id: 'V1', sku: 'TEE' }, { id: 'V2' }, { id: 'V3', sku: 'tee' }]
  expect(validateRecord(product, { name: 'Tee', variants })).toMatchObject([
    { code: 'DUPLICATE_KEY', field: 'variants.2.sku' },
  ])
})

test('a stock level is one SKU at one location; without a SKU no other can be the same', () => {
  const of = keyReader(inventoryLevel)
  expect(of({ sku: 'TEE', locationId: 'M1', quantityOnHand: 2 })).toEqual([{ name: 'skuAtLocation', value: 'tee|m1' }])
  expect(of({ locationId: 'M1', quantityOnHand: 2 })).toEqual([])
})

test.each([0, -3, 2.25])('a quantity of %d is stored as it is', (quantityOnHand) => {
  expect(validateRecord(inventoryLevel, { locationId: 'M1', quantityOnHand })).toEqual([])
})

test('a stock level without a quantity, which is not a quantity of zero, is refused', () => {
  expect(validateRecord(inventoryLevel, { locationId: 'M1', quantityOnHand: null })).toMatchObject([
    { code: 'REQUIRED_FIELD_MISSING', field: 'quantityOnHand' },
  ])
})

test('a key of several fields is made of all of them, another of the field that has its name', () => {
  expect(fieldsOfKey(inventoryLevel, 'skuAtLocation')).toEqual(['sku', 'locationId'])
  expect(fieldsOfKey(inventoryLevel, 'sku')).toEqual(['sku'])
  expect(fieldsOfKey(product, 'sku')).toEqual(['sku'])
})

test('fields that need not be unique make no key, nor do children without a unique field', () => {
  const of = { name: 'Line', fields: { note: { type: 'text' as const } } }
  const lines = { type: 'children' as const, of }
  const read = keyReader({
    name: 'Order',
    fields: { number: { type: 'text', unique: true }, note: of.fields.note, lines },
  })
  expect(read({ number: '7', note: 'x', lines: [{ note: 'y' }] })).toEqual([{ name: 'number', value: '7' }])
})

test('keys of children are told apart by their name as well as by their value', () => {
  const of = {
    name: 'Variant',
    fields: { a: { type: 'text' as const, unique: true }, b: { type: 'text' as const, unique: true } },
  }
  const read = keyReader({ name: 'Thing', fields: { list: { type: 'children', of } } })
  expect(read({ list: [{ a: 'x', b: 'x' }, { a: 'X', b: 'y' }, 'none'] })).toEqual([
    { name: 'a', value: 'x' },
    { name: 'b', value: 'x' },
    { name: 'b', value: 'y' },
  ])
})
