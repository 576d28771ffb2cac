import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertGiven } from '../operations/cursor-of-changes.ts'
import type { FeedChange } from '../store/change-feed.ts'
import type { ChangeFeed, FeedQuery } from '../work/change-feed.ts'
import { entityName } from './entity-name.ts'
import { Instant, instant } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Change = z
  .object({
    id: z.string().describe('The cursor of what follows it'),
    kind: z.enum(['created', 'changed', 'merged', 'deleted']),
    record: z.int(),
    entity: z.string(),
    into: z.int().nullable().describe('Where it was merged: the record that it is a part of now'),
    version: z.int(),
    fields: z
      .array(z.string())
      .nullable()
      .describe('What changed; null: all of it is new. Empty: what is known of consent'),
    run: z.int().nullable(),
    actor: z.string(),
    at: Instant,
  })
  .meta({ id: 'Change' })

const ChangePage = z.object({
  data: z.array(Change),
  next: z.string().describe('`after` of the next page, to ask now or later'),
  has_more: z.boolean(),
})

const cursor = z.string().regex(/^\d{1,15}$/, 'a cursor is the id of a change, as in 4711; 0 is before the first')

const question = z.strictObject({
  after: cursor.optional().describe('The id of the last change that you know'),
  limit: z.coerce.number().int().min(1).max(1_000).default(200).describe('Changes in one page'),
  entity: entityName.optional(),
})

/** A stream that lasts would outlive its key: whoever follows is let in anew every so many milliseconds. */
const longestStreamMs = 300_000
const retryMs = 1_000

export function changeRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/changes',
    {
      schema: {
        operationId: 'listChanges',
        tags: ['records'],
        summary: 'Changes of records, the oldest first: a page, or a stream of events for Accept: text/event-stream',
        description:
          'A page begins at the first change unless told. A stream begins at its Last-Event-ID or after, else with what comes from now on. Its events are called `change`, with one change each, and `alive`, with how far they go: { "after": "4711" }.',
        querystring: question,
        response: { 200: ChangePage, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { limit, entity } = request.query
      const after = lastEventId(request) ?? request.query.after
      if (after !== undefined) await assertGiven(hub, Number(after))
      if (wantsStream(request)) return stream(hub.changes, reply, { after, limit, entity })
      const page = await hub.changes.read({ after: Number(after ?? 0), limit, entity })
      return { data: page.changes.map(show), next: String(page.next), has_more: page.hasMore }
    },
  )
}

function wantsStream(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/event-stream') === true
}

/** What a browser sends by itself when it comes back; one that is none of ours is as good as none. */
function lastEventId(request: FastifyRequest): string | undefined {
  return cursor.safeParse(request.headers['last-event-id']).data
}

async function stream(
  feed: ChangeFeed,
  reply: FastifyReply,
  query: Omit<FeedQuery, 'after'> & { after: string | undefined },
): Promise<FastifyReply> {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  const signal = AbortSignal.any([left.signal, AbortSignal.timeout(longestStreamMs)])
  const begin = query.after === undefined ? await feed.end(signal) : Number(query.after)
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(events(feed, { ...query, after: begin }, signal)))
}

async function* events(feed: ChangeFeed, query: FeedQuery, signal: AbortSignal): AsyncGenerator<string, void> {
  yield `retry: ${retryMs}\n${alive(query.after)}`
  for await (const { changes, next } of feed.follow(query, signal)) {
    for (const change of changes) yield event('change', change.id, show(change))
    yield alive(next)
  }
}

/** Tells that somebody is there, and moves the cursor of whoever listens past what the filter left out. */
function alive(after: number): string {
  return event('alive', after, { after: String(after) })
}

function event(name: string, id: number, body: object): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(body)}\n\n`
}

function show({ id, recordId, wentTo, fields, runId, at, ...rest }: FeedChange): z.output<typeof Change> {
  return {
    id: String(id),
    kind: kindOf(fields, wentTo),
    record: recordId,
    into: wentTo === 0 ? null : wentTo,
    ...{ ...rest, fields, run: runId, at: instant(at) },
  }
}

function kindOf(fields: string[] | null, wentTo: number | null): z.output<typeof Change>['kind'] {
  if (wentTo !== null) return wentTo === 0 ? 'deleted' : 'merged'
  return fields === null ? 'created' : 'changed'
}
