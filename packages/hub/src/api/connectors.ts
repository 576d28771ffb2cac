import type { Connector } from '@trefoil/sdk'
import { z } from 'zod'
import { requireConnector } from '../operations/connect.ts'
import { formSchema } from '../operations/masked.ts'
import { AnyObject, nameParam } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Endpoint = z.object({
  name: z.string(),
  title: z.string(),
  needs: z.array(z.string()),
  schema: AnyObject.describe('JSON Schema of its records'),
})

const TargetEndpoint = Endpoint.extend({
  matchBy: z.array(z.string()).describe('The fields by which a record that is there already is found, strongest first'),
})

const Lookup = z.object({
  name: z.string(),
  says: z.string(),
  params: z.array(z.object({ name: z.string(), type: z.enum(['text', 'whole', 'any']), optional: z.boolean() })),
})

const ConnectorOffer = z
  .object({
    id: z.string(),
    title: z.string(),
    category: z.string(),
    credentials: AnyObject.describe('JSON Schema of the credentials; `secret: true` marks what is never shown again'),
    oauth: AnyObject.nullable().describe('JSON Schema of the app to sign in with; null: nobody signs in there'),
    settings: AnyObject.describe('JSON Schema of the settings'),
    hasWebhooks: z.boolean().describe('It tells of changes by itself'),
    sources: z.array(Endpoint),
    targets: z.array(TargetEndpoint),
    lookups: z.array(Lookup).describe('What formulas of its flows may call besides the functions of the language'),
  })
  .meta({ id: 'Connector' })

export function connectorRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/connectors',
    {
      schema: {
        operationId: 'listConnectors',
        tags: ['connectors'],
        summary: 'The vendors that this hub knows, and what each offers',
        response: { 200: z.object({ data: z.array(ConnectorOffer) }), ...problemResponse },
      },
    },
    async () => ({ data: [...hub.connectors.values()].map(show) }),
  )
  app.get(
    '/connectors/:name',
    {
      schema: {
        operationId: 'getConnector',
        tags: ['connectors'],
        summary: 'One vendor',
        params: nameParam,
        response: { 200: ConnectorOffer, ...problemResponse },
      },
    },
    async (request) => show(requireConnector(hub, request.params.name)),
  )
}

function show(connector: Connector): z.output<typeof ConnectorOffer> {
  return {
    id: connector.id,
    title: connector.title,
    category: connector.category,
    credentials: formSchema(connector.credentials),
    oauth: connector.oauth === undefined ? null : formSchema(connector.oauth.app),
    settings: formSchema(connector.settings),
    hasWebhooks: connector.webhooks !== undefined,
    sources: endpoints(connector.sources),
    targets: endpoints(connector.targets).map((each) => ({
      ...each,
      matchBy: connector.targets[each.name]?.matchBy ?? [],
    })),
    lookups: Object.entries(connector.lookups ?? {}).map(([name, { says, params }]) => ({
      name,
      says,
      params: params.map(({ optional = false, ...param }) => ({ ...param, optional })),
    })),
  }
}

function endpoints(of: Record<string, { title: string; needs: string[]; schema: z.ZodType }>) {
  return Object.entries(of).map(([name, { title, needs, schema }]) => ({
    name,
    title,
    needs,
    schema: formSchema(schema),
  }))
}
