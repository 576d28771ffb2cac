import type { Session } from '@trefoil/sdk'
import type { Connection } from '../store/connection.ts'
import type { Flow } from '../store/flow.ts'
import { externalIdsOf, findRecord, recordOfExternalId } from '../store/record-view.ts'
import { insertRun } from '../store/run.ts'
import { accessOf } from './access-of.ts'
import { askVendor } from './ask-vendor.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import type { Actor, Hub } from './hub.ts'
import { assertByHand } from './queue-run.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

/** One record by the hub's id, or by the id that the flow's connection knows it under. */
type RecordRef = { id: number } | { externalId: string }

/**
 * Queues one record. An id that leads nowhere is refused with its kind and the system that was asked, and nothing is
 * queued. A to_hub run names ids of the vendor, a from_hub run ids of the hub.
 */
export async function syncOne(hub: Hub, flowName: string, ref: RecordRef, actor: Actor): Promise<number> {
  const flow = await requireFlow(hub, flowName)
  await assertByHand(hub, flow)
  const connection = await connectionOf(hub, flow)
  const selection =
    flow.direction === 'to_hub'
      ? { externalIds: await externalIdsFor(hub, flow, connection, ref) }
      : { recordIds: [await recordIdFor(hub, flow, connection, ref)] }
  const run = {
    workspace: hub.workspaceId,
    flowId: flow.id,
    kind: 'manual' as const,
    state: 'queued' as const,
    selection,
    actor,
  }
  const id = await insertRun(hub.db, run)
  hub.wake()
  return id
}

async function externalIdsFor(hub: Hub, flow: Flow, connection: Connection, ref: RecordRef): Promise<string[]> {
  if ('externalId' in ref) {
    await assertKnownToVendor(hub, flow, connection, ref.externalId)
    return [ref.externalId]
  }
  await requireRecord(hub, flow, ref.id)
  const side = { workspaceId: hub.workspaceId, connectionId: connection.id, entity: flow.entity }
  const found = await externalIdsOf(hub.db, { ...side, recordId: ref.id })
  if (found.length > 0) return found
  throw new Refusal(
    'unknown',
    'unlinked_record',
    `The ${flow.entity} with the hub id ${ref.id} has no link to the connection "${connection.name}", so there is nothing to read for it. ` +
      `If you know its id there, ask with that external id`,
    { facts: { id: String(ref.id), idKind: 'hub', system: connection.name } },
  )
}

async function recordIdFor(hub: Hub, flow: Flow, connection: Connection, ref: RecordRef): Promise<number> {
  if ('id' in ref) {
    await requireRecord(hub, flow, ref.id)
    return ref.id
  }
  const side = { workspaceId: hub.workspaceId, connectionId: connection.id, entity: flow.entity }
  const id = await recordOfExternalId(hub.db, { ...side, externalId: ref.externalId })
  if (id !== null) return id
  throw unknownExternal(flow, connection, ref.externalId, 'the hub has no link to it')
}

async function requireRecord(hub: Hub, flow: Flow, id: number): Promise<void> {
  const record = await findRecord(hub.db, hub.workspaceId, id)
  if (record !== null && record.entity === flow.entity && record.deletedAt === null) return
  const why =
    record === null
      ? 'no record has it'
      : record.entity === flow.entity
        ? 'that record was deleted'
        : `it belongs to a record of ${record.entity}, and this entity is not supported by the flow "${flow.name}"`
  throw new Refusal(
    'unknown',
    'unknown_record',
    `No ${flow.entity} has the hub id ${id} in this hub: ${why}. Search with \`trefoil record list --q …\``,
    {
      facts: { id: String(id), idKind: 'hub', system: 'hub' },
    },
  )
}

/** A link proves that the id was there; without one the vendor is asked, so that a slip of the pen is caught now. */
async function assertKnownToVendor(hub: Hub, flow: Flow, connection: Connection, externalId: string): Promise<void> {
  const side = { workspaceId: hub.workspaceId, connectionId: connection.id, entity: flow.entity }
  if ((await recordOfExternalId(hub.db, { ...side, externalId })) !== null) return
  const connector = requireConnector(hub, connection.connector)
  const source = connector.sources[flow.endpoint]
  if (source?.fetch === undefined) return
  const question = async (session: Session) => source.fetch?.(session, [externalId])
  const tried = `${connector.title} could not be asked for "${externalId}", and nothing was queued`
  const found = await askVendor(hub, accessOf(hub, connector, connection), { code: 'vendor_refused', tried, question })
  const record = found?.get(externalId)
  if (record !== undefined && record !== 'gone') return
  const others = Object.keys(connector.sources).filter((name) => name !== flow.endpoint)
  const hint =
    others.length === 0
      ? ''
      : `. If it is the id of something else there (${others.join(', ')}): that entity is not supported by the flow "${flow.name}", which moves ${flow.endpoint} only`
  throw unknownExternal(
    flow,
    connection,
    externalId,
    `${connector.title} knows none of its ${flow.endpoint} by it${hint}`,
  )
}

function unknownExternal(flow: Flow, connection: Connection, externalId: string, why: string): Refusal {
  return new Refusal(
    'unknown',
    'unknown_external_id',
    `No ${flow.entity} has the external id "${externalId}" in the connection "${connection.name}" (${connection.connector}): ${why}. Nothing was queued`,
    { facts: { id: externalId, idKind: 'external', system: connection.name } },
  )
}
