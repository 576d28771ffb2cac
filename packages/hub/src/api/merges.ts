import { z } from 'zod'
import { type MergeReport, mergeCustomers, mergesOf, unmergeCustomers } from '../operations/merges.ts'
import { listMerges, type Merge } from '../store/merge.ts'
import { AnyObject, Instant, idParam, instant, instantOrNull } from './fields.ts'
import { Patch } from './flow-bodies.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Person = z.object({ id: z.int(), data: AnyObject, changes: Patch })

const Report = z
  .object({
    id: z.int().nullable().describe('Null: it was only planned'),
    survivor: Person.describe('The record that goes on, as it is then'),
    merged: Person.describe('The record that becomes a part of it, or comes back'),
    links: z
      .array(z.object({ connection: z.string().nullable().describe("Null: a person's edits"), externalId: z.string() }))
      .describe('What goes from the one to the other'),
    points: z
      .object({ survivor: z.int(), merged: z.int() })
      .nullable()
      .describe('What each of the two has by itself; null: there is no programme'),
  })
  .meta({ id: 'MergeReport' })

const MergeBody = z
  .object({
    id: z.int(),
    survivor: z.int().describe('The record that went on'),
    merged: z.int().describe('The record that became a part of it'),
    trait: z.string().nullable().describe('What spoke for it; null: a person saw it'),
    shown: z.string().nullable().describe('What both have, in part where it is a phone number or an e-mail address'),
    links: z.int().describe('How many links went along'),
    actor: z.string(),
    at: Instant,
    undoneAt: Instant.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: 'Merge' })

const dryRun = z.boolean().default(false).describe('Say what it would do, and do nothing')
const answers = { 200: Report, ...problemResponse }

/** Customers who are one person, planned before and parted after. */
export function mergeRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/records/:id/merge',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'mergeCustomers',
        tags: ['records'],
        summary: 'Make one of two customers who are one person: the older record goes on',
        params: idParam,
        body: z.strictObject({
          with: z.int().positive().describe('The hub id of the other customer'),
          isSuggested: z.boolean().default(false).describe('The trait that spoke for it is kept as the reason'),
          dryRun,
        }),
        response: answers,
      },
    },
    async (request): Promise<MergeReport> => {
      const { with: other, ...how } = request.body
      return mergeCustomers(hub, [request.params.id, other], how, request.actor)
    },
  )
  app.post(
    '/merges/:id/undo',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'unmergeCustomers',
        tags: ['records'],
        summary: 'Part two customers who were merged: each has again what it had',
        params: idParam,
        body: z.strictObject({ dryRun }),
        response: answers,
      },
    },
    async (request): Promise<MergeReport> => unmergeCustomers(hub, request.params.id, request.body, request.actor),
  )
  app.get(
    '/records/:id/merges',
    {
      schema: {
        operationId: 'listMergesOfCustomer',
        tags: ['records'],
        summary: 'The merges that a customer is a part of, each with what spoke for it, the newest first',
        params: idParam,
        response: { 200: z.object({ data: z.array(MergeBody) }), ...problemResponse },
      },
    },
    async (request) => ({ data: (await mergesOf(hub, request.params.id)).map(show) }),
  )
  app.get(
    '/merges',
    {
      schema: {
        operationId: 'listMerges',
        tags: ['records'],
        summary: 'All merges of customers, the newest first',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(MergeBody), ...problemResponse },
      },
    },
    async (request) => {
      const read = ({ before, limit }: { before: number | null; limit: number }) =>
        listMerges(hub.db, hub.workspaceId, { before: before ?? Number.MAX_SAFE_INTEGER, limit })
      return readPage(request.query, read, show)
    },
  )
}

function show(merge: Merge): z.output<typeof MergeBody> {
  const { id, survivor_id: survivor, merged_id: merged, trait, shown, actor } = merge
  return {
    ...{ id, survivor, merged, trait, shown, actor },
    links: merge.links.filter(({ isMoved }) => isMoved).length,
    at: instant(merge.at),
    undoneAt: instantOrNull(merge.undone_at),
    undoneBy: merge.undone_by,
  }
}
