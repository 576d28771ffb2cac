import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ products: 0, customers: 0 })
})
afterEach(() => shop.stop())

const tee = {
  identifier: { handle: 'tee-basic' },
  sync: true,
  input: {
    title: 'Tee',
    handle: 'tee-basic',
    status: 'ACTIVE',
    productOptions: [{ name: 'Size', position: 1, values: [{ name: 'S' }, { name: 'M' }] }],
    variants: [
      {
        optionValues: [{ optionName: 'Size', name: 'S' }],
        price: '19.90',
        barcode: '4006381333931',
        inventoryPolicy: 'DENY',
        inventoryItem: { tracked: true, sku: 'TEE-S' },
      },
      {
        optionValues: [{ optionName: 'Size', name: 'M' }],
        price: '19.90',
        inventoryItem: { tracked: true, sku: 'TEE-M' },
      },
    ],
  },
}

test('a product that is set is made, and set again it is the same one', async () => {
  const made = await shop.ask('ProductUpsert', tee)
  expect(made.data.productSet.userErrors).toEqual([])
  const { id, variants } = made.data.productSet.product
  expect(variants.nodes.map(({ sku }: { sku: string }) => sku)).toEqual(['TEE-S', 'TEE-M'])
  const again = await shop.ask('ProductUpsert', { ...tee, input: { ...tee.input, title: 'Plain tee' } })
  expect(again.data.productSet.product).toEqual(made.data.productSet.product)
  expect(shop.products.get(id)?.title).toBe('Plain tee')
})

test('the list of variants that is sent is the new state: what is missing is deleted', async () => {
  await shop.ask('ProductUpsert', tee)
  const [, medium] = tee.input.variants
  await shop.ask('ProductUpsert', { ...tee, input: { ...tee.input, variants: [medium] } })
  expect(shop.products.list()[0]?.variants.map(({ sku }) => sku)).toEqual(['TEE-M'])
  await shop.ask('ProductUpsert', { identifier: { handle: 'tee-basic' }, sync: true, input: { title: 'Tee' } })
  expect(shop.products.list()[0]?.variants).toHaveLength(1)
})

test('options and variants come together, and two variants differ', async () => {
  const errorsOf = async (input: unknown) =>
    (await shop.ask('ProductUpsert', { sync: true, input })).data.productSet.userErrors
  const { variants, productOptions } = tee.input
  expect(await errorsOf({ title: 'A', variants })).toMatchObject([{ code: 'PRODUCT_OPTIONS_INPUT_MISSING' }])
  expect(await errorsOf({ title: 'A', productOptions })).toMatchObject([{ code: 'VARIANTS_INPUT_MISSING' }])
  expect(await errorsOf({ title: 'A', productOptions, variants: [variants[0], variants[0]] })).toEqual([
    {
      field: ['input', 'variants', '1'],
      message: "The variant 'S' already exists. Please change at least one option value.",
      code: null,
    },
  ])
  expect(shop.effects()).toEqual([])
})

test('an unknown id is refused and makes no product', async () => {
  const { data } = await shop.ask('ProductUpsert', {
    identifier: { id: 'gid://shopify/Product/9' },
    sync: true,
    input: { title: 'A' },
  })
  expect(data.productSet.userErrors).toMatchObject([{ field: ['input', 'id'], code: 'PRODUCT_DOES_NOT_EXIST' }])
  const both = await shop.ask('ProductUpsert', {
    identifier: { handle: 'a' },
    sync: true,
    input: { id: 'gid://shopify/Product/9', title: 'A' },
  })
  expect(both.data.productSet.userErrors).toMatchObject([{ code: 'ID_NOT_ALLOWED' }])
})

test('set without waiting is done a while later, and asked for until it is', async () => {
  const { data } = await shop.ask('ProductUpsert', { ...tee, sync: false })
  const { id, status } = data.productSet.productSetOperation
  expect([status, shop.products.count()]).toEqual(['CREATED', 0])
  shop.settle()
  expect((await shop.ask('ProductSetPoll', { id })).data.productOperation).toEqual({
    status: 'COMPLETE',
    product: { id: shop.products.list()[0]?.id },
    id,
    userErrors: [],
  })
})

test('a new product has one variant, untracked, with nothing at the first place', async () => {
  const { data } = await shop.ask('ProductCreate', { product: { title: 'Mug', tags: ['b', 'a', 'b'] } })
  expect(data.productCreate.userErrors).toEqual([])
  const [mug] = shop.products.list()
  expect(mug).toMatchObject({
    handle: 'mug',
    tags: ['a', 'b'],
    variants: [{ title: 'Default Title', tracked: false, available: 0 }],
  })
  const blank = await shop.ask('ProductCreate', { product: { title: ' ' } })
  expect(blank.data.productCreate.userErrors).toEqual([{ field: ['title'], message: "Title can't be blank" }])
  const none = await shop.ask('mutation { productCreate { product { id } } }')
  expect(none.errors[0]?.extensions.code).toBe('INVALID_FIELD_ARGUMENTS')
})

test('prices are changed for the variants of one product: all of them or none', async () => {
  const { id, variants } = shop.products.create({
    title: 'Tee',
    options: [{ name: 'Size', values: ['S', 'M'] }],
    variants: [
      { values: ['S'], price: '5.00' },
      { values: ['M'], price: '6.00' },
    ],
  })
  const [small, medium] = variants
  const rows = [
    { id: small?.id, price: '7.5' },
    { id: medium?.id, price: '-1' },
  ]
  const refused = await shop.ask('VariantsUpdate', { productId: id, variants: rows, partial: false })
  expect(refused.data.productVariantsBulkUpdate.userErrors).toEqual([
    {
      field: ['variants', '1', 'price'],
      message: 'Price must be greater than or equal to 0',
      code: 'GREATER_THAN_OR_EQUAL_TO',
    },
  ])
  expect(shop.products.get(id)?.variants[0]?.price).toBe('5.00')
  const partly = await shop.ask('VariantsUpdate', { productId: id, variants: rows, partial: true })
  expect(partly.data.productVariantsBulkUpdate.productVariants).toMatchObject([{ price: '7.5' }])
  const gone = await shop.ask('VariantsUpdate', {
    productId: id,
    variants: [{ id: 'gid://shopify/ProductVariant/3', price: '1' }],
  })
  expect(gone.data.productVariantsBulkUpdate.userErrors).toMatchObject([
    { field: ['variants', '0', 'id'], code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' },
  ])
})

test('the standalone variant makes way for those that are made', async () => {
  const { data } = await shop.ask(
    'mutation { productCreate(product: { title: "Tee", productOptions: [{ name: "Size", values: [{ name: "S" }] }] }) { product { id } } }',
  )
  const productId = data.productCreate.product.id
  const variants = ['M', 'L'].map((name) => ({
    optionValues: [{ optionName: 'Size', name }],
    price: '9',
    inventoryItem: { sku: `T-${name}` },
  }))
  const made = await shop.ask('VariantsCreate', { productId, variants })
  expect(made.data.productVariantsBulkCreate.userErrors).toEqual([])
  expect(shop.products.get(productId)?.variants.map(({ title, sku }) => [title, sku])).toEqual([
    ['M', 'T-M'],
    ['L', 'T-L'],
  ])
  const wrong = await shop.ask('VariantsCreate', {
    productId,
    variants: [{ optionValues: [{ optionName: 'Colour', name: 'Red' }] }],
  })
  expect(wrong.data.productVariantsBulkCreate.userErrors).toMatchObject([
    { field: ['variants', '0', 'optionValues', '0'], code: 'INVALID_INPUT' },
  ])
})

test('pages by cursor lead through all products once, and back', async () => {
  for (let n = 0; n < 7; n++) {
    shop.wait(1000)
    shop.products.create({ title: `P${n}` })
  }
  const seen: string[] = []
  for (let after: string | null = null; ; ) {
    const { data } = await shop.ask('ProductsPage', { first: 3, after, query: null })
    seen.push(...data.products.nodes.map(({ title }: { title: string }) => title))
    if (!data.products.pageInfo.hasNextPage) break
    after = data.products.pageInfo.endCursor
  }
  expect(seen).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6'])
  const last = await shop.ask(
    '{ products(last: 2, sortKey: UPDATED_AT) { nodes { title } pageInfo { hasPreviousPage } } }',
  )
  expect(last.data.products).toEqual({ nodes: [{ title: 'P5' }, { title: 'P6' }], pageInfo: { hasPreviousPage: true } })
  const down = await shop.ask('{ products(first: 2, reverse: true, sortKey: UPDATED_AT) { nodes { title } } }')
  expect(down.data.products.nodes).toEqual([{ title: 'P6' }, { title: 'P5' }])
  const spoiled = await shop.ask('ProductsPage', { first: 3, after: 'x', query: null })
  expect(spoiled.errors[0]?.extensions.code).toBe('BAD_REQUEST')
})

test('a search finds by field, by time, by any of several; an unknown field is ignored with a warning', async () => {
  shop.products.create({ title: 'Mug', tags: ['kitchen'], variants: [{ sku: 'MUG-1' }] })
  shop.wait(60_000)
  shop.products.create({ title: 'Tee', status: 'DRAFT', variants: [{ sku: 'TEE 1' }] })
  const titles = async (query: string) =>
    (
      await shop.ask('query P($q: String) { products(first: 9, query: $q) { nodes { title } } }', { q: query })
    ).data.products.nodes.map(({ title }: { title: string }) => title)
  expect(await titles('tag:kitchen')).toEqual(['Mug'])
  expect(await titles("sku:'TEE 1'")).toEqual(['Tee'])
  expect(await titles("updated_at:>='2026-11-20T12:01:00Z'")).toEqual(['Tee'])
  expect(await titles("updated_at:<'2026-11-20T12:01:00Z'")).toEqual(['Mug'])
  expect(await titles('sku:MUG-1 OR status:draft')).toEqual(['Mug', 'Tee'])
  expect(await titles('-status:draft')).toEqual(['Mug'])
  expect(await titles('(tag:kitchen OR status:draft) AND title:te*')).toEqual(['Tee'])
  const warned = await shop.ask('{ products(first: 9, query: "colour:red") { nodes { title } } }')
  expect(warned.data.products.nodes).toHaveLength(2)
  expect(warned.extensions.search?.[0]?.warnings).toMatchObject([{ field: 'colour', code: 'invalid_field' }])
})

test('search lags: a read by id shows a change at once, a search not yet', async () => {
  await shop.stop()
  shop = await openTestShop({ products: 0, choices: { indexDelay: 5000 } })
  const { id } = shop.products.create({ title: 'Mug', tags: ['old'] })
  const find = async (tag: string) =>
    (await shop.ask(`{ products(first: 9, query: "tag:${tag}") { nodes { id } } }`)).data.products.nodes
  expect(await find('old')).toEqual([])
  shop.wait(5000)
  expect(await find('old')).toEqual([{ id }])
  shop.products.update(id, { tags: ['new'] })
  expect([await find('new'), await find('old')]).toEqual([[], [{ id }]])
  expect((await shop.ask(`{ product(id: "${id}") { tags } }`)).data.product.tags).toEqual(['new'])
  shop.wait(5000)
  expect([await find('new'), await find('old')]).toEqual([[{ id }], []])
})

test('SKUs may be shared, and the item says by how many others', async () => {
  shop.products.create({ title: 'A', variants: [{ sku: 'X' }] })
  shop.products.create({ title: 'B', variants: [{ sku: 'X' }] })
  const { data } = await shop.ask('VariantsBySku', { query: "sku:'X'" })
  expect(
    data.productVariants.nodes.map(
      ({ inventoryItem }: { inventoryItem: { duplicateSkuCount: number } }) => inventoryItem.duplicateSkuCount,
    ),
  ).toEqual([1, 1])
})

test('an unknown id is null, one of another type is refused', async () => {
  expect((await shop.ask('{ product(id: "gid://shopify/Product/1") { id } }')).data).toEqual({ product: null })
  const { errors } = await shop.ask('{ product(id: "gid://shopify/Order/1") { id } }')
  expect(errors[0]).toMatchObject({
    message: 'Invalid id: gid://shopify/Order/1',
    extensions: { code: 'RESOURCE_NOT_FOUND' },
  })
})

test('metafields are written all or none, compared by digest, and unique where a definition says so', async () => {
  const [a, b] = [shop.products.create({ title: 'A' }).id, shop.products.create({ title: 'B' }).id]
  const definition = { name: 'Outside id', namespace: 'sync', key: 'external_id', type: 'id', ownerType: 'PRODUCT' }
  expect((await shop.ask('MetafieldDefinition', { definition })).data.metafieldDefinitionCreate.userErrors).toEqual([])
  const field = (ownerId: string, value: string, more = {}) => ({
    ownerId,
    namespace: 'sync',
    key: 'external_id',
    value,
    ...more,
  })
  const set = async (...metafields: unknown[]) => (await shop.ask('MetafieldsSet', { metafields })).data.metafieldsSet
  expect((await set(field(a, '7'))).userErrors).toEqual([])
  expect((await set(field(b, '8'), field('gid://shopify/Product/1', '9'))).userErrors).toMatchObject([
    { field: ['metafields', '1', 'ownerId'], message: 'Owner does not exist.', code: 'INVALID_VALUE', elementIndex: 1 },
  ])
  expect((await set(field(b, '7'))).userErrors).toMatchObject([{ code: 'TAKEN' }])
  expect((await set(field(a, '9', { compareDigest: 'stale' }))).userErrors).toMatchObject([{ code: 'STALE_OBJECT' }])
  const custom = { customId: { namespace: 'sync', key: 'external_id', value: '7' } }
  expect((await shop.ask('ProductByIdentifier', { identifier: custom })).data.productByIdentifier.id).toBe(a)
  const untyped = await set({ ownerId: a, namespace: 'sync', key: 'note', value: 'x' })
  expect(untyped.userErrors).toMatchObject([{ message: "Type can't be blank" }])
})
