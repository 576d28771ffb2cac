import type { FlowDefinition } from '@trefoil/mapping'
import type { Json, JsonObject } from '@trefoil/sdk'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { FlowTable } from '../db/tables.gen.ts'
import { jsonObject } from './json-column.ts'

/** One entity, one connection, one direction; its definition stands in `mapping_version`. */
export interface Flow {
  id: number
  workspaceId: number
  connectionId: number
  name: string
  entity: string
  direction: FlowDefinition['direction']
  endpoint: string
  recipe: string | null
  state: FlowState
  fault: JsonObject | null
  version: number
  createdAt: Date
  updatedAt: Date
}

/** Paused by a person, stopped by a fault. */
type FlowState = 'enabled' | 'paused' | 'stopped'

interface NewFlow {
  workspaceId: number
  connectionId: number
  name: string
  entity: string
  direction: FlowDefinition['direction']
  endpoint: string
  recipe: string | null
  state: FlowState
}

/** Null where the name is taken: to be first is decided by the database. */
export async function insertFlow(db: Db | Tx, flow: NewFlow): Promise<Flow | null> {
  const row = await db
    .insertInto('flow')
    .values({
      workspace_id: flow.workspaceId,
      connection_id: flow.connectionId,
      name: flow.name,
      entity: flow.entity,
      direction: flow.direction,
      endpoint: flow.endpoint,
      recipe: flow.recipe,
      state: flow.state,
      version: 1,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

/** Locked until the transaction ends, so that two who give it a new version come one after the other. */
export async function lockFlow(tx: Tx, workspaceId: number, name: string): Promise<Flow | null> {
  const row = await tx
    .selectFrom('flow')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('name', '=', name)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

export async function findFlow(
  db: Db | Tx,
  workspaceId: number,
  by: { id: number } | { name: string },
): Promise<Flow | null> {
  const query = db.selectFrom('flow').selectAll().where('workspace_id', '=', workspaceId)
  const row = await ('id' in by ? query.where('id', '=', by.id) : query.where('name', '=', by.name)).executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

export async function listFlows(
  db: Db | Tx,
  workspaceId: number,
  page: { after: number; limit: number },
): Promise<Flow[]> {
  const rows = await db
    .selectFrom('flow')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map(fromRow)
}

/** Every flow, for what may miss none of them. */
export async function allFlows(db: Db | Tx, workspaceId: number): Promise<Flow[]> {
  const rows = await db.selectFrom('flow').selectAll().where('workspace_id', '=', workspaceId).orderBy('id').execute()
  return rows.map(fromRow)
}

/** All flows of one connection. */
export async function listFlowsOf(db: Db | Tx, connection: { workspaceId: number; id: number }): Promise<Flow[]> {
  const rows = await db
    .selectFrom('flow')
    .selectAll()
    .where('workspace_id', '=', connection.workspaceId)
    .where('connection_id', '=', connection.id)
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** Enabled flows, other than the named one, that move the same records through the same door. */
export async function findRivals(tx: Tx, flow: Omit<NewFlow, 'recipe' | 'state'>): Promise<Flow[]> {
  const rows = await tx
    .selectFrom('flow')
    .selectAll()
    .where('workspace_id', '=', flow.workspaceId)
    .where('connection_id', '=', flow.connectionId)
    .where('entity', '=', flow.entity)
    .where('direction', '=', flow.direction)
    .where('endpoint', '=', flow.endpoint)
    .where('state', '=', 'enabled')
    .where('name', '!=', flow.name)
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

export async function setFlowVersion(
  db: Db | Tx,
  flow: { workspaceId: number; id: number; version: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable('flow')
    .set({ version: flow.version, updated_at: now })
    .where('workspace_id', '=', flow.workspaceId)
    .where('id', '=', flow.id)
    .execute()
}

export async function setFlowState(
  db: Db | Tx,
  flow: { workspaceId: number; id: number; state: FlowState; fault: Json },
  now: Date,
): Promise<Flow> {
  const row = await db
    .updateTable('flow')
    .set({
      state: flow.state,
      fault: flow.fault === null ? null : JSON.stringify(flow.fault),
      is_frozen: false,
      updated_at: now,
    })
    .where('workspace_id', '=', flow.workspaceId)
    .where('id', '=', flow.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return fromRow(row)
}

/** Pauses all flows of a connection into the hub that are enabled, and remembers that it did. Answers their names. */
export async function freezeFlows(
  db: Db | Tx,
  connection: { workspaceId: number; id: number },
  now: Date,
): Promise<string[]> {
  const rows = await db
    .updateTable('flow')
    .set({ state: 'paused', is_frozen: true, updated_at: now })
    .where('workspace_id', '=', connection.workspaceId)
    .where('connection_id', '=', connection.id)
    .where('direction', '=', 'to_hub')
    .where('state', '=', 'enabled')
    .returning('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** What a freeze has paused; where it was done flow by flow, all that is paused. */
export async function frozenFlows(db: Db | Tx, connection: { workspaceId: number; id: number }): Promise<string[]> {
  const rows = await db
    .selectFrom('flow')
    .select(['name', 'is_frozen'])
    .where('workspace_id', '=', connection.workspaceId)
    .where('connection_id', '=', connection.id)
    .where('direction', '=', 'to_hub')
    .where('state', '=', 'paused')
    .orderBy('id')
    .execute()
  const frozen = rows.filter((row) => row.is_frozen)
  return (frozen.length > 0 ? frozen : rows).map(({ name }) => name)
}

const states: readonly FlowState[] = ['enabled', 'paused', 'stopped']

function fromRow(row: Selectable<FlowTable>): Flow {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    connectionId: row.connection_id,
    name: row.name,
    entity: row.entity,
    direction: row.direction === 'to_hub' ? 'to_hub' : 'from_hub',
    endpoint: row.endpoint,
    recipe: row.recipe,
    state: states.find((state) => state === row.state) ?? 'stopped',
    fault: jsonObject(row.fault),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
