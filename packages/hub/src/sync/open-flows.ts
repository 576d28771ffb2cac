import { compileFlow, type EntityShape, type FlowDefinition, shapeOf, shapeOfJsonSchema } from '@trefoil/mapping'
import { type Connector, Fault } from '@trefoil/sdk'
import { z } from 'zod'
import type { Db } from '../db/database.ts'
import { findConnection } from '../store/connection.ts'
import { type Flow, findFlow, listFlowsOf } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import { readSettings } from '../store/workspace-settings.ts'
import type { OpenFlow } from './context.ts'
import { underHouseRules } from './house-rules.ts'
import { lookupsFor } from './ingest/lookups.ts'

/** Compiles flows once per version and keeps them. */
export interface FlowShelf {
  /** Every flow of a connection, the resting ones too. */
  open(db: Db, connection: { workspaceId: number; id: number }): Promise<OpenFlow[]>
}

export function flowShelf(connectors: ReadonlyMap<string, Connector>): FlowShelf {
  // Promises: stints that begin at once would else each compile every flow.
  const shelf = new Map<string, Promise<OpenFlow>>()
  const opened = (db: Db, workspace: number, flow: Flow): Promise<OpenFlow> => {
    const key = `${workspace}/${flow.id}/${flow.version}`
    const known = shelf.get(key)
    if (known !== undefined) return known
    const opening = compile(db, workspace, flow, connectors)
    shelf.set(key, opening)
    opening.catch(() => shelf.delete(key))
    return opening
  }
  return {
    async open(db, connection) {
      const flows = await listFlowsOf(db, connection)
      const settings = await readSettings(db, connection.workspaceId)
      const open: OpenFlow[] = []
      for (const flow of flows) {
        const known = await opened(db, connection.workspaceId, flow)
        const definition = underHouseRules(known.definition, settings)
        open.push({ ...known, definition, isEnabled: flow.state === 'enabled' })
      }
      return open
    },
  }
}

/**
 * Whether another version stands now than the one that was opened. Asked after the open runs were read: one that was
 * queued meanwhile is meant for the new version.
 */
export async function isOutdated(db: Db, flow: Pick<OpenFlow, 'workspace' | 'id' | 'version'>): Promise<boolean> {
  const now = await findFlow(db, flow.workspace, { id: flow.id })
  return now?.version !== flow.version
}

async function compile(
  db: Db,
  workspace: number,
  flow: Flow,
  connectors: ReadonlyMap<string, Connector>,
): Promise<OpenFlow> {
  const connection = await findConnection(db, workspace, { id: flow.connectionId })
  const connector = connectors.get(connection?.connector ?? '')
  if (connector === undefined)
    throw new Fault('bug', `Flow ${flow.name} needs the connector ${connection?.connector}, which this hub lacks`)
  const definition = await findMappingVersion(db, { workspaceId: workspace, flowId: flow.id, version: flow.version })
  if (definition === null) throw new Fault('bug', `Flow ${flow.name} has no version ${flow.version}`)
  const { id, connectionId, name, entity, endpoint, version } = flow
  const mapper = compileFlow(definition, environmentOf(definition, connector))
  return {
    id,
    workspace,
    connectionId,
    connector,
    name,
    entity,
    endpoint,
    version,
    isEnabled: true,
    definition,
    mapper,
  }
}

/** What a flow's formulas may call and what its destination takes. Throws Fault where the endpoint does not exist. */
export function environmentOf(
  definition: Pick<FlowDefinition, 'direction' | 'entity' | 'endpoint' | 'name'>,
  connector: Connector,
): { lookups: ReturnType<typeof lookupsFor>; destination: EntityShape } {
  return { lookups: lookupsFor(connector), destination: destinationOf(definition, connector) }
}

function destinationOf(
  definition: Pick<FlowDefinition, 'direction' | 'entity' | 'endpoint' | 'name'>,
  connector: Connector,
): EntityShape {
  if (definition.direction === 'to_hub') {
    const shape = shapeOf(definition.entity)
    if (shape === undefined)
      throw new Fault('invalid', `${definition.name} writes ${definition.entity}, which is no entity of the hub`)
    return shape
  }
  const target = connector.targets[definition.endpoint]
  if (target === undefined) {
    throw new Fault(
      'invalid',
      `${definition.name} writes ${definition.endpoint}, which ${connector.title} does not offer: it has ${Object.keys(connector.targets).join(', ')}`,
    )
  }
  const schema = JSON.parse(JSON.stringify(z.toJSONSchema(target.schema, { io: 'input', unrepresentable: 'any' })))
  return shapeOfJsonSchema(`${connector.title} ${target.title}`, schema)
}
