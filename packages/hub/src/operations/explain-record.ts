import type { JsonObject } from '@trefoil/sdk'
import { findStoredSources } from '../store/stored-source.ts'
import { selectWouldBeDeliveries } from '../store/would-be-delivery.ts'
import { type Explained, explainIncoming, explainOutgoing } from '../sync/explain.ts'
import { sideOf } from '../sync/flow-keys.ts'
import type { Hub } from './hub.ts'
import { type Candidate, openTrial, recordsByExternalId, sourcesByExternalId } from './open-candidate.ts'
import { imagined } from './preview-flow.ts'
import { Refusal } from './refusal.ts'

type Which = { externalId: string } | { recordId: number } | { source: JsonObject }

/** For one record, the value of each destination field, with the rule, the branch and the inputs that made it. */
export async function explainRecord(
  hub: Hub,
  name: string,
  request: { definition?: unknown; which: Which },
): Promise<Explained & { source: JsonObject }> {
  const candidate = await openTrial(hub, name, request.definition)
  const { flow, reader, environment } = candidate
  if (flow.definition.direction === 'to_hub') {
    const record = await incoming(hub, candidate, request.which)
    return { ...(await explainIncoming(reader, flow, environment, record)), source: record.source }
  }
  const due = await outgoing(hub, candidate, request.which)
  const source = { id: due.record_id, ...due.data }
  return { ...(await explainOutgoing(reader, flow, environment, due)), source }
}

async function incoming(hub: Hub, candidate: Candidate, which: Which): Promise<{ key: string; source: JsonObject }> {
  const { flow } = candidate
  if ('source' in which) return { key: keyOf(candidate, which.source), source: which.source }
  if ('externalId' in which) {
    const { externalId: key } = which
    const source = (await sourcesByExternalId(hub, candidate, [key])).get(key)
    if (source !== undefined) return { key, source }
    const why = `neither stored in the hub nor known to ${flow.connector.title}`
    throw unknown(candidate, 'external', key, why)
  }
  const [row] = await findStoredSources(hub.db, sideOf(flow), { recordIds: [which.recordId] })
  if (row !== undefined) return { key: row.external_id, source: row.source }
  throw unknown(candidate, 'hub', String(which.recordId), 'nothing of that source is stored for it')
}

async function outgoing(hub: Hub, candidate: Candidate, which: Which) {
  const { flow } = candidate
  if ('source' in which) return imagined(which.source, Number(which.source.id ?? 0))
  const ids =
    'recordId' in which
      ? [which.recordId]
      : [...(await recordsByExternalId(hub, candidate, [which.externalId])).values()]
  const [due] = await selectWouldBeDeliveries(hub.db, { ...sideOf(flow), flowId: flow.id }, ids)
  if (due !== undefined) return due
  if ('recordId' in which) throw unknown(candidate, 'hub', String(which.recordId), 'the hub has no such record')
  throw unknown(candidate, 'external', which.externalId, 'the hub has no link to it')
}

/** An imagined record need not have an id, nor anything else that the connector counts on. */
function keyOf({ flow }: Candidate, source: JsonObject): string {
  try {
    return String(flow.connector.sources[flow.endpoint]?.key(source) ?? '')
  } catch {
    return ''
  }
}

function unknown({ flow, connection }: Candidate, idKind: 'hub' | 'external', id: string, why: string): Refusal {
  const [code, what] =
    idKind === 'hub' ? (['unknown_record', 'hub id'] as const) : (['unknown_external_id', 'external id'] as const)
  return new Refusal(
    'unknown',
    code,
    `There is no ${flow.entity} with the ${what} "${id}" to explain "${flow.name}" by: ${why}. Give the record itself instead`,
    { facts: { id, idKind, system: idKind === 'hub' ? 'hub' : connection.name } },
  )
}
