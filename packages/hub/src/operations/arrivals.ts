import { selectArrivals } from '../store/arrival.ts'
import type { Connection } from '../store/connection.ts'
import { type Arrival, arrivalOf } from '../sync/arrival.ts'
import type { Hub } from './hub.ts'

/** How what the accounts say comes into the hub: asked once for all of them. */
export async function readArrivals(hub: Hub): Promise<(connection: Connection) => Arrival> {
  const own = Map.groupBy(await selectArrivals(hub.db, hub.workspaceId), ({ connectionId }) => connectionId)
  const now = hub.now()
  return (connection) => arrivalOf(connection, own.get(connection.id) ?? [], now)
}
