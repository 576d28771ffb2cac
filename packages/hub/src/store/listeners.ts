import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** Flows that send an entity's changes on, and their connections. A resting flow too: it goes on where it stopped. */
export interface Listeners {
  flowIds: number[]
  connectionIds: number[]
}

export async function selectListeners(db: Db | Tx, workspace: number, entity: string): Promise<Listeners> {
  const { rows } = await sql<{ id: number; connection_id: number }>`
    select f.id, f.connection_id from flow f
    join mapping_version m on m.workspace_id = f.workspace_id and m.flow_id = f.id and m.version = f.version
    where f.workspace_id = ${workspace} and f.entity = ${entity} and f.direction = 'from_hub'
      and m.definition->'triggers'->'changes' = 'true'
    order by f.id`.execute(db)
  return { flowIds: rows.map((row) => row.id), connectionIds: rows.map((row) => row.connection_id) }
}
