import { diffDefinitions, type FlowDefinition, type Patch } from '@trefoil/mapping'
import type { Flow } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import { requireFlow } from './flow-state.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** The definition of one version; the one in force unless told. */
export async function definitionOf(hub: Hub, flow: Flow, version = flow.version): Promise<FlowDefinition> {
  const found = await findMappingVersion(hub.db, { workspaceId: hub.workspaceId, flowId: flow.id, version })
  if (found !== null) return found
  throw new Refusal(
    'unknown',
    'unknown_version',
    `The flow "${flow.name}" has no version ${version}: list them with \`trefoil flow versions ${flow.name}\``,
    { facts: { flow: flow.name, version } },
  )
}

/** What changed from one version to another; from the one before to the one in force unless told. */
export async function diffVersions(
  hub: Hub,
  name: string,
  of: { from?: number | undefined; to?: number | undefined },
): Promise<{ from: number; to: number; changes: Patch }> {
  const flow = await requireFlow(hub, name)
  const to = of.to ?? flow.version
  const from = of.from ?? Math.max(1, to - 1)
  const [before, after] = await Promise.all([definitionOf(hub, flow, from), definitionOf(hub, flow, to)])
  return { from, to, changes: diffDefinitions(before, after) }
}
