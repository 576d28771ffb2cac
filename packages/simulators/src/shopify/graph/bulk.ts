import { type DocumentNode, execute, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql'
import type { SimReply } from '../../server/exchange.ts'
import type { Bulk } from '../shop/rows.ts'
import { newRow, note, type Shop } from '../shop/shop.ts'
import { shopTime } from '../webhooks/bodies.ts'
import type { Call } from '../wire/call.ts'
import { type PageArgs, pageOf } from '../wire/pages.ts'
import { refuse } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { bulkDocument, linesOf } from './bulk-query.ts'
import { numberOf } from './ids.ts'
import { payload } from './payload.ts'

/** Of one app in one shop, since 2026-01. */
const atOnce = 5

const path = /^\/_bulk\/(\d+)\.jsonl$/

const isRunning = ({ status }: Bulk) => status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING'

export const bulkResolvers: Resolvers = {
  QueryRoot: {
    bulkOperation: (_root: unknown, { id }: { id: string }, { shop }: Call) =>
      shop.bulks.get(numberOf('BulkOperation', id)) ?? null,
    bulkOperations: (_root: unknown, args: PageArgs, { shop }: Call) =>
      pageOf([...shop.bulks.values()], args, ({ createdAt, n }) => [createdAt, n]),
    currentBulkOperation: (_root: unknown, { type }: { type?: string }, { shop }: Call) =>
      type === 'MUTATION' ? null : ([...shop.bulks.values()].at(-1) ?? null),
  },
  BulkOperation: {
    type: () => 'QUERY',
    fileSize: ({ file }: Bulk) => (file === null ? null : Buffer.byteLength(file)),
    // Of no row there is no file.
    url: ({ n, file, status }: Bulk, _args: unknown, { origin }: Call) =>
      status === 'COMPLETED' && file !== null && file !== '' ? `${origin}/_bulk/${n}.jsonl` : null,
    partialDataUrl: () => null,
  },
  Mutation: {
    bulkOperationRunQuery: (_root: unknown, { query }: { query: string }, call: Call, info: GraphQLResolveInfo) =>
      payload(() => {
        const { shop } = call
        const document = bulkDocument(info.schema, query)
        const running = [...shop.bulks.values()].filter(isRunning).map(({ id }) => id)
        if (running.length >= atOnce) {
          const words = `A bulk query operation for this app and shop is already in progress: ${running.join(', ')}.`
          refuse(null, words, 'OPERATION_IN_PROGRESS')
        }
        const bulk: Bulk = {
          ...newRow(shop, 'BulkOperation'),
          query,
          status: 'CREATED',
          errorCode: null,
          completedAt: null,
          objectCount: 0,
          rootObjectCount: 0,
          file: null,
        }
        shop.bulks.set(bulk.n, bulk)
        note(shop, 'bulk.query', bulk.id)
        shop.later.add(shop.choices.jobDelay, () => run(bulk, info.schema, document, call))
        const answer = { ...bulk }
        bulk.status = 'RUNNING'
        return { bulkOperation: answer }
      }),
    bulkOperationCancel: (_root: unknown, { id }: { id: string }, { shop }: Call) =>
      payload(() => {
        const words = 'Bulk operation does not exist'
        const bulk = shop.bulks.get(numberOf('BulkOperation', id)) ?? refuse('id', words)
        if (!isRunning(bulk))
          refuse(null, `A bulk operation cannot be canceled when it is ${bulk.status.toLowerCase()}`)
        bulk.status = 'CANCELING'
        return { bulkOperation: { ...bulk } }
      }),
  },
}

/** Reads all that was asked for. Children come in any order, also before their parents. */
function run(bulk: Bulk, schema: GraphQLSchema, document: DocumentNode, call: Call): void {
  const { shop } = call
  bulk.completedAt = shop.now()
  if (bulk.status === 'CANCELING') bulk.status = 'CANCELED'
  else {
    const result = execute({ schema, document, contextValue: call, rootValue: {} })
    if (result instanceof Promise) throw new Error('a resolver of the simulator waits, and none may')
    const [fault] = result.errors ?? []
    if (fault === undefined) {
      const { lines, roots } = linesOf(result.data)
      bulk.status = 'COMPLETED'
      bulk.objectCount = lines.length
      bulk.rootObjectCount = roots
      bulk.file = shuffled(lines, shop)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('')
    } else {
      bulk.status = 'FAILED'
      bulk.errorCode = fault.extensions.code === 'ACCESS_DENIED' ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR'
    }
  }
  const body = {
    admin_graphql_api_id: bulk.id,
    completed_at: shopTime(shop.identity, bulk.completedAt),
    created_at: shopTime(shop.identity, bulk.createdAt),
    error_code: bulk.errorCode?.toLowerCase() ?? null,
    status: bulk.status.toLowerCase(),
    type: 'query',
  }
  shop.tell({ topic: 'bulk_operations/finish', by: shop.by, body: () => body })
}

function shuffled<T>(rows: readonly T[], { random }: Shop): T[] {
  const mixed = [...rows]
  for (let index = mixed.length - 1; index > 0; index--) {
    const other = random.below(index + 1)
    const [one, two] = [mixed[index], mixed[other]]
    if (one === undefined || two === undefined) continue
    mixed[index] = two
    mixed[other] = one
  }
  return mixed
}

/** The signed address of the vendor's storage, without the signature: a plain GET. */
export function bulkFile(shop: Shop, wanted: string): SimReply | undefined {
  const n = path.exec(wanted)?.[1]
  const file = n === undefined ? undefined : shop.bulks.get(Number(n))?.file
  if (file === undefined || file === null) return undefined
  return { status: 200, headers: { 'content-type': 'application/jsonl' }, body: file }
}
