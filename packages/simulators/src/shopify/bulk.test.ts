import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ products: 0, customers: 0 })
})
afterEach(() => shop.stop())

const run = async (query: string) => (await shop.ask('BulkQuery', { query })).data.bulkOperationRunQuery
const poll = async (id: string) => (await shop.ask('BulkPoll', { id })).data.bulkOperation
const withVariants = '{ products { edges { node { id title variants { edges { node { id sku } } } } } } }'

test('a bulk query ends in a file of one line an object, whose children name their parents', async () => {
  const products = ['A', 'B'].map((title) =>
    shop.products.create({
      title,
      options: [{ name: 'Size', values: ['S', 'M'] }],
      variants: [
        { values: ['S'], sku: `${title}-S` },
        { values: ['M'], sku: `${title}-M` },
      ],
    }),
  )
  const { bulkOperation, userErrors } = await run(withVariants)
  expect([bulkOperation.status, bulkOperation.type, userErrors]).toEqual(['CREATED', 'QUERY', []])
  expect(await poll(bulkOperation.id)).toMatchObject({ status: 'RUNNING', url: null })
  shop.settle()
  const done = await poll(bulkOperation.id)
  expect(done).toMatchObject({ status: 'COMPLETED', objectCount: '6', rootObjectCount: '2', errorCode: null })
  const text = await (await fetch(done.url)).text()
  expect(done.fileSize).toBe(String(Buffer.byteLength(text)))
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toHaveLength(6)
  for (const { id, title, variants } of products) {
    expect(lines).toContainEqual({ id, title })
    for (const variant of variants) expect(lines).toContainEqual({ id: variant.id, sku: variant.sku, __parentId: id })
  }
})

test('children may come before their parents', async () => {
  for (let n = 0; n < 20; n++) shop.products.create({ title: `P${n}` })
  const { bulkOperation } = await run(withVariants)
  shop.settle()
  const text = await (await fetch((await poll(bulkOperation.id)).url)).text()
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const places = new Map(lines.map(({ id }, index) => [id, index]))
  expect(lines.some(({ __parentId: parent }, index) => parent !== undefined && (places.get(parent) ?? 0) > index)).toBe(
    true,
  )
})

test('where there is nothing, there is no file', async () => {
  const { bulkOperation } = await run('{ products { edges { node { id } } } }')
  shop.settle()
  expect(await poll(bulkOperation.id)).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null })
})

test('a missing scope fails the operation, not the call', async () => {
  shop.permit([])
  const { bulkOperation, userErrors } = await run('{ products { edges { node { id } } } }')
  expect(userErrors).toEqual([])
  shop.settle()
  expect(await poll(bulkOperation.id)).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null })
})

test('five may run at once, and one of them can be called off', async () => {
  const ids = []
  for (let n = 0; n < 5; n++) ids.push((await run('{ products { edges { node { id } } } }')).bulkOperation.id)
  const sixth = await run('{ products { edges { node { id } } } }')
  expect(sixth.userErrors).toMatchObject([{ code: 'OPERATION_IN_PROGRESS', message: expect.stringContaining(ids[0]) }])
  expect((await shop.ask('BulkCancel', { id: ids[0] })).data.bulkOperationCancel.bulkOperation.status).toBe('CANCELING')
  shop.settle()
  expect((await poll(ids[0])).status).toBe('CANCELED')
})

test.each([
  ['{ shop { name } }', 'Bulk queries must contain at least one connection.'],
  ['{ products { nodes { id } } }', /must select their contents using 'edges' > 'node'/],
  ['{ node(id: "gid://shopify/Product/1") { id } }', 'Bulk queries cannot contain a top level `node` field.'],
  [
    'mutation { tagsAdd(id: "a", tags: []) { node { id } } }',
    'Invalid operation type. Only `query` operations are supported.',
  ],
  ['{ products', 'Invalid bulk query: syntax error, unexpected end of file'],
  [
    '{ products { edges { node { title variants { edges { node { id } } } } } } }',
    /must select the 'id' field.*Connection fields without 'id': products\.$/,
  ],
  [
    '{ orders { edges { node { id fulfillments { id fulfillmentLineItems { edges { node { id } } } } } } } }',
    'Queries that contain a connection field within a list field are not currently supported.',
  ],
])('%s is refused as a bulk query', async (query, message) => {
  const { bulkOperation, userErrors } = await run(query)
  expect(bulkOperation).toBeNull()
  expect(userErrors[0]).toMatchObject({
    field: ['query'],
    code: 'INVALID',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  })
})
