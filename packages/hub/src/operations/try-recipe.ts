import { compileFlow, type FlowDefinition } from '@trefoil/mapping'
import type { Json, Session, Source } from '@trefoil/sdk'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import type { Connection } from '../store/connection.ts'
import { firstRecordIds, selectWouldBeDeliveries } from '../store/would-be-delivery.ts'
import { type Explained, explainIncoming, explainOutgoing } from '../sync/explain.ts'
import { sideOf } from '../sync/flow-keys.ts'
import { plain } from '../sync/pull/listing.ts'
import { accessOf } from './access-of.ts'
import { chooseConnection, requireRecipe } from './apply-recipe.ts'
import { askVendor } from './ask-vendor.ts'
import { requireConnector } from './connect.ts'
import type { Hub } from './hub.ts'

/** What a recipe would make of one real record. Nothing was written. */
export interface TriedRecipe {
  connection: string
  flow: string
  entity: string
  direction: FlowDefinition['direction']
  /** Null: there is none yet. */
  record: { id: string; explained: Explained } | null
}

/**
 * Reads a record that the account, or the hub, has, and maps it by the recipe before anybody uses that. Of an account
 * it is the first one that the mapping takes, for one that a filter leaves out shows little; else the first of all.
 */
export async function tryRecipe(
  hub: Hub,
  request: { recipe: string; connection?: string | undefined },
): Promise<TriedRecipe> {
  const recipe = requireRecipe(hub, request.recipe)
  const connection = await chooseConnection(hub, recipe, request.connection)
  const [definition] = recipe.flows
  if (definition === undefined) throw new Error(`The recipe ${recipe.recipe} has no flow`)
  const { name: flow, entity, direction } = definition
  const about = { connection: connection.name, flow, entity, direction }
  const record =
    direction === 'to_hub' ? await incoming(hub, connection, definition) : await outgoing(hub, connection, definition)
  return { ...about, record }
}

async function incoming(hub: Hub, connection: Connection, definition: FlowDefinition): Promise<TriedRecipe['record']> {
  const { flow, environment, reader, access } = trial(hub, connection, definition)
  const { connector } = flow
  const source = connector.sources[definition.endpoint]
  if (source === undefined) return null
  const question = (session: Session) => firstRecords(source, session)
  const tried = `${connector.title} could not be asked for one of its ${definition.endpoint}`
  const records = await askVendor(hub, access, { code: 'vendor_refused', tried, question })
  let shown: TriedRecipe['record'] = null
  for (const each of plain(records)) {
    const explained = await explainIncoming(reader, flow, environment, { key: '', source: each })
    shown ??= { id: source.key(each), explained }
    if (explained.result.outcome === 'mapped') return { id: source.key(each), explained }
  }
  return shown
}

const worthLooking = 20

/** The first pages of a list may be empty, as where a shop has items and no groups of them. */
async function firstRecords(source: Source, session: Session): Promise<unknown[]> {
  let cursor: Json = null
  for (let page = 1; page <= mostPages; page += 1) {
    const { records, cursor: next, more } = await source.pull(session, { cursor, limit: worthLooking })
    if (records.length > 0 || !more) return records
    cursor = next
  }
  return []
}

const mostPages = 5

async function outgoing(hub: Hub, connection: Connection, definition: FlowDefinition): Promise<TriedRecipe['record']> {
  const { flow, environment, reader } = trial(hub, connection, definition)
  const ids = await firstRecordIds(hub.db, hub.workspaceId, definition.entity, 1)
  const [due] = await selectWouldBeDeliveries(hub.db, { ...sideOf(flow), flowId: flow.id }, ids)
  if (due === undefined) return null
  return { id: String(due.record_id), explained: await explainOutgoing(reader, flow, environment, due) }
}

/** A flow that nobody has: it stands nowhere, and has no id. */
function trial(hub: Hub, connection: Connection, definition: FlowDefinition) {
  const connector = requireConnector(hub, connection.connector)
  const environment = flowEnvironment(definition, connector)
  const access = accessOf(hub, connector, connection)
  const { name, entity, endpoint } = definition
  const flow = {
    ...{ id: 0, workspace: hub.workspaceId, connectionId: connection.id, version: 0, isEnabled: false },
    ...{ connector, name, entity, endpoint, definition, mapper: compileFlow(definition, environment) },
  }
  const reader = {
    db: hub.db,
    workspace: hub.workspaceId,
    clock: { now: () => hub.now() },
    session: hub.openSession(access),
  }
  return { flow, environment, access, reader }
}
