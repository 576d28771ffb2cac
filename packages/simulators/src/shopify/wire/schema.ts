import { readFileSync } from 'node:fs'
import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isScalarType,
  valueFromASTUntyped,
} from 'graphql'
import { decimal, hundredths } from '../shop/money.ts'
import type { Call } from './call.ts'
import { type Needs, needsOf } from './needs.ts'
import { refusal } from './problems.ts'

/** Resolvers by type and field. Their arguments are what the schema says, which the compiler cannot know. */
export type Resolvers = Record<
  string,
  Record<string, (source: never, args: never, call: Call, info: GraphQLResolveInfo) => unknown>
>

const file = new URL('../../../specs/shopify/admin-2026-10.graphql', import.meta.url)

/** The vendor's schema with our shop behind it. */
export function openSchema(resolvers: Resolvers, seesPeople: boolean): GraphQLSchema {
  const schema = buildSchema(readFileSync(file, 'utf8'), { assumeValid: true })
  const needs = needsOf()
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) {
      const scalar = scalars[type.name]
      if (scalar === undefined) continue
      type.serialize = scalar.serialize ?? type.serialize
      const read = scalar.parse
      if (read === undefined) continue
      type.parseValue = read
      type.parseLiteral = (node, variables) => read(valueFromASTUntyped(node, variables))
    }
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      bind(field, type.name, resolvers, needs)
      const what = needs.person(type.name, field.name)
      if (what !== undefined && !seesPeople) hide(field, what)
    }
  }
  return schema
}

function bind(field: GraphQLField<unknown, Call>, typeName: string, resolvers: Resolvers, needs: Needs): void {
  // The compiler takes `never` for what only the schema knows: source and arguments have passed its checks by then.
  const own = resolvers[typeName]?.[field.name] as GraphQLFieldResolver<unknown, Call> | undefined
  if (own !== undefined) field.resolve = own
  else if (typeName === 'QueryRoot' || typeName === 'Mutation') {
    field.resolve = () => {
      throw refusal('NOT_PRETENDED', `This simulator does not pretend ${field.name}: see its README.`)
    }
  }
  const need = needs.of(typeName, field.name, getNamedType(field.type).name)
  if (need === undefined) return
  const inner = field.resolve ?? defaultFieldResolver
  field.resolve = (source, args, call, info) => {
    if (!need.scopes.some((scope) => call.may.has(scope))) {
      throw refusal('ACCESS_DENIED', `Access denied for ${field.name} field. Required access: ${need.text}`, {
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess: need.text,
      })
    }
    return inner(source, args, call, info)
  }
}

/** Null, and beside it the reason: not the null of what is empty. */
function hide(field: GraphQLField<unknown, Call>, what: string): void {
  field.resolve = () => {
    throw refusal('ACCESS_DENIED', `This app is not approved to access the ${field.name} field: ${what}.`, {
      documentation: 'https://shopify.dev/docs/apps/launch/protected-customer-data',
    })
  }
}

interface Scalar {
  serialize?: (value: unknown) => unknown
  parse?: (value: unknown) => unknown
}

/** Instants are milliseconds and money hundredths inside; both are texts outside. */
const scalars: Record<string, Scalar> = {
  DateTime: {
    serialize: (value) => (typeof value === 'number' ? `${new Date(value).toISOString().slice(0, 19)}Z` : value),
    parse: (value) => {
      const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
      if (Number.isNaN(at)) throw new Error(`invalid DateTime '${String(value)}'`)
      return at
    },
  },
  Decimal: { serialize: (value) => (typeof value === 'number' ? decimal(value) : value), parse: decimalText },
  Money: {
    serialize: (value) => (typeof value === 'number' ? decimal(value) : value),
    parse: (value) => {
      const amount = hundredths(decimalText(value))
      if (Number.isNaN(amount)) throw new Error(`invalid money '${String(value)}'`)
      return amount
    },
  },
  UnsignedInt64: { serialize: String },
}

function decimalText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`invalid decimal '${String(value)}'`)
  if (!/^-?\d+(\.\d*)?$/.test(String(value).trim())) throw new Error(`invalid decimal '${String(value)}'`)
  return String(value).trim()
}
