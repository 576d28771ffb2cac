import { z } from 'zod'
import { copyFlow } from '../operations/copy-flow.ts'
import { createFlow } from '../operations/create-flow.ts'
import { printFlow } from '../operations/flow-page.ts'
import { requireFlow } from '../operations/flow-state.ts'
import { definitionOf, diffVersions } from '../operations/flow-versions.ts'
import { rollBack, saveDefinition } from '../operations/save-definition.ts'
import { flowText } from '../recipes/flow-text.ts'
import { listMappingVersions, type VersionView } from '../store/mapping-version.ts'
import { AnyObject, Instant, instant, nameParam } from './fields.ts'
import { CopiedBody, CopyAsk, CreateAsk, Patch, SaveAsk, SavedBody } from './flow-bodies.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'a version is a whole number, as in 3')
  .transform(Number)
const version = { version: number.optional().describe('The one in force unless told') }
const versionParam = z.strictObject({ ...nameParam.shape, version: number })

const VersionBody = z
  .object({ version: z.int(), isActive: z.boolean(), note: z.string().nullable(), createdAt: Instant })
  .meta({ id: 'Version' })

const DiffBody = z.object({ from: z.int(), to: z.int(), changes: Patch }).meta({ id: 'VersionDiff' })

/** A flow's definition: its versions, what differs between them, saving, going back, and the page that it prints. */
export function flowDefinitionRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/flows/:name/versions',
    {
      schema: {
        operationId: 'listVersions',
        tags: ['flows'],
        summary: "Versions of a flow's definition, the newest first",
        params: nameParam,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(VersionBody), ...problemResponse },
      },
    },
    async (request) => {
      const flow = await requireFlow(hub, request.params.name)
      const of = { workspaceId: hub.workspaceId, flowId: flow.id }
      return readPage(
        request.query,
        (page) => listMappingVersions(hub.db, of, page),
        (row) => showVersion(row, flow.version),
      )
    },
  )
  app.get(
    '/flows/:name/versions/:version',
    {
      schema: {
        operationId: 'getVersion',
        tags: ['flows'],
        summary: "One version of a flow's definition",
        params: versionParam,
        response: { 200: z.object({ version: z.int(), definition: AnyObject }), ...problemResponse },
      },
    },
    async (request) => {
      const flow = await requireFlow(hub, request.params.name)
      const definition = await definitionOf(hub, flow, request.params.version)
      return { version: request.params.version, definition: { ...definition } }
    },
  )
  app.get(
    '/flows/:name/diff',
    {
      schema: {
        operationId: 'diffVersions',
        tags: ['flows'],
        summary: 'What changed between two versions, rule by rule',
        params: nameParam,
        querystring: z.strictObject({
          from: number.optional().describe('The version before unless told'),
          to: number.optional().describe('The version in force unless told'),
        }),
        response: { 200: DiffBody, ...problemResponse },
      },
    },
    (request) => diffVersions(hub, request.params.name, request.query),
  )
  app.get(
    '/flows/:name/definition',
    {
      schema: {
        operationId: 'getDefinition',
        tags: ['flows'],
        summary: "A flow's definition",
        params: nameParam,
        querystring: z.strictObject(version),
        response: { 200: AnyObject, ...problemResponse },
      },
    },
    async (request) => ({
      ...(await definitionOf(hub, await requireFlow(hub, request.params.name), request.query.version)),
    }),
  )
  app.get(
    '/flows/:name/definition.yaml',
    {
      schema: {
        operationId: 'exportDefinition',
        tags: ['flows'],
        summary: "A flow's definition as a YAML file",
        params: nameParam,
        querystring: z.strictObject(version),
        produces: ['application/yaml'],
        response: { 200: z.string(), ...problemResponse },
      },
    },
    async (request, reply) => {
      const definition = await definitionOf(hub, await requireFlow(hub, request.params.name), request.query.version)
      return reply.type('application/yaml; charset=utf-8').serializer(String).send(flowText(definition))
    },
  )
  app.post(
    '/flows',
    {
      config: { role: 'editor' },
      schema: {
        operationId: 'createFlow',
        tags: ['flows'],
        summary: 'Make a flow of a definition, checked and tried on its cases; it is paused until somebody resumes it',
        body: CreateAsk,
        response: { 201: SavedBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const created = await createFlow(hub, request.body, request.actor)
      return reply.code(201).header('location', `/api/v1/flows/${created.flow}`).send(created)
    },
  )
  app.get(
    '/flows/:name/copy',
    {
      schema: {
        operationId: 'copyFlow',
        tags: ['flows'],
        summary: 'The definition of a copy under another name, perhaps the other way round; nothing is stored',
        params: nameParam,
        querystring: CopyAsk,
        response: { 200: CopiedBody, ...problemResponse },
      },
    },
    ({ params, query }) => copyFlow(hub, params.name, { ...query, reverse: query.reverse === 'true' }),
  )
  app.put(
    '/flows/:name/definition',
    {
      config: { role: 'editor' },
      schema: {
        operationId: 'saveDefinition',
        tags: ['flows'],
        summary: 'Give a flow a new version of its definition, checked and tried on its cases',
        params: nameParam,
        body: SaveAsk,
        response: { 200: SavedBody, ...problemResponse },
      },
    },
    (request) => saveDefinition(hub, request.params.name, request.body, request.actor),
  )
  app.post(
    '/flows/:name/rollback',
    {
      config: { role: 'editor' },
      schema: {
        operationId: 'rollBackFlow',
        tags: ['flows'],
        summary: 'Put another version of the definition into force',
        params: nameParam,
        body: z.strictObject({ version: z.int().positive(), override: z.boolean().default(false) }),
        response: { 200: SavedBody, ...problemResponse },
      },
    },
    (request) => rollBack(hub, request.params.name, request.body, request.actor),
  )
  app.get(
    '/flows/:name/page',
    {
      schema: {
        operationId: 'printFlow',
        tags: ['flows'],
        summary: 'The page that a flow prints about itself, in Markdown',
        params: nameParam,
        produces: ['text/markdown'],
        response: { 200: z.string(), ...problemResponse },
      },
    },
    async (request, reply) => {
      const page = await printFlow(hub, request.params.name)
      return reply.type('text/markdown; charset=utf-8').serializer(String).send(page)
    },
  )
}

function showVersion({ id, note, createdAt }: VersionView, active: number): z.output<typeof VersionBody> {
  return { version: id, isActive: id === active, note, createdAt: instant(createdAt) }
}
