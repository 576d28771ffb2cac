import type { JsonObject } from '@trefoil/sdk'
import { blotted } from '../redact.ts'
import { listConnections } from '../store/connection.ts'
import { selectOutcomeCounts, selectRowCounts } from '../store/diagnostics.ts'
import { listFlows } from '../store/flow.ts'
import { listIssues } from '../store/issue-view.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import { listRuns, type RunView } from '../store/run-view.ts'
import { readSettings } from '../store/workspace-settings.ts'
import type { Hub } from './hub.ts'
import { readStatus } from './status.ts'
import { readSystem } from './system.ts'

const most = 500
const week = 7 * 86_400_000

/**
 * All that somebody who helps needs to know, and nothing of any customer: names that the operator gave, ids, states,
 * counts and codes. What a vendor said in words is left out, for it may name a person; so are all settings and values.
 */
export async function readDiagnostics(hub: Hub): Promise<Record<string, unknown>> {
  const { db, workspaceId } = hub
  const now = hub.now()
  const page = { after: 0, limit: most }
  const [connections, flows, runs, issues] = await Promise.all([
    listConnections(db, workspaceId, page),
    listFlows(db, workspaceId, page),
    listRuns(db, workspaceId, { before: null, limit: 200 }),
    listIssues(db, workspaceId, { before: null, limit: 200, now }),
  ])
  const settings = await readSettings(db, workspaceId)
  return {
    made: now,
    about: 'Trefoil diagnostic bundle. No secret, no setting of a connection and no value of a record is in it.',
    system: await readSystem(hub),
    status: await readStatus(hub),
    settings: { ...settings, notifications: { ...settings.notifications, to: settings.notifications.to.length } },
    tables: await selectRowCounts(db),
    connections: connections.map(({ id, name, connector, state, fault, permissions, createdAt, updatedAt }) => {
      return { id, name, connector, state, fault: outlined(fault), permissions, createdAt, updatedAt }
    }),
    flows: await Promise.all(
      flows.map(async (flow) => {
        const { id, name, entity, direction, endpoint, recipe, state, fault, version, connectionId } = flow
        const definition = await findMappingVersion(db, { workspaceId, flowId: id, version })
        const mappings = definition?.mappings.map(({ name: title, type, rules }) => {
          return { name: title, type, rules: rules.length }
        })
        const shape = { triggers: definition?.triggers, brakes: definition?.brakes, mappings }
        return {
          id,
          name,
          connectionId,
          entity,
          direction,
          endpoint,
          recipe,
          state,
          version,
          ...shape,
          fault: outlined(fault),
        }
      }),
    ),
    runs: runs.map(outlinedRun),
    issues: issues.map(
      ({ id, shape, state, flow, connection, code, field, records, retrying, attempts, total, ...at }) => {
        const times = { firstAt: at.firstAt, lastAt: at.lastAt, closedAt: at.closedAt }
        return { id, shape, state, flow, connection, code, field, records, retrying, attempts, total, ...times }
      },
    ),
    outcomesOfAWeek: await selectOutcomeCounts(db, workspaceId, new Date(now.getTime() - week)),
  }
}

function outlinedRun({ selection: _, fault, actor, ...run }: RunView): Record<string, unknown> {
  // A key's name is the operator's own text, as free as any.
  return { ...run, fault: outlined(fault), actor: blotted(actor) }
}

/** Kind, code and status of a fault: its sentence stays here. */
function outlined(fault: JsonObject | null): Record<string, unknown> | null {
  if (fault === null) return null
  const { kind = null, code = null, status = null } = fault
  return { kind, code, status }
}
