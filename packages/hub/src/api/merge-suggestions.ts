import { z } from 'zod'
import { refuseMerge, suggestMerges } from '../operations/merge-suggestions.ts'
import { Refusal } from '../operations/refusal.ts'
import { AnyObject } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Customer = z.object({ id: z.int(), data: AnyObject })
const shown = z.string().nullable().describe('What they have in common, in part; null: nobody is to see it')

const Suggestions = z
  .object({
    data: z.array(z.object({ one: Customer, other: Customer, trait: z.string(), shown })),
    shared: z
      .array(z.object({ trait: z.string(), shown, customers: z.int() }))
      .describe('What so many share that it tells nobody apart: it merges nobody'),
    next_cursor: z.string().nullable(),
    has_more: z.boolean(),
  })
  .meta({ id: 'MergeSuggestions' })

/** Customers who may be one person, as a person looks at them. */
export function mergeSuggestionRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/merge-suggestions',
    {
      schema: {
        operationId: 'listMergeSuggestions',
        tags: ['records'],
        summary: 'Customers who have the same phone number or another trait, in pairs',
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50).describe('Pairs in one page'),
          cursor: z.string().max(200).optional().describe('`next_cursor` of the page before'),
        }),
        response: { 200: Suggestions, ...problemResponse },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const page = cursor === undefined ? { limit } : { limit, after: pairOf(cursor) }
      const { next, ...found } = await suggestMerges(hub, page)
      return { ...found, next_cursor: next === null ? null : `${next.one}-${next.other}`, has_more: next !== null }
    },
  )
  app.post(
    '/merge-suggestions/refusals',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'refuseMerge',
        tags: ['records'],
        summary: 'Say that two customers are not one person: they are not suggested again, nor merged by themselves',
        body: z.strictObject({ one: z.int().positive(), other: z.int().positive() }),
        response: { 200: z.object({ one: z.int(), other: z.int() }), ...problemResponse },
      },
    },
    async (request) => {
      const { one, other } = request.body
      await refuseMerge(hub, [one, other], request.actor)
      return { one, other }
    },
  )
}

function pairOf(cursor: string): { one: number; other: number } {
  const [, one, other] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? []
  if (one !== undefined && other !== undefined) return { one: Number(one), other: Number(other) }
  const detail = 'not a cursor of this list: leave it out to begin at the beginning'
  throw new Refusal('invalid', 'bad_cursor', `The cursor "${cursor}" cannot be used: ${detail}`, {
    problems: [{ pointer: '/cursor', detail }],
  })
}
