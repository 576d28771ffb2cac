import type { ErrorObject, ValidateFunction } from 'ajv'
import { invalidParameter, Refusal } from '../wire/problem.ts'
import { compiler } from './check-body.ts'
import { toJsonSchema } from './json-schema.ts'
import type { OpenApiSchema, Operation } from './openapi.ts'

/** The query of one request, checked against the vendor's file. */
export interface Query {
  text(name: string): string | undefined
  count(name: string): number | undefined
  /** The values of a parameter that takes several, separated by commas. */
  names(name: string): string[] | undefined
}

type Value = string | number | string[]

/** The check of one operation's query, compiled when it is first needed. Throws a Refusal that names the parameter. */
export function queryCheck(operation: Operation): (query: URLSearchParams) => Query {
  const schemas = new Map<string, OpenApiSchema>()
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in === 'query') schemas.set(parameter.name, parameter.schema)
  }
  let validate: ValidateFunction | undefined
  return (query) => {
    const values: Record<string, Value> = {}
    for (const [name, text] of query) values[name] = asTyped(text, schemas.get(name)?.type)
    validate ??= compiler(false).compile(querySchema(schemas))
    if (!validate(values)) throw new Refusal((validate.errors ?? []).map(queryProblem))
    return reading(values)
  }
}

function querySchema(schemas: Map<string, OpenApiSchema>) {
  const properties = Object.fromEntries([...schemas].map(([name, schema]) => [name, toJsonSchema(schema, false)]))
  return { type: 'object', properties, additionalProperties: false }
}

function asTyped(text: string, type: string | undefined): Value {
  if (type === 'array') return text === '' ? [] : text.split(',')
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text)
  return text
}

function reading(values: Record<string, Value>): Query {
  return {
    text: (name) => {
      const value = values[name]
      return typeof value === 'string' ? value : undefined
    },
    count: (name) => {
      const value = values[name]
      return typeof value === 'number' ? value : undefined
    },
    names: (name) => {
      const value = values[name]
      return Array.isArray(value) ? value : undefined
    },
  }
}

function queryProblem(error: ErrorObject) {
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty)
    return invalidParameter(name, `'${name}' is not a parameter of this endpoint.`)
  }
  const name = (error.instancePath.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
  const choices = error.keyword === 'enum' ? `: ${JSON.stringify(error.params.allowedValues)}` : ''
  return invalidParameter(name, `'${name}' ${error.message ?? 'is not valid'}${choices}.`)
}
