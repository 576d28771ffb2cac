import { z } from 'zod'
import { changeStore, createStore, readStores, requireStore, type StoreWithKeys } from '../operations/stores.ts'
import { type KeyStanding, selectKeys } from '../store/store-key.ts'
import { Instant, idParam, instant, instantOrNull } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const config = { role: 'editor' } as const
const tags = ['loyalty']

/** Where the business sells, and which keys its sources have for each place. */
export function storeRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/stores',
    {
      schema: {
        operationId: 'listStores',
        tags,
        summary: 'The stores of the business, with the keys that its sources have for them',
        querystring: z.strictObject({
          ...pageQuery,
          archived: z.enum(['true', 'false']).default('false').describe('Those that are closed instead'),
        }),
        response: { 200: pageOf(StoreBody), ...problemResponse },
      },
    },
    ({ query }) =>
      readPage(query, (page) => readStores(hub, { ...page, isArchived: query.archived === 'true' }), showStore),
  )
  app.get(
    '/stores/keys',
    {
      schema: {
        operationId: 'listStoreKeys',
        tags,
        summary: 'The keys of locations that orders came from, with the store that has each; those without one first',
        response: { 200: z.object({ data: z.array(KeyBody) }), ...problemResponse },
      },
    },
    async () => ({ data: (await selectKeys(hub.db, hub.workspaceId, null)).map(showKey) }),
  )
  app.get(
    '/stores/:id',
    {
      schema: {
        operationId: 'getStore',
        tags,
        summary: 'One store',
        params: idParam,
        response: { 200: StoreBody, ...problemResponse },
      },
    },
    async ({ params }) => showStore(await requireStore(hub, params.id)),
  )
  app.post(
    '/stores',
    {
      config,
      schema: {
        operationId: 'createStore',
        tags,
        summary: 'Enter a store, with its keys: all of it or nothing',
        body: NewBody,
        response: { 201: StoreBody, ...problemResponse },
      },
    },
    async ({ body, actor }, reply) => reply.code(201).send(showStore(await createStore(hub, body, actor))),
  )
  app.patch(
    '/stores/:id',
    {
      config,
      schema: {
        operationId: 'changeStore',
        tags,
        summary: 'Change a store, its keys, or whether it is archived: all of it or nothing',
        params: idParam,
        body: ChangeBody,
        response: { 200: StoreBody, ...problemResponse },
      },
    },
    async ({ params, body, actor }) => showStore(await changeStore(hub, params.id, body, actor)),
  )
}

const name = z.string().trim().min(1, 'say a name').max(100)
const text = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((said) => (said === '' ? null : said))
    .nullable()
const website = z
  .string()
  .trim()
  .max(500)
  .regex(/^(https?:\/\/\S+)?$/, 'an address of the web, such as https://shop.example')
  .transform((said) => (said === '' ? null : said))
  .nullable()

const given = {
  nickname: text(100).optional().describe('What people call it among themselves'),
  phone: text(40).optional(),
  website: website.optional(),
  address1: text(200).optional(),
  address2: text(200).optional(),
  city: text(100).optional(),
  region: text(100).optional(),
  postalCode: text(20).optional(),
  country: text(100).optional(),
}

/** What is not told of a new store is not known. */
const details = {
  nickname: given.nickname.default(null),
  phone: given.phone.default(null),
  website: given.website.default(null),
  address1: given.address1.default(null),
  address2: given.address2.default(null),
  city: given.city.default(null),
  region: given.region.default(null),
  postalCode: given.postalCode.default(null),
  country: given.country.default(null),
}

const givenKeys = z
  .array(
    z.strictObject({
      connection: z.string().min(1).max(63).describe('Whose key it is'),
      key: z.string().trim().min(1, 'say a key').max(200).describe('The location as the source knows it'),
    }),
  )
  .max(200)

const NewBody = z.strictObject({ name, ...details, keys: givenKeys.default([]) }).meta({ id: 'MakeStore' })

const ChangeBody = z
  .strictObject({
    name: name.optional(),
    ...given,
    keys: givenKeys.optional().describe('All that it has from then on'),
    isArchived: z.boolean().optional().describe('An archived store has no keys and is in no list'),
  })
  .meta({ id: 'ChangeStore' })

const KeyBody = z
  .object({
    connection: z.string(),
    connector: z.string(),
    key: z.string(),
    orders: z.int().describe('That came from there'),
    firstAt: Instant.nullable().describe('Of the first of them'),
    lastAt: Instant.nullable(),
    store: z.object({ id: z.int(), name: z.string() }).nullable().describe('Null: orders from there count for none'),
  })
  .meta({ id: 'StoreKey' })

const StoreBody = z
  .object({
    id: z.int(),
    name: z.string(),
    nickname: z.string().nullable(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    address1: z.string().nullable(),
    address2: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    postalCode: z.string().nullable(),
    country: z.string().nullable(),
    keys: z.array(KeyBody),
    archivedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Store' })

function showStore({ keys, archivedAt, createdAt, ...rest }: StoreWithKeys): z.output<typeof StoreBody> {
  return {
    ...rest,
    keys: keys.map(showKey),
    archivedAt: instantOrNull(archivedAt),
    createdAt: instant(createdAt),
  }
}

function showKey({ connection, connector, key, orders, firstAt, lastAt, storeId, store }: KeyStanding) {
  return {
    ...{ connection, connector, key, orders },
    firstAt: instantOrNull(firstAt),
    lastAt: instantOrNull(lastAt),
    store: storeId === null || store === null ? null : { id: storeId, name: store },
  }
}
