import { execute, type GraphQLSchema } from 'graphql'
import type { Bucket } from './bucket.ts'
import type { Call } from './call.ts'
import { actualCost, requestedCost } from './cost.ts'
import { documentReader, operationOf, type Problem } from './documents.ts'
import { checkVariables } from './variables.ts'

/** What a client sends. */
export interface Asked {
  query: string
  variables: Record<string, unknown>
  operationName: string | undefined
}

/** The answer's body. */
export interface Envelope {
  data?: unknown
  errors?: readonly (Problem | unknown)[]
  extensions?: Record<string, unknown>
}

/** No question may cost more than this, on any plan. */
const dearest = 1000

/** From a question to its envelope: read, checked, paid for, executed. */
export function createExecutor(
  schema: GraphQLSchema,
): (asked: Asked, call: Call, bucket: Bucket | undefined) => Envelope {
  const read = documentReader(schema)
  return (asked, call, bucket) => {
    const { document, errors } = read(asked.query)
    if (errors !== undefined) return { errors }
    const operation = operationOf(document, asked.operationName)
    if (typeof operation === 'string') return { errors: [{ message: operation }] }
    const { problems, lists } = checkVariables(schema, operation, asked.variables)
    if (problems.length > 0) return { errors: problems }
    const requested = Math.ceil(requestedCost(schema, document, operation, asked.variables))
    const cost = (actual: number | null) => ({
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: actual,
        throttleStatus: bucket?.status() ?? { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 },
      },
    })
    const tooLong = lists.find(({ path, size }) => size > (path.at(-1) === 'variants' ? 2048 : 250))
    if (tooLong !== undefined) return { errors: [inputTooLong(tooLong)], extensions: cost(null) }
    if (requested > dearest) return { errors: [tooDear(requested)], extensions: cost(null) }
    if (bucket !== undefined && !bucket.take(requested)) return { errors: [throttled], extensions: cost(null) }
    const { data, errors: refused } = run(schema, document, asked, call)
    const actual = Math.min(requested, actualCost(schema, document, operation, data))
    bucket?.giveBack(requested - actual)
    const search =
      call.searches.length === 0 ? {} : { search: call.searches.map(({ query, warnings }) => ({ query, warnings })) }
    return {
      data,
      ...(refused === undefined || refused.length === 0 ? {} : { errors: refused }),
      extensions: { ...cost(actual), ...search },
    }
  }
}

function run(schema: GraphQLSchema, document: Parameters<typeof execute>[0]['document'], asked: Asked, call: Call) {
  const result = execute({
    schema,
    document,
    contextValue: call,
    variableValues: asked.variables,
    operationName: asked.operationName ?? null,
    rootValue: {},
  })
  if (result instanceof Promise) throw new Error('a resolver of the simulator waits, and none may')
  return { data: result.data, errors: result.errors?.map((error) => error.toJSON()).map(withCode) }
}

/** A slip of ours looks as the vendor's slips do. */
function withCode(error: { message: string; extensions?: Record<string, unknown> }): unknown {
  if (error.extensions?.code !== undefined) return error
  return { ...error, extensions: { ...error.extensions, code: 'INTERNAL_SERVER_ERROR' } }
}

export const throttled: Problem = {
  message: 'Throttled',
  extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/limits#rate-limits' },
}

const tooDear = (cost: number): Problem => ({
  message: `Query cost is ${cost}, which exceeds the single query max cost limit (${dearest}).`,
  extensions: {
    code: 'MAX_COST_EXCEEDED',
    cost,
    maxCost: dearest,
    documentation: 'https://shopify.dev/api/usage/limits#rate-limits',
  },
})

const inputTooLong = ({ path, size }: { path: (string | number)[]; size: number }): Problem => {
  const most = path.at(-1) === 'variants' ? 2048 : 250
  return {
    message: `The input array size of ${size} is greater than the maximum allowed of ${most}.`,
    path,
    extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
  }
}
