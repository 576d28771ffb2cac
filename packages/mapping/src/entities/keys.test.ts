import { expect, test } from 'vitest'
import { inventoryLevel } from './inventory-level.ts'
import { keyReader } from './keys.ts'
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
