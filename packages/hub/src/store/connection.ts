import type { Json, JsonObject } from '@trefoil/sdk'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { ConnectionTable } from '../db/tables.gen.ts'
import { jsonObject } from './json-column.ts'

/** One account at a vendor, as it stands in the database: its credentials are sealed. */
export interface Connection {
  id: number
  workspaceId: number
  name: string
  connector: string
  account: string
  label: string
  settings: JsonObject
  sealedCredentials: string
  permissions: JsonObject
  state: ConnectionState
  fault: JsonObject | null
  createdAt: Date
  updatedAt: Date
}

/** Paused by a person, stopped by a fault. */
type ConnectionState = 'active' | 'paused' | 'stopped'

export interface NewConnection {
  workspaceId: number
  name: string
  connector: string
  account: string
  label: string
  settings: Json
  sealedCredentials: string
  permissions: Json
}

export async function insertConnection(db: Db | Tx, connection: NewConnection): Promise<Connection | null> {
  const row = await db
    .insertInto('connection')
    .values({
      workspace_id: connection.workspaceId,
      name: connection.name,
      connector: connection.connector,
      account: connection.account,
      label: connection.label,
      settings: JSON.stringify(connection.settings),
      credentials: connection.sealedCredentials,
      permissions: JSON.stringify(connection.permissions),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

/** New credentials and settings for an account that is connected already: it is active again, without a fault. */
export async function renewConnection(
  db: Db | Tx,
  connection: NewConnection & { id: number },
  now: Date,
): Promise<Connection> {
  const row = await db
    .updateTable('connection')
    .set({
      label: connection.label,
      settings: JSON.stringify(connection.settings),
      credentials: connection.sealedCredentials,
      permissions: JSON.stringify(connection.permissions),
      refresher: null,
      refresh_until: null,
      state: 'active',
      fault: null,
      updated_at: now,
    })
    .where('workspace_id', '=', connection.workspaceId)
    .where('id', '=', connection.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return fromRow(row)
}

export async function findConnection(
  db: Db | Tx,
  workspaceId: number,
  by: { id: number } | { name: string },
): Promise<Connection | null> {
  const query = db.selectFrom('connection').selectAll().where('workspace_id', '=', workspaceId)
  const row = await ('id' in by ? query.where('id', '=', by.id) : query.where('name', '=', by.name)).executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

export async function listConnections(
  db: Db | Tx,
  workspaceId: number,
  page: { after: number; limit: number },
): Promise<Connection[]> {
  const rows = await db
    .selectFrom('connection')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map(fromRow)
}

export async function connectionNames(db: Db | Tx, workspaceId: number): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('connection')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function connectionsOf(db: Db | Tx, workspaceId: number, connector: string): Promise<Connection[]> {
  const rows = await db
    .selectFrom('connection')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('connector', '=', connector)
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** Held until the transaction ends. */
export async function lockConnection(tx: Tx, workspaceId: number, id: number): Promise<void> {
  await tx
    .selectFrom('connection')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute()
}

export async function setConnectionState(
  db: Db | Tx,
  connection: { workspaceId: number; id: number; state: ConnectionState; fault: Json },
  now: Date,
): Promise<void> {
  await db
    .updateTable('connection')
    .set({
      state: connection.state,
      fault: connection.fault === null ? null : JSON.stringify(connection.fault),
      updated_at: now,
    })
    .where('workspace_id', '=', connection.workspaceId)
    .where('id', '=', connection.id)
    .execute()
}

/** What the credentials may do, as the vendor says by now. */
export async function setPermissions(
  db: Db,
  connection: { workspaceId: number; id: number; permissions: Json },
): Promise<void> {
  await db
    .updateTable('connection')
    .set({ permissions: JSON.stringify(connection.permissions) })
    .where('workspace_id', '=', connection.workspaceId)
    .where('id', '=', connection.id)
    .execute()
}

const states: readonly ConnectionState[] = ['active', 'paused', 'stopped']

function fromRow(row: Selectable<ConnectionTable>): Connection {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    connector: row.connector,
    account: row.account,
    label: row.label,
    settings: jsonObject(row.settings) ?? {},
    sealedCredentials: row.credentials,
    permissions: jsonObject(row.permissions) ?? {},
    state: states.find((state) => state === row.state) ?? 'stopped',
    fault: jsonObject(row.fault),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
