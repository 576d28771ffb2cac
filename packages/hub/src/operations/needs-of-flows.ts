import type { FlowDefinition } from '@trefoil/mapping'
import type { CheckReport, Connector } from '@trefoil/sdk'
import type { Connection } from '../store/connection.ts'
import { listFlowsOf } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import type { Hub } from './hub.ts'

/** What the enabled flows of a connection need: permission → the flows, by name. Null: it has none. */
export async function needsOfFlows(
  hub: Hub,
  connector: Connector,
  connection: Connection | null,
): Promise<Map<string, string[]> | null> {
  if (connection === null) return null
  const enabled = (await listFlowsOf(hub.db, connection)).filter(({ state }) => state === 'enabled')
  if (enabled.length === 0) return null
  const needs = new Map<string, string[]>()
  for (const flow of enabled) {
    const version = { workspaceId: hub.workspaceId, flowId: flow.id, version: flow.version }
    const definition = await findMappingVersion(hub.db, version)
    for (const permission of definition === null ? [] : needsOf(connector, definition)) {
      needs.set(permission, [...(needs.get(permission) ?? []), flow.name])
    }
  }
  return needs
}

/** What a flow needs to run. */
export function needsOf(connector: Connector, { direction, endpoint, triggers }: FlowDefinition): Set<string> {
  const sides =
    direction === 'to_hub'
      ? [endpoint, ...(triggers.touchedBy ?? [])].map((name) => connector.sources[name])
      : [connector.targets[endpoint]]
  return new Set(sides.flatMap((side) => side?.needs ?? []))
}

/** Everything that some source or target needs. */
export function permissionsOf({ sources, targets }: Connector): string[] {
  return [...new Set([...Object.values(sources), ...Object.values(targets)].flatMap(({ needs }) => needs))]
}

/** What is granted for nothing: no enabled flow needs it, nor, while there are none, anything that could be one. */
export function excessOf(
  connector: Connector,
  permissions: CheckReport['permissions'],
  needs: ReadonlyMap<string, string[]> | null,
): string[] {
  const ofUse = new Set([...(connector.uses ?? []), ...(needs === null ? permissionsOf(connector) : needs.keys())])
  return Object.entries(permissions).flatMap(([permission, state]) =>
    state === 'granted' && !ofUse.has(permission) ? [permission] : [],
  )
}
