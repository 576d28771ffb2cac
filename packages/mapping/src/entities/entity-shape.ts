/** What is known of the records of an entity, or of a connector's source or target: names, types and promises. */
import { isJsonObject, type JsonObject } from '../json.ts'

export interface EntityShape {
  /** As people know it: 'Customer', 'Klaviyo profile'. */
  name: string
  fields: Readonly<Record<string, FieldShape>>
  /** Takes other names too, as they are given: a mail tool's own properties. */
  open?: boolean
  /** Fields that no two records may share all of, by the name of the key that they make; a blank one makes none. */
  together?: Readonly<Record<string, readonly string[]>>
}

export interface FieldShape {
  type: FieldType
  /** A record without it is refused. */
  required?: boolean
  /** No two records may have the same value; of a child's field: no two children of all records. */
  unique?: boolean
  /** The other side changes it by itself, e.g. consent: an update should leave it alone. */
  managed?: boolean
  /** An amount in whole minor units of the `currency` of its record: 1999 is 19.99 USD. */
  minor?: boolean
  says?: string
  /** The shape of each child (`children`) or of the record inside (`record`). */
  of?: EntityShape
}

/** `map`: a record of names that people choose, e.g. custom fields. */
export type FieldType = 'text' | 'number' | 'boolean' | 'datetime' | 'list' | 'children' | 'record' | 'map' | 'any'

/**
 * Reads the shape out of a JSON Schema, as zod writes it for a connector's source or target. `unique` and `managed`
 * come from the metadata of the same name.
 */
export function shapeOfJsonSchema(name: string, schema: JsonObject): EntityShape {
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const fields: Record<string, FieldShape> = {}
  for (const [field, of] of Object.entries(objectOf(schema.properties))) {
    fields[field] = { ...fieldOfSchema(field, objectOf(of)), ...(required.has(field) ? { required: true } : {}) }
  }
  const open = schema.additionalProperties !== undefined && schema.additionalProperties !== false
  return { name, fields, ...(open ? { open } : {}) }
}

function fieldOfSchema(name: string, schema: JsonObject): FieldShape {
  const marks = {
    ...(schema.unique === true ? { unique: true } : {}),
    ...(schema.managed === true ? { managed: true } : {}),
    ...(typeof schema.description === 'string' ? { says: schema.description } : {}),
  }
  const options = [schema.anyOf, schema.oneOf].find(Array.isArray)
  if (options !== undefined) {
    const real = options.map(objectOf).filter((option) => option.type !== 'null')
    const [only] = real
    return real.length === 1 && only !== undefined
      ? { ...fieldOfSchema(name, only), ...marks }
      : { type: 'any', ...marks }
  }
  const types = [schema.type].flat().filter((type) => type !== 'null')
  switch (types.length === 1 ? types[0] : undefined) {
    case 'string':
      return { type: schema.format === 'date-time' ? 'datetime' : 'text', ...marks }
    case 'number':
    case 'integer':
      return { type: 'number', ...marks }
    case 'boolean':
      return { type: 'boolean', ...marks }
    case 'array': {
      const item = objectOf(schema.items)
      return item.type === 'object'
        ? { type: 'children', of: shapeOfJsonSchema(name, item), ...marks }
        : { type: 'list', ...marks }
    }
    case 'object':
      return schema.properties === undefined
        ? { type: 'map', ...marks }
        : { type: 'record', of: shapeOfJsonSchema(name, schema), ...marks }
    default:
      return { type: 'any', ...marks }
  }
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}
