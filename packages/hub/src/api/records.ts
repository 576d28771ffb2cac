import { z } from 'zod'
import type { Hub } from '../operations/hub.ts'
import { requireRecord } from '../operations/require-record.ts'
import { listSources, namesOfSources, sourceCalled } from '../operations/sourced-from.ts'
import { requireStore } from '../operations/stores.ts'
import { deliveriesOfRecord } from '../store/record-deliveries.ts'
import { changesOfRecord, linksOfRecord, listRecords, type RecordView } from '../store/record-view.ts'
import { entityName } from './entity-name.ts'
import { AnyObject, GivenFields, Instant, idParam, instant, instantOrNull } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import { ifMatchHeaders, tagged, versionAskedFor } from './tags.ts'
import type { Api, ApiOptions } from './types.ts'

const RecordBody = z.object({
  id: z.int(),
  entity: z.string(),
  data: AnyObject,
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
  mergedInto: z.int().nullable().describe('The record that goes on for it since the two were merged'),
})

const SourceNameBody = z
  .object({
    from: z
      .string()
      .describe('A connector, one of its connections where it has several, or loyalty-form, by-hand, api'),
    name: z.string().describe('As people read it'),
  })
  .meta({ id: 'SourceName' })

const ListedRecord = z
  .object({ ...RecordBody.shape, sourcedFrom: z.array(SourceNameBody).describe('Who says something of it') })
  .meta({ id: 'Record' })

const RecordInFull = z
  .object({
    ...RecordBody.shape,
    provenance: AnyObject.describe('Field → link whose value it holds; `*` stands for all the rest'),
    links: z.array(
      z.object({
        id: z.int(),
        connection: z.string().nullable().describe("Null: a person's edits"),
        externalId: z.string(),
        contribution: AnyObject.nullable(),
        flow: z.string().nullable(),
        mappingVersion: z.int().nullable(),
        isMerged: z
          .boolean()
          .describe('It came by a merge, and is only read where the record has one of its own there'),
        goneAt: Instant.nullable(),
        updatedAt: Instant,
      }),
    ),
    deliveries: z.array(
      z.object({
        flow: z.string(),
        connection: z.string(),
        state: z.string().describe('due, done or held'),
        wantedVersion: z.int(),
        doneVersion: z.int(),
        attempts: z.int(),
        dueAt: Instant,
        fault: AnyObject.nullable(),
        run: z.int().nullable(),
        updatedAt: Instant,
      }),
    ),
    changes: z.array(
      z.object({
        version: z.int(),
        patch: AnyObject.nullable().describe('Null: the creation'),
        run: z.int().nullable(),
        actor: z.string(),
        at: Instant,
      }),
    ),
  })
  .meta({ id: 'RecordInFull' })

const shownChanges = 50

export function recordRoutes(app: Api, options: ApiOptions): void {
  const { hub } = options
  app.get(
    '/records',
    {
      schema: {
        operationId: 'listRecords',
        tags: ['records'],
        summary:
          'Records, or those whose name, e-mail address, number or hub id holds every word of q, or customers with that phone',
        querystring: z.strictObject({
          ...pageQuery,
          entity: entityName.optional(),
          q: z.string().max(200).optional(),
          from: z.string().max(200).optional().describe('Only what is sourced from there, such as clover or by-hand'),
          store: z.coerce.number().int().positive().optional().describe('Only customers who like this store best'),
        }),
        response: { 200: pageOf(ListedRecord), ...problemResponse },
      },
    },
    async (request) => {
      const { q, entity } = request.query
      const from = request.query.from === undefined ? undefined : await sourceCalled(hub, request.query.from)
      const store = request.query.store === undefined ? undefined : (await requireStore(hub, request.query.store)).id
      const found = await readPage(
        request.query,
        (page) => listRecords(hub.db, hub.workspaceId, { ...page, q, entity, from, store }),
        show,
      )
      const namesOf = await namesOfSources(
        hub,
        found.data.map(({ id }) => id),
      )
      return { ...found, data: found.data.map((record) => ({ ...record, sourcedFrom: namesOf(record.id) })) }
    },
  )
  app.get(
    '/records/sources',
    {
      schema: {
        operationId: 'listSources',
        tags: ['records'],
        summary: 'Everything that records may be sourced from, as `from` of their list takes it',
        response: { 200: z.object({ data: z.array(SourceNameBody) }), ...problemResponse },
      },
    },
    async () => ({ data: await listSources(hub) }),
  )
  app.get(
    '/records/:id',
    {
      schema: {
        operationId: 'getRecord',
        tags: ['records'],
        summary: 'One record with its links, where each value came from, and its last changes',
        params: idParam,
        response: { 200: RecordInFull, ...problemResponse },
      },
    },
    async (request, reply) =>
      tagged(request, reply, await showInFull(hub, await requireRecord(hub, request.params.id))),
  )
  app.patch(
    '/records/:id',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'editRecord',
        tags: ['records'],
        summary: "Change fields by a person's hand: null clears one, of custom fields those that are named change",
        params: idParam,
        body: GivenFields.refine((fields) => Object.keys(fields).length > 0, 'name a field'),
        headers: ifMatchHeaders,
        response: { 200: RecordInFull, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { id } = await requireRecord(hub, request.params.id)
      await options.editRecord(id, request.body, request.actor, versionAskedFor(request))
      hub.wake()
      return tagged(request, reply, await showInFull(hub, await requireRecord(hub, id)))
    },
  )
}

function show(record: RecordView): z.output<typeof RecordBody> {
  const { id, entity, data, version } = record
  const times = {
    createdAt: instant(record.createdAt),
    updatedAt: instant(record.updatedAt),
    deletedAt: instantOrNull(record.deletedAt),
  }
  return { id, entity, data, version, ...times, mergedInto: record.mergedInto }
}

async function showInFull(hub: Hub, record: RecordView): Promise<z.output<typeof RecordInFull>> {
  const [links, changes, deliveries] = await Promise.all([
    linksOfRecord(hub.db, hub.workspaceId, record.id),
    changesOfRecord(hub.db, hub.workspaceId, record.id, shownChanges),
    deliveriesOfRecord(hub.db, hub.workspaceId, record.id),
  ])
  return {
    ...show(record),
    provenance: record.provenance,
    links: links.map(({ connectionId: _, goneAt, updatedAt, ...link }) => ({
      ...link,
      goneAt: instantOrNull(goneAt),
      updatedAt: instant(updatedAt),
    })),
    deliveries: deliveries.map(({ dueAt, updatedAt, ...rest }) => ({
      ...rest,
      dueAt: instant(dueAt),
      updatedAt: instant(updatedAt),
    })),
    changes: changes.map(({ runId, at, ...change }) => ({ ...change, run: runId, at: instant(at) })),
  }
}
