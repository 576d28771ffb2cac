import { type Connection, findConnection } from '../store/connection.ts'
import type { Flow } from '../store/flow.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** A connection by its name; one that nobody made is refused. */
export async function requireConnection(hub: Hub, name: string): Promise<Connection> {
  const connection = await findConnection(hub.db, hub.workspaceId, { name })
  if (connection !== null) return connection
  throw new Refusal(
    'unknown',
    'unknown_connection',
    `No connection is called "${name}": list them with \`trefoil connection list\``,
    { facts: { connection: name } },
  )
}

/** The connection that a flow stands on. */
export async function connectionOf(hub: Hub, flow: Flow): Promise<Connection> {
  const connection = await findConnection(hub.db, hub.workspaceId, { id: flow.connectionId })
  if (connection === null) throw new Error(`Flow ${flow.name} has no connection`)
  return connection
}
