import { isDeepStrictEqual } from 'node:util'
import type { FlowDefinition } from '@trefoil/mapping'
import type { Tx } from '../db/database.ts'
import { type Flow, setFlowVersion } from '../store/flow.ts'
import { findMappingVersion, insertMappingVersion, newestMappingVersion } from '../store/mapping-version.ts'
import type { Hub } from './hub.ts'
import { planPolls } from './plan-polls.ts'

/** Keeps a definition as the newest version of a flow that is locked. Null: the one in force is the same. */
export async function keepVersion(
  tx: Tx,
  { workspaceId, id: flowId, version: inForce }: Flow,
  definition: FlowDefinition,
  note: string,
): Promise<number | null> {
  const current = await findMappingVersion(tx, { workspaceId, flowId, version: inForce })
  // Both sides as JSON: a key with the value undefined does not survive the database.
  if (isDeepStrictEqual(current, JSON.parse(JSON.stringify(definition)))) return null
  const version = (await newestMappingVersion(tx, workspaceId, flowId)) + 1
  await insertMappingVersion(tx, { workspaceId, flowId, version, definition, note })
  return version
}

/** From here on the flow goes by this definition, and looks at its sources when that says. */
export async function putIntoForce(
  hub: Hub,
  tx: Tx,
  flow: Flow,
  { version, definition }: { version: number; definition: FlowDefinition },
): Promise<void> {
  await setFlowVersion(tx, { workspaceId: flow.workspaceId, id: flow.id, version }, hub.now())
  await planPolls(hub, tx, flow, definition)
}
