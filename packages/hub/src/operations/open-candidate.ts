import { type CheckFlowEnvironment, compileFlow, type FlowDefinition, type FlowDiagnostic } from '@trefoil/mapping'
import type { JsonObject, Session } from '@trefoil/sdk'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import type { Connection } from '../store/connection.ts'
import { selectLinkMarks } from '../store/link.ts'
import { findStoredSources } from '../store/stored-source.ts'
import { readSettings } from '../store/workspace-settings.ts'
import type { Access } from '../sync/access/open-account.ts'
import type { OpenFlow, Reader } from '../sync/context.ts'
import { sideOf } from '../sync/flow-keys.ts'
import { underHouseRules } from '../sync/house-rules.ts'
import { plain } from '../sync/pull/listing.ts'
import { accessOf } from './access-of.ts'
import { askVendor } from './ask-vendor.ts'
import { assertSound, readDefinition } from './check-definition.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import { definitionOf } from './flow-versions.ts'
import type { Hub } from './hub.ts'
import { metered } from './metered.ts'
import { connectionOf } from './require-connection.ts'

/** A flow made ready to be tried: with the definition in force, or with one that is only proposed. */
export interface Candidate {
  flow: OpenFlow
  environment: CheckFlowEnvironment
  diagnostics: FlowDiagnostic[]
  /** Reads and looks up; holds no lease. */
  reader: Reader
  access: Access
  connection: Connection
}

export async function openCandidate(hub: Hub, name: string, proposed: unknown): Promise<Candidate> {
  const flow = await requireFlow(hub, name)
  const definition: FlowDefinition =
    proposed === undefined ? await definitionOf(hub, flow) : readDefinition(flow, proposed)
  const connection = await connectionOf(hub, flow)
  const connector = requireConnector(hub, connection.connector)
  const environment = flowEnvironment(definition, connector)
  const diagnostics = assertSound(definition, environment)
  const access = accessOf(hub, connector, connection)
  const { id, connectionId, entity, endpoint, version } = flow
  const mapper = compileFlow(definition, environment)
  return {
    flow: {
      id,
      workspace: hub.workspaceId,
      connectionId,
      connector,
      name,
      entity,
      endpoint,
      version,
      isEnabled: flow.state === 'enabled',
      definition: underHouseRules(definition, await readSettings(hub.db, hub.workspaceId)),
      mapper,
    },
    environment,
    diagnostics,
    reader: {
      db: hub.db,
      workspace: hub.workspaceId,
      clock: { now: () => hub.now() },
      session: hub.openSession(access),
    },
    access,
    connection,
  }
}

/** A candidate for one request, which may come from anybody who looks: its formulas have an end, all of them together. */
export async function openTrial(hub: Hub, name: string, proposed: unknown): Promise<Candidate> {
  const candidate = await openCandidate(hub, name, proposed)
  return { ...candidate, flow: { ...candidate.flow, mapper: metered(candidate.flow.mapper) } }
}

/** Source records by the vendor's ids: as they were stored, else as the vendor has them now. */
export async function sourcesByExternalId(
  hub: Hub,
  { flow, access }: Candidate,
  externalIds: string[],
): Promise<Map<string, JsonObject>> {
  const stored = await findStoredSources(hub.db, sideOf(flow), { externalIds })
  const found = new Map(stored.map((row) => [row.external_id, row.source]))
  const open = externalIds.filter((id) => !found.has(id))
  const { title, sources } = flow.connector
  const source = sources[flow.endpoint]
  if (open.length === 0 || source?.fetch === undefined) return found
  const question = async (session: Session) => source.fetch?.(session, open)
  const tried = `${title} could not be asked for ${open.slice(0, 5).join(', ')}`
  for (const [id, record] of (await askVendor(hub, access, { code: 'vendor_refused', tried, question })) ?? []) {
    for (const each of plain([record])) found.set(id, each)
  }
  return found
}

/** The hub's records behind the vendor's ids. */
export async function recordsByExternalId(
  hub: Hub,
  { flow }: Candidate,
  externalIds: string[],
): Promise<Map<string, number>> {
  const marks = await selectLinkMarks(hub.db, sideOf(flow), externalIds)
  return new Map([...marks].map(([id, mark]) => [id, mark.record_id]))
}
