import { expect, test } from 'vitest'
import { planPrices } from './price-plan.ts'
import type { ShopifyProduct } from './product.ts'

const variant = (id: string, sku: string | null, price: number) => ({
  ...{ id, sku, price, title: 'x', barcode: null, compareAtPrice: null, position: 1, options: {} },
})

function product(...variants: ReturnType<typeof variant>[]): ShopifyProduct {
  return {
    ...{ id: '71', currency: 'USD', tags: [], createdAt: '', updatedAt: '', options: [] },
    ...{ isSingle: variants.length === 1, variants },
  }
}

const mug = product(variant('81', 'MUG-1', 1999))
const tee = product(variant('82', 'TEE-S', 1900), variant('83', 'TEE-M', 1900))

test('a new price is written as Shopify writes prices', () => {
  expect(planPrices(mug, { sku: 'MUG-1', price: 2050 }).changes).toEqual([{ id: '81', price: '20.50' }])
})

test('a price of zero is a price, and none at all is refused', () => {
  expect(planPrices(mug, { price: 0 }).changes).toEqual([{ id: '81', price: '0.00' }])
  expect(() => planPrices(mug, { price: null })).toThrow('not a price of zero')
})

test('what stands there already is not written, nor what the shop said itself', () => {
  expect(planPrices(mug, { price: 1999, compareAtPrice: null }).changes).toEqual([])
  expect(planPrices(mug, { price: 1800 }, { price: 1800 }).changes).toEqual([])
})

test('each variant is found by its id, else by its SKU; one that is not there is named', () => {
  const wanted = {
    variants: [
      { id: '82', price: 2000 },
      { id: 'J7M3', sku: 'TEE-M', price: 2100, compareAtPrice: 2500 },
      { sku: 'TEE-L', price: 1 },
    ],
  }
  const { changes, warnings } = planPrices(tee, wanted)
  expect(changes).toEqual([
    { id: '82', price: '20.00' },
    { id: '83', price: '21.00', compareAtPrice: '25.00' },
  ])
  expect(warnings).toEqual([expect.stringContaining('TEE-L')])
})

test('one price does not fall on the first of several variants', () => {
  expect(planPrices(tee, { sku: 'OTHER', price: 1 })).toEqual({
    changes: [],
    warnings: [expect.stringContaining('OTHER')],
  })
})

test('a price in another currency is refused', () => {
  expect(() => planPrices(mug, { price: 1, currency: 'EUR' })).toThrow('not converted')
})
