import { createHash } from 'node:crypto'
import { partsOf } from '../shop/gid.ts'
import type { Definition, Metafield } from '../shop/rows.ts'
import { newRow, note, type Shop } from '../shop/shop.ts'
import type { Call } from '../wire/call.ts'
import { listPage, type PageArgs, pageOf } from '../wire/pages.ts'
import { Refused, refusal, refuse, type UserError, userError } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { nodeBy } from './ids.ts'
import { payload } from './payload.ts'

type None = Record<string, never>

/** A metafield as an input has it. */
export interface MetafieldInput {
  namespace?: string | null
  key?: string | null
  type?: string | null
  value?: string | null
}

interface SetInput extends MetafieldInput {
  ownerId: string
  key: string
  value: string
  compareDigest?: string | null
}

const digestOf = ({ value, type }: Metafield) => createHash('sha256').update(`${type}:${value}`).digest('hex')

const appNamespace = ({ app }: Call) => `app--${app.n}`

const definitionOf = (shop: Shop, ownerType: string, namespace: string, key: string): Definition | undefined =>
  [...shop.definitions.values()].find(
    (one) => one.ownerType === ownerType && one.namespace === namespace && one.key === key,
  )

const ownerTypeOf = (id: string) => partsOf(id)?.type.toUpperCase() ?? ''

/** Who has this value, where a definition says that values are unique. */
export function ownerByCustomId(
  shop: Shop,
  ownerType: string,
  custom: { namespace?: string; key: string; value: string } | undefined,
): string | undefined {
  if (custom === undefined) return undefined
  const definition = definitionOf(shop, ownerType, custom.namespace ?? '', custom.key)
  if (definition?.isUnique !== true) {
    throw refusal('NOT_FOUND', `Metafield definition of type 'id' is required when using custom ids.`)
  }
  for (const [owner, fields] of shop.metafields) {
    const field = fields.get(`${definition.namespace}.${definition.key}`)
    if (field?.ownerType === ownerType && field.value === custom.value) return owner
  }
  return undefined
}

/** Writes metafields of one owner, as inputs of other mutations bring them along. */
export function putMetafields(call: Call, ownerId: string, inputs: readonly MetafieldInput[] | null | undefined): void {
  for (const { namespace, key, type, value } of inputs ?? []) {
    if (typeof key !== 'string' || typeof value !== 'string') continue
    put(call, { ownerId, namespace: namespace ?? null, key, type: type ?? null, value })
  }
}

function put(call: Call, input: SetInput): Metafield {
  const { shop } = call
  const namespace = input.namespace ?? appNamespace(call)
  const ownerType = ownerTypeOf(input.ownerId)
  const type = input.type ?? definitionOf(shop, ownerType, namespace, input.key)?.type ?? 'single_line_text_field'
  const fields = shop.metafields.get(input.ownerId) ?? new Map<string, Metafield>()
  shop.metafields.set(input.ownerId, fields)
  const known = fields.get(`${namespace}.${input.key}`)
  const field: Metafield = known ?? {
    ...newRow(shop, 'Metafield'),
    ownerId: input.ownerId,
    ownerType,
    namespace,
    key: input.key,
    type,
    value: '',
  }
  field.value = input.value
  field.type = type
  field.updatedAt = shop.now()
  fields.set(`${namespace}.${input.key}`, field)
  note(shop, 'metafield.set', field.id, { ownerId: input.ownerId, namespace, key: input.key })
  return field
}

/** All or nothing: what is wrong with any of them is said before one is written. */
function check(call: Call, input: SetInput, index: number): UserError[] {
  const { shop } = call
  const at = `metafields.${index}`
  const namespace = input.namespace ?? appNamespace(call)
  const ownerType = ownerTypeOf(input.ownerId)
  if (nodeBy(shop, input.ownerId) === null)
    return [userError(`${at}.ownerId`, 'Owner does not exist.', 'INVALID_VALUE')]
  const definition = definitionOf(shop, ownerType, namespace, input.key)
  if ((input.type ?? definition?.type) === undefined) return [userError(`${at}.type`, "Type can't be blank", 'BLANK')]
  if (input.value === '') return [userError(`${at}.value`, "Value can't be blank.", 'BLANK')]
  const known = shop.metafields.get(input.ownerId)?.get(`${namespace}.${input.key}`)
  if (input.compareDigest !== undefined) {
    if (input.compareDigest !== null && known === undefined) {
      return [userError(at, 'Invalid `compareDigest` value.', 'INVALID_COMPARE_DIGEST')]
    }
    const isStale = known === undefined ? false : input.compareDigest !== digestOf(known)
    if (isStale) {
      const text = 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.'
      return [userError(at, text, 'STALE_OBJECT')]
    }
  }
  if (definition?.isUnique !== true) return []
  const owner = ownerByCustomId(shop, ownerType, { namespace, key: input.key, value: input.value })
  if (owner === undefined || owner === input.ownerId) return []
  return [userError(`${at}.value`, 'Value must be unique.', 'TAKEN')]
}

const owned = {
  metafield: ({ id }: { id: string }, { namespace, key }: { namespace?: string; key: string }, call: Call) =>
    call.shop.metafields.get(id)?.get(`${namespace ?? appNamespace(call)}.${key}`) ?? null,
  metafields: ({ id }: { id: string }, args: PageArgs & { namespace?: string }, { shop }: Call) => {
    const all = [...(shop.metafields.get(id)?.values() ?? [])]
    return listPage(
      all.filter(({ namespace }) => args.namespace === undefined || namespace === args.namespace),
      args,
    )
  },
}

export const metafieldResolvers: Resolvers = {
  Product: owned,
  ProductVariant: owned,
  Customer: owned,
  Order: owned,
  Location: owned,
  Metafield: {
    legacyResourceId: ({ n }: Metafield) => n,
    compareDigest: digestOf,
    sizeInBytes: ({ value }: Metafield) => Buffer.byteLength(value),
    jsonValue: ({ value, type }: Metafield) =>
      /^(json|list\.|number_|boolean|rating|money)/.test(type) ? parsed(value) : value,
    definition: ({ ownerType, namespace, key }: Metafield, _args: None, { shop }: Call) =>
      definitionOf(shop, ownerType, namespace, key) ?? null,
  },
  MetafieldDefinition: {
    type: ({ type }: Definition) => ({ name: type, category: type === 'id' ? 'ID' : 'TEXT' }),
    capabilities: ({ isUnique }: Definition) => ({ uniqueValues: { enabled: isUnique, eligible: true } }),
  },
  QueryRoot: {
    metafieldDefinitions: (
      _root: unknown,
      args: PageArgs & { ownerType: string; namespace?: string; key?: string },
      { shop }: Call,
    ) => {
      const all = [...shop.definitions.values()].filter(
        ({ ownerType, namespace, key }) =>
          ownerType === args.ownerType &&
          (args.namespace === undefined || args.namespace === namespace) &&
          (args.key === undefined || args.key === key),
      )
      return pageOf(all, args, ({ n }) => [n, n])
    },
  },
  Mutation: {
    metafieldsSet: (_root: unknown, { metafields }: { metafields: SetInput[] }, call: Call) =>
      payload(() => {
        if (metafields.length > 25) {
          refuse('metafields', 'Exceeded the maximum metafields input limit of 25.', 'LESS_THAN_OR_EQUAL_TO')
        }
        const errors = metafields.flatMap((input, index) =>
          check(call, input, index).map((error) => ({ ...error, elementIndex: index })),
        )
        if (errors.length > 0) throw new Refused(errors)
        return { metafields: metafields.map((input) => put(call, input)) }
      }),
    metafieldsDelete: (
      _root: unknown,
      { metafields }: { metafields: { ownerId: string; namespace: string; key: string }[] },
      { shop }: Call,
    ) => ({
      deletedMetafields: metafields.map(({ ownerId, namespace, key }) => {
        const isGone = shop.metafields.get(ownerId)?.delete(`${namespace}.${key}`) === true
        if (isGone) note(shop, 'metafield.delete', ownerId, { namespace, key })
        return isGone ? { ownerId, namespace, key } : null
      }),
      userErrors: [],
    }),
    metafieldDefinitionCreate: (_root: unknown, { definition }: { definition: DefinitionInput }, call: Call) =>
      payload(() => {
        const { shop } = call
        const namespace = definition.namespace ?? appNamespace(call)
        if (definitionOf(shop, definition.ownerType, namespace, definition.key) !== undefined) {
          refuse(
            'definition.key',
            `Key is in use for ${definition.ownerType} metafields on the '${namespace}' namespace.`,
            'TAKEN',
          )
        }
        const row: Definition = {
          ...newRow(shop, 'MetafieldDefinition'),
          ownerType: definition.ownerType,
          namespace,
          key: definition.key,
          name: definition.name,
          description: definition.description ?? null,
          type: definition.type,
          isUnique: definition.type === 'id' || definition.capabilities?.uniqueValues?.enabled === true,
        }
        shop.definitions.set(row.n, row)
        note(shop, 'metafieldDefinition.create', row.id, { namespace, key: row.key })
        return { createdDefinition: row }
      }),
  },
}

interface DefinitionInput {
  ownerType: string
  namespace?: string
  key: string
  name: string
  description?: string
  type: string
  capabilities?: { uniqueValues?: { enabled: boolean } }
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
