import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { invalid, type Problem } from '../wire/problem.ts'
import { toJsonSchema } from './json-schema.ts'
import { mediaType, operationOf } from './openapi.ts'

/** A body that keeps the vendor's schema, or every problem that it has. */
export type Checked<T> = { body: T; problems?: never } | { body?: never; problems: Problem[] }

/** What to do about attributes that the vendor does not know. */
export type UnknownFields = 'reject' | 'ignore'

/**
 * The check of one operation's body, compiled when it is first needed. The first pass stops at the first error;
 * only a body that fails is gone through a second time, for all of its errors.
 */
export function bodyCheck<T>(operationId: string): (body: unknown, unknownFields: UnknownFields) => Checked<T> {
  const open = lazily(() => compilePair<T>(operationId, false))
  const closed = lazily(() => compilePair<T>(operationId, true))
  return (body, unknownFields) => {
    const { quick, thorough } = unknownFields === 'reject' ? closed() : open()
    if (quick(body)) return { body }
    const check = thorough()
    check(body)
    return { problems: (check.errors ?? []).filter((error) => error.keyword !== 'anyOf').map(bodyProblem) }
  }
}

function compilePair<T>(operationId: string, closed: boolean) {
  const content = operationOf(operationId).requestBody?.content[mediaType]
  if (content === undefined) throw new Error(`${operationId} takes no body`)
  const schema = toJsonSchema(content.schema, closed)
  return {
    quick: compiler(false).compile<T>(schema),
    thorough: lazily((): ValidateFunction<T> => compiler(true).compile<T>(schema)),
  }
}

export function compiler(allErrors: boolean): Ajv {
  // The schemas come from the vendor's file: to hold each against the schema of schemas takes longer than to compile it.
  const ajv = new Ajv({ allErrors, strict: false, logger: false, meta: false, validateSchema: false })
  formats.default(ajv)
  return ajv
}

/** The vendor's words for an unknown field; those for the other errors are ours. */
function bodyProblem(error: ErrorObject): Problem {
  const at = error.instancePath
  if (error.keyword === 'additionalProperties') {
    const field = String(error.params.additionalProperty)
    return invalid(`${at}/${field}`, `'${field}' is not a valid field for the resource '${resourceAt(at)}'.`)
  }
  if (error.keyword === 'required') {
    const field = String(error.params.missingProperty)
    return invalid(`${at}/${field}`, `'${field}' is a required field.`)
  }
  if (error.keyword === 'enum') {
    return invalid(at, `Invalid value: expected one of ${JSON.stringify(error.params.allowedValues)}.`)
  }
  return invalid(at === '' ? '/data' : at, `Invalid value: it ${error.message ?? 'is not valid'}.`)
}

function resourceAt(pointer: string): string {
  return pointer.includes('/profile') || !pointer.startsWith('/data/attributes/') ? 'profile' : 'event'
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
