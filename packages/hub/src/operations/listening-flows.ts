import { listFlows } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import type { Hub } from './hub.ts'

/** Flows that send a changed record on. */
export async function listenersOf(hub: Hub, entity: string): Promise<number[]> {
  const flows = await listFlows(hub.db, hub.workspaceId, { after: 0, limit: 1_000 })
  const outward = flows.filter((flow) => flow.direction === 'from_hub' && flow.entity === entity)
  const definitions = await Promise.all(
    outward.map(({ id, version }) => findMappingVersion(hub.db, { workspaceId: hub.workspaceId, flowId: id, version })),
  )
  return outward.flatMap(({ id }, index) => (definitions[index]?.triggers.changes === true ? [id] : []))
}
