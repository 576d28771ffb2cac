import type { FlowDiagnostic } from '@trefoil/mapping'
import { Fault, type JsonObject } from '@trefoil/sdk'
import { findStoredSources, pageStoredSources } from '../store/stored-source.ts'
import { firstRecordIds, selectWouldBeDeliveries } from '../store/would-be-delivery.ts'
import { sideOf } from '../sync/flow-keys.ts'
import { type Preview, previewIncoming, previewOutgoing } from '../sync/preview.ts'
import type { Hub } from './hub.ts'
import { type Candidate, openTrial, recordsByExternalId, sourcesByExternalId } from './open-candidate.ts'

/** Which records are looked at. */
export type Selection =
  | { externalIds: string[] }
  | { recordIds: number[] }
  | { sources: JsonObject[] }
  | { sample: number }

/** What a flow would do, record by record. Nothing was written. */
export interface FlowPreview {
  flow: string
  records: Preview[]
  /** Named, and nowhere to be found. */
  missing: string[]
  diagnostics: FlowDiagnostic[]
}

/** Tries the definition in force, or a proposed one, on records as they are stored. */
export async function previewFlow(
  hub: Hub,
  name: string,
  request: { definition?: unknown; selection: Selection },
): Promise<FlowPreview> {
  const candidate = await openTrial(hub, name, request.definition)
  const { direction } = candidate.flow.definition
  const found =
    direction === 'to_hub'
      ? await previewIn(hub, candidate, request.selection)
      : await previewOut(hub, candidate, request.selection)
  return { flow: name, ...found, diagnostics: candidate.diagnostics }
}

type Found = Pick<FlowPreview, 'records' | 'missing'>

async function previewIn(hub: Hub, candidate: Candidate, selection: Selection): Promise<Found> {
  const { flow, reader } = candidate
  const source = flow.connector.sources[flow.endpoint]
  if (source === undefined) throw new Fault('invalid', `${flow.name} reads ${flow.endpoint}, which is not offered`)
  const { records, missing } = await incoming(hub, candidate, selection)
  const of = { flow, source, runId: 0, force: true }
  return { records: await previewIncoming(reader, of, records), missing }
}

async function incoming(
  hub: Hub,
  candidate: Candidate,
  selection: Selection,
): Promise<{ records: JsonObject[]; missing: string[] }> {
  const { flow } = candidate
  if ('sources' in selection) return { records: selection.sources, missing: [] }
  if ('externalIds' in selection) {
    const found = await sourcesByExternalId(hub, candidate, selection.externalIds)
    return { records: [...found.values()], missing: selection.externalIds.filter((id) => !found.has(id)) }
  }
  if ('recordIds' in selection) {
    const rows = await findStoredSources(hub.db, sideOf(flow), selection)
    const known = new Set(rows.map((row) => row.record_id))
    return {
      records: rows.map((row) => row.source),
      missing: selection.recordIds.filter((id) => !known.has(id)).map(String),
    }
  }
  // Vendors' ids say nothing of their records, so that the first ones are as good as any, and the same each time.
  const page = { flowId: flow.id, after: '', limit: selection.sample }
  const rows = await pageStoredSources(hub.db, sideOf(flow), page)
  return { records: rows.map((row) => row.source), missing: [] }
}

async function previewOut(hub: Hub, candidate: Candidate, selection: Selection): Promise<Found> {
  const { flow, reader } = candidate
  const target = flow.connector.targets[flow.endpoint]
  if (target === undefined) throw new Fault('invalid', `${flow.name} writes ${flow.endpoint}, which is not offered`)
  const { due, missing } = await outgoing(hub, candidate, selection)
  return { records: await previewOutgoing(reader, flow, target, due), missing }
}

async function outgoing(hub: Hub, candidate: Candidate, selection: Selection) {
  const { flow } = candidate
  const of = { ...sideOf(flow), flowId: flow.id }
  if ('sources' in selection) {
    return { due: selection.sources.map((data, index) => imagined(data, -1 - index)), missing: [] }
  }
  if ('externalIds' in selection) {
    const known = await recordsByExternalId(hub, candidate, selection.externalIds)
    const due = await selectWouldBeDeliveries(hub.db, of, [...known.values()])
    const there = new Set(due.map((delivery) => delivery.record_id))
    const isMissing = (id: string) => !there.has(known.get(id) ?? 0)
    return { due, missing: selection.externalIds.filter(isMissing) }
  }
  const recordIds =
    'recordIds' in selection
      ? selection.recordIds
      : await firstRecordIds(hub.db, hub.workspaceId, flow.entity, selection.sample)
  const due = await selectWouldBeDeliveries(hub.db, of, recordIds)
  const there = new Set(due.map((delivery) => delivery.record_id))
  return { due, missing: recordIds.filter((id) => !there.has(id)).map(String) }
}

/** A record that the hub does not have: no id of ours, and nothing said of it yet. */
export function imagined(data: JsonObject, id: number) {
  const nothingYet = { external_id: null, output: null, forced: false, begun: false, attempts: 0, run_id: null }
  return { record_id: id, version: 0, data, ...nothingYet }
}
