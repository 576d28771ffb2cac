import { describeFlow } from '@trefoil/mapping'
import type { Connector } from '@trefoil/sdk'
import { z } from 'zod'
import { flowErrors } from '../catalogue/flow-errors.ts'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import { countDeliveries } from '../store/delivery-counts.ts'
import type { Flow } from '../store/flow.ts'
import { newestMappingVersion } from '../store/mapping-version.ts'
import { countOpenRuns, listRuns, type RunView } from '../store/run-view.ts'
import { countStoredSources } from '../store/stored-source.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import { definitionOf } from './flow-versions.ts'
import type { Hub } from './hub.ts'
import { formSchema } from './masked.ts'
import { connectionOf } from './require-connection.ts'

/** The page that a flow prints about itself, in Markdown: its definition as it is, and how it stands now. */
export async function printFlow(hub: Hub, name: string): Promise<string> {
  const flow = await requireFlow(hub, name)
  const [definition, connection, status] = await Promise.all([
    definitionOf(hub, flow),
    connectionOf(hub, flow),
    statusOf(hub, flow),
  ])
  const connector = requireConnector(hub, connection.connector)
  return describeFlow(definition, {
    ...flowEnvironment(definition, connector),
    vendor: connector.title,
    connection: connection.name,
    isEnabled: flow.state === 'enabled',
    status,
    credentials: credentialTitles(connector),
    ...(connector.idFormat === undefined ? {} : { idFormat: connector.idFormat }),
    errors: flowErrors(definition.direction, connector.id),
  })
}

/** What a person is asked for, in the words of the form. */
function credentialTitles(connector: Connector): string[] {
  const { properties } = z.looseObject({ properties: Fields }).parse(formSchema(connector.credentials))
  return Object.entries(properties).map(([name, { title = name }]) => title)
}

const Fields = z.record(z.string(), z.looseObject({ title: z.string().optional() }))

async function statusOf(hub: Hub, flow: Flow): Promise<string[]> {
  const { db, workspaceId } = hub
  const [newest, deliveries, stored, openRuns, [last]] = await Promise.all([
    newestMappingVersion(db, workspaceId, flow.id),
    countDeliveries(db, workspaceId, flow.id),
    countStoredSources(db, { workspace: workspaceId, connectionId: flow.connectionId, entity: flow.entity }),
    countOpenRuns(db, workspaceId, flow.id),
    listRuns(db, workspaceId, { before: null, limit: 1, flowId: flow.id }),
  ])
  const { due, done, held } = deliveries
  return [
    ...(flow.state === 'stopped' ? [`Stopped by a fault: ${String(flow.fault?.message ?? 'no reason was kept')}`] : []),
    `Version ${flow.version} is in force; the newest is ${newest}.`,
    flow.direction === 'to_hub'
      ? `Records linked with their source: ${stored}.`
      : `Deliveries: ${due} due, ${done} done, ${held} held.`,
    `Open runs: ${openRuns}.`,
    last === undefined ? 'No run yet.' : lastRun(last),
  ]
}

function lastRun({ id, kind, state, read, outcomes, queuedAt }: RunView): string {
  const counts = Object.entries(outcomes).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]))
  const said = counts.length === 0 ? '' : `: ${counts.join(', ')}`
  return `Last run: ${id} (${kind}), ${state}, asked for at ${queuedAt.toISOString()}, ${read} read${said}.`
}
