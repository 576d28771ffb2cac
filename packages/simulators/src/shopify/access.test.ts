import { afterEach, expect, test } from 'vitest'
import { allScopes } from './options.ts'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
afterEach(() => shop.stop())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(shop.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const own = () => ({ 'x-shopify-access-token': shop.token })

test('an answer carries its request id, the version that served it and what it cost', async () => {
  shop = await openTestShop()
  const answer = await shop.ask('{ shop { name } }')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('x-shopify-api-version')).toBe('2026-10')
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(answer.data).toEqual({ shop: { name: 'Trefoil Test' } })
  expect(answer.extensions.cost).toMatchObject({ requestedQueryCost: 1, actualQueryCost: 1 })
})

test.each([
  ['2026-04', '2026-04'],
  ['2026-07', '2026-07'],
  // "A retired version does not fail: the server answers with the oldest accessible stable one."
  ['2025-01', '2026-04'],
])('a request for version %s is served by %s', async (asked, served) => {
  shop = await openTestShop()
  const reply = await post(`/admin/api/${asked}/graphql.json`, { query: '{ shop { id } }' }, own())
  expect([reply.status, reply.headers.get('x-shopify-api-version')]).toEqual([200, served])
})

test('a version that never was is a 404, and so is another path', async () => {
  shop = await openTestShop()
  for (const path of [
    '/admin/api/2031-01/graphql.json',
    '/admin/api/newest/graphql.json',
    '/admin/api/2026-10/orders.json',
  ]) {
    const reply = await post(path, { query: '{ shop { id } }' }, own())
    expect([reply.status, await reply.json()]).toEqual([404, { errors: 'Not Found' }])
  }
})

test('an unknown token is let in nowhere, and the body is no GraphQL', async () => {
  shop = await openTestShop()
  const reply = await post(
    '/admin/api/2026-10/graphql.json',
    { query: '{ shop { id } }' },
    { 'x-shopify-access-token': 'x' },
  )
  expect([reply.status, await reply.json()]).toEqual([
    401,
    { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
  ])
})

test('a body that is no JSON is a 400', async () => {
  shop = await openTestShop()
  expect((await post('/admin/api/2026-10/graphql.json', '{', own())).status).toBe(400)
})

test('client id and secret get a token for a day, which then expires', async () => {
  shop = await openTestShop({ scopes: ['read_products'] })
  const form = { grant_type: 'client_credentials', client_id: shop.clientId, client_secret: shop.clientSecret }
  const reply = await fetch(`${shop.url}/admin/oauth/access_token`, { method: 'POST', body: new URLSearchParams(form) })
  const granted = JSON.parse(await reply.text())
  expect(granted).toEqual({ access_token: expect.any(String), scope: 'read_products', expires_in: 86_399 })
  const headers = { 'x-shopify-access-token': granted.access_token }
  expect((await shop.ask('{ products(first: 1) { nodes { id } } }', {}, headers)).data.products.nodes).toHaveLength(1)
  shop.wait(86_400_000)
  expect((await post('/admin/api/2026-10/graphql.json', { query: '{ shop { id } }' }, headers)).status).toBe(401)
  const wrong = await post('/admin/oauth/access_token', { ...form, client_secret: 'no' })
  expect([wrong.status, JSON.parse(await wrong.text()).error]).toEqual([401, 'invalid_client'])
})

test('a missing scope takes away one path and leaves the rest', async () => {
  shop = await openTestShop({ orders: 1, scopes: ['read_orders'] })
  const { data, errors } = await shop.ask('{ orders(first: 1) { nodes { name customer { id } } } }')
  expect(data.orders.nodes).toEqual([{ name: '#1001', customer: null }])
  expect(errors).toEqual([
    {
      message: 'Access denied for customer field. Required access: `read_customers` access scope.',
      locations: expect.any(Array),
      path: ['orders', 'nodes', 0, 'customer'],
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess: '`read_customers` access scope.',
      },
    },
  ])
})

test('a write needs its own scope, and write holds read', async () => {
  shop = await openTestShop({ scopes: ['write_products'] })
  expect((await shop.ask('{ products(first: 1) { nodes { id } } }')).errors).toEqual([])
  const refused = await shop.ask('mutation { customerCreate(input: { firstName: "A" }) { customer { id } } }')
  expect(refused.errors[0]?.extensions.code).toBe('ACCESS_DENIED')
  expect(refused.data).toEqual({ customerCreate: null })
  expect(shop.effects()).toEqual([])
  shop.permit([...allScopes])
  expect((await shop.ask('mutation { customerCreate(input: { firstName: "A" }) { customer { id } } }')).errors).toEqual(
    [],
  )
})

test('what was granted can be read without any scope', async () => {
  shop = await openTestShop({ scopes: [] })
  const { data } = await shop.ask(
    '{ currentAppInstallation { accessScopes { handle } } publicApiVersions { handle supported } }',
  )
  expect(data.currentAppInstallation.accessScopes).toEqual([])
  expect(data.publicApiVersions).toContainEqual({ handle: '2026-10', supported: true })
})

test('protected data is null with an error beside it, and not as if it were empty', async () => {
  shop = await openTestShop({ choices: { protectedData: false } })
  const { data, errors } = await shop.ask('{ customers(first: 1) { nodes { firstName tags } } }')
  expect(data.customers.nodes[0].firstName).toBeNull()
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining('not approved'),
    path: ['customers', 'nodes', 0, 'firstName'],
  })
})

test('a field that is not there is told as the vendor tells it, without data and without cost', async () => {
  shop = await openTestShop()
  const { text, errors, data } = await shop.ask('query Wrong { shop { nothing } }')
  expect(errors).toEqual([
    {
      message: "Field 'nothing' doesn't exist on type 'Shop'",
      locations: [{ line: 1, column: 22 }],
      path: ['query Wrong', 'shop', 'nothing'],
      extensions: { code: 'undefinedField', typeName: 'Shop', fieldName: 'nothing' },
    },
  ])
  expect(data).toBeUndefined()
  expect(text).not.toContain('cost')
})

test.each([
  ['{ shop', 'PARSE_ERROR'],
  ['{ shop }', 'selectionMismatch'],
  ['{ product { id } }', 'missingRequiredArguments'],
  ['{ products(first: 1, colour: 2) { nodes { id } } }', 'argumentNotAccepted'],
  ['mutation { productCreate(product: {title: "a"}) { userErrors { code } } }', 'undefinedField'],
])('%s is refused with %s', async (query, code) => {
  shop = await openTestShop()
  expect((await shop.ask(query)).errors[0]?.extensions.code).toBe(code)
})

test('variables are refused one by one, with value, path and explanation', async () => {
  shop = await openTestShop()
  const query = 'mutation M($input: CustomerSetInput!) { customerSet(input: $input) { customer { id } } }'
  const { errors } = await shop.ask(query, { input: { metafields: [] } })
  expect(errors).toEqual([
    {
      message:
        'Variable $input of type CustomerSetInput! was provided invalid value for metafields (Field is not defined on CustomerSetInput)',
      locations: [{ line: 1, column: 12 }],
      extensions: {
        code: 'INVALID_VARIABLE',
        value: { metafields: [] },
        problems: [{ path: ['metafields'], explanation: 'Field is not defined on CustomerSetInput' }],
      },
    },
  ])
})

test('a connection wants first or last, at most 250 deep in the purse', async () => {
  shop = await openTestShop()
  const { errors, data } = await shop.ask('{ products { nodes { id } } }')
  expect(errors[0]).toMatchObject({
    message: 'you must provide one of first or last',
    extensions: { code: 'BAD_REQUEST' },
  })
  expect(data).toBeNull()
  // "So `products(first:250){nodes{id}}` costs 13, with one nested object 24."
  const cost = async (query: string) => (await shop.ask(query)).extensions.cost.requestedQueryCost
  expect(await cost('{ products(first: 250) { nodes { id } } }')).toBe(13)
  expect(await cost('{ products(first: 250) { nodes { id seo { title } } } }')).toBe(24)
  expect(await cost('{ productsCount { count } }')).toBe(10)
})

test('a page holds 250 rows at most', async () => {
  shop = await openTestShop()
  const { errors } = await shop.ask('{ products(first: 251) { nodes { id } } }')
  expect(errors[0]?.extensions.code).toBe('BAD_REQUEST')
})

test('what is not pretended says so, rather than nothing', async () => {
  shop = await openTestShop()
  const { errors } = await shop.ask('StageUpload', { input: [] })
  expect(errors[0]?.extensions.code).toBe('NOT_PRETENDED')
})

test('an empty bucket throttles before anything is done, and says when to come again', async () => {
  let tick = 0
  shop = await openTestShop({ limits: true, tick: () => tick })
  const dear = '{ products(first: 250) { nodes { variants(first: 250) { nodes { inventoryItem { id } } } } } }'
  const first = await shop.ask(dear)
  const { requestedQueryCost, throttleStatus } = first.extensions.cost
  expect(throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 })
  expect(throttleStatus.currentlyAvailable).toBe(2000 - (first.extensions.cost.actualQueryCost ?? 0))
  const write = 'mutation { customerCreate(input: { firstName: "A" }) { customer { id } } }'
  for (let n = 0; n < 300; n++) await shop.ask(write)
  const refused = await shop.ask(dear)
  expect(refused.status).toBe(200)
  expect(refused.errors[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } })
  expect(refused.data).toBeUndefined()
  expect(refused.extensions.cost).toMatchObject({ requestedQueryCost, actualQueryCost: null })
  const before = shop.effects().length
  expect((await shop.ask(write)).errors.map(({ message }) => message)).toEqual(['Throttled'])
  expect(shop.effects()).toHaveLength(before)
  tick += (requestedQueryCost / 100) * 1000
  expect((await shop.ask(dear)).errors).toEqual([])
})

test('a question above a thousand points is refused on every plan', async () => {
  shop = await openTestShop({ plan: 'plus' })
  const deep = 'inventoryItem { inventoryLevels(first: 250) { nodes { location { address { city } } } } }'
  const nested = `{ products(first: 250) { nodes { variants(first: 250) { nodes { ${deep} } } } } }`
  expect((await shop.ask(nested)).errors[0]?.extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1000 })
})

test('a burst of throttling strikes so many requests, whatever they cost', async () => {
  shop = await openTestShop()
  shop.throttle(2)
  const codes = []
  for (let n = 0; n < 3; n++) codes.push((await shop.ask('{ shop { id } }')).errors[0]?.extensions.code)
  expect(codes).toEqual(['THROTTLED', 'THROTTLED', undefined])
})

test('more than 250 rows in a list are too many', async () => {
  shop = await openTestShop()
  const tags = Array.from({ length: 251 }, (_, n) => `t${n}`)
  const { errors } = await shop.ask(
    'mutation T($tags: [String!]!) { tagsAdd(id: "gid://shopify/Product/1", tags: $tags) { userErrors { message } } }',
    { tags },
  )
  expect(errors[0]?.extensions.code).toBe('MAX_INPUT_SIZE_EXCEEDED')
})
