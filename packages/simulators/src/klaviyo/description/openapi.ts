import { readFileSync } from 'node:fs'

/** A schema in the dialect of OpenAPI 3.0, as far as the simulator reads it. */
export interface OpenApiSchema {
  $ref?: string
  type?: string
  nullable?: boolean
  properties?: Record<string, OpenApiSchema>
  items?: OpenApiSchema
  oneOf?: OpenApiSchema[]
  allOf?: OpenApiSchema[]
  enum?: unknown[]
  [keyword: string]: unknown
}

/** The operators that one field may be filtered by: `single` with a plain value, `list` with several, `none` without. */
export interface FilterRule {
  operators: { single?: string[]; list?: string[]; none?: string[] }
  value?: { type: string; format?: string; enum?: string[] }
}

/** One operation of the vendor's official file. */
export interface Operation {
  operationId: string
  description: string
  parameters?: { name: string; in: string; schema: OpenApiSchema }[]
  requestBody?: { content: Record<string, { schema: OpenApiSchema }> }
  responses: Record<string, { content?: Record<string, { schema: OpenApiSchema }> }>
  'x-klaviyo-ratelimit': { burst: string; steady: string; daily?: string }
  'x-klaviyo-scopes'?: string[]
  'x-klaviyo-filters'?: Record<string, FilterRule>
}

interface OpenApi {
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, OpenApiSchema> }
}

const file = new URL('../../../specs/klaviyo/openapi.json', import.meta.url)
const openApi: OpenApi = JSON.parse(readFileSync(file, 'utf8'))

/** The API revision that the official file describes. */
export const revision = openApi.info.version

export const mediaType = 'application/vnd.api+json'

/** An operation and where it is served, in the router's notation: `GET /api/profiles/:id`. */
export interface Served {
  operation: Operation
  route: string
}

/** Every operation in the file, by its id. */
export const operations: ReadonlyMap<string, Served> = new Map(
  Object.entries(openApi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Served] => {
      const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`
      return [operation.operationId, { operation, route }]
    }),
  ),
)

/** Every scope that some operation needs. */
export const allScopes: readonly string[] = [
  ...new Set([...operations.values()].flatMap(({ operation }) => operation['x-klaviyo-scopes'] ?? [])),
]

export function operationOf(id: string): Operation {
  const served = operations.get(id)
  if (served === undefined) throw new Error(`the vendor's file has no operation ${id}`)
  return served.operation
}

/** What a `$ref` points at. */
export function referred(ref: string): OpenApiSchema {
  const schema = openApi.components.schemas[ref.slice(ref.lastIndexOf('/') + 1)]
  if (schema === undefined) throw new Error(`the vendor's file has no component ${ref}`)
  return schema
}
