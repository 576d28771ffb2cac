import { type OpenApiSchema, referred } from './openapi.ts'

/** JSON Schema as ajv takes it. */
export type JsonSchema = Record<string, unknown>

/** Keywords that mean the same in both dialects and hold no schema. */
const plainKeywords = ['format', 'minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength', 'required']

/**
 * From OpenAPI 3.0 to JSON Schema: references are written out (the request schemas have no cycles, and ajv makes
 * faster code of it), and `nullable` becomes a type. The vendor writes `nullable` beside `$ref`, which the letter of
 * OpenAPI ignores; we take it as it is meant.
 *
 * `closed` forbids names that the schema does not know in `attributes` and in `location`.
 */
export function toJsonSchema(schema: OpenApiSchema, closed: boolean, name = ''): JsonSchema {
  if (schema.$ref !== undefined) return toJsonSchema(written(schema, schema.$ref), closed, name)
  const made: JsonSchema = {}
  for (const keyword of plainKeywords) if (schema[keyword] !== undefined) made[keyword] = schema[keyword]
  if (schema.type !== undefined) made.type = schema.nullable ? [schema.type, 'null'] : schema.type
  if (schema.enum !== undefined) made.enum = schema.nullable ? [...schema.enum, null] : schema.enum
  const convert = (part: OpenApiSchema) => toJsonSchema(part, closed)
  if (schema.items !== undefined) made.items = convert(schema.items)
  if (schema.allOf !== undefined) made.allOf = schema.allOf.map(convert)
  if (schema.oneOf !== undefined) made.anyOf = [...schema.oneOf.map(convert), ...(schema.nullable ? [nothing] : [])]
  if (schema.properties === undefined) return made
  const properties = Object.entries(schema.properties)
  made.properties = Object.fromEntries(properties.map(([key, child]) => [key, toJsonSchema(child, closed, key)]))
  if (closed && (name === 'attributes' || name === 'location')) made.additionalProperties = false
  return made
}

function written({ nullable }: OpenApiSchema, ref: string): OpenApiSchema {
  return nullable === undefined ? referred(ref) : { ...referred(ref), nullable }
}

const nothing: JsonSchema = { type: 'null' }
