import type { ChildOutcome } from '@trefoil/mapping'
import { Fault, type JsonObject, type Session } from '@trefoil/sdk'
import { withoutSecrets } from '../redact.ts'
import { findStoredSources } from '../store/stored-source.ts'
import { selectWouldBeDeliveries } from '../store/would-be-delivery.ts'
import { type Explained, explainIncoming, explainOutgoing } from '../sync/explain.ts'
import { sideOf } from '../sync/flow-keys.ts'
import { type Preview, previewIncoming, previewOutgoing } from '../sync/preview.ts'
import { plain } from '../sync/pull/listing.ts'
import { askVendor } from './ask-vendor.ts'
import type { Hub } from './hub.ts'
import { type Candidate, openCandidate, recordsByExternalId } from './open-candidate.ts'
import { Refusal } from './refusal.ts'
import { type TracedRequest, tracedSession } from './traced-session.ts'

/** One record taken through a flow step by step, against the vendor as it is now. Nothing is written. */
export interface Trace {
  retrieve: { from: string; requests: TracedRequest[]; source: Record<string, unknown> }
  map: Explained
  /** One for each child: how it ended, and its fields among those of `map`. */
  children: (Pick<ChildOutcome, 'list' | 'id' | 'mapping' | 'outcome'> & { reason: string | null })[]
  write: Omit<Preview, 'mapping'> & { to: string; requests: TracedRequest[] }
}

type Which = { externalId: string } | { recordId: number }

export async function traceRecord(hub: Hub, name: string, which: Which): Promise<Trace> {
  const candidate = await openCandidate(hub, name, undefined)
  const requests: TracedRequest[] = []
  const reader = { ...candidate.reader, session: tracedSession(candidate.reader.session, requests) }
  const traced = { ...candidate, reader }
  const tried = `${candidate.flow.connector.title} could not be asked, and the trace ended`
  const question = () =>
    candidate.flow.definition.direction === 'to_hub'
      ? traceIncoming(hub, traced, which, requests)
      : traceOutgoing(hub, traced, which, requests)
  return askVendor(hub, candidate.access, { code: 'vendor_refused', tried, question })
}

async function traceIncoming(hub: Hub, candidate: Candidate, which: Which, requests: TracedRequest[]): Promise<Trace> {
  const { flow, reader, environment } = candidate
  const source = flow.connector.sources[flow.endpoint]
  if (source === undefined) throw new Fault('invalid', `${flow.name} reads ${flow.endpoint}, which is not offered`)
  const key = await externalIdOf(hub, candidate, which)
  const record = await fetched(reader.session, candidate, key)
  const retrieved = requests.splice(0)
  const map = await explainIncoming(reader, flow, environment, { key, source: record })
  const of = { flow, source, runId: 0, force: true }
  const [preview] = await previewIncoming(reader, of, [record])
  return traceOf({ from: flow.connector.title, to: 'hub' }, record, { retrieved, map, preview, asked: requests })
}

async function traceOutgoing(hub: Hub, candidate: Candidate, which: Which, requests: TracedRequest[]): Promise<Trace> {
  const { flow, reader, environment } = candidate
  const target = flow.connector.targets[flow.endpoint]
  if (target === undefined) throw new Fault('invalid', `${flow.name} writes ${flow.endpoint}, which is not offered`)
  const ids =
    'recordId' in which
      ? [which.recordId]
      : [...(await recordsByExternalId(hub, candidate, [which.externalId])).values()]
  const due = await selectWouldBeDeliveries(hub.db, { ...sideOf(flow), flowId: flow.id }, ids)
  const [delivery] = due
  if (delivery === undefined) throw unknown(candidate, which)
  const map = await explainOutgoing(reader, flow, environment, delivery)
  const [preview] = await previewOutgoing(reader, flow, target, due)
  const about = { from: 'hub', to: flow.connector.title }
  return traceOf(about, delivery.data, { retrieved: [], map, preview, asked: requests })
}

function traceOf(
  { from, to }: { from: string; to: string },
  record: JsonObject,
  { retrieved, map, preview, asked }: Told,
): Trace {
  if (preview === undefined) throw new Error('One record gave no preview')
  const { mapping: _, ...write } = preview
  const children = map.result.outcome === 'mapped' ? map.result.children : []
  return {
    retrieve: { from, requests: retrieved, source: withoutSecrets(record) },
    map,
    children: children.map(({ list, id, mapping, outcome, reason }) => {
      return { list, id, mapping, outcome, reason: reason?.message ?? null }
    }),
    write: { ...write, to, requests: asked },
  }
}

interface Told {
  retrieved: TracedRequest[]
  map: Explained
  preview: Preview | undefined
  asked: TracedRequest[]
}

async function externalIdOf(hub: Hub, candidate: Candidate, which: Which): Promise<string> {
  if ('externalId' in which) return which.externalId
  const [row] = await findStoredSources(hub.db, sideOf(candidate.flow), { recordIds: [which.recordId] })
  if (row === undefined) throw unknown(candidate, which)
  return row.external_id
}

/** The record as the vendor has it at this moment, whatever is stored of it. */
async function fetched(session: Session, candidate: Candidate, key: string): Promise<JsonObject> {
  const { flow } = candidate
  const source = flow.connector.sources[flow.endpoint]
  const [record] = plain([(await source?.fetch?.(session, [key]))?.get(key)])
  if (record === undefined) throw unknown(candidate, { externalId: key })
  return record
}

function unknown({ flow, connection }: Candidate, which: Which): Refusal {
  const [code, what, id] =
    'recordId' in which
      ? (['unknown_record', 'hub id', String(which.recordId)] as const)
      : (['unknown_external_id', 'external id', which.externalId] as const)
  const sentence = `No ${flow.entity} with the ${what} "${id}" can be traced through "${flow.name}": look the id up with \`trefoil record list --q …\` or at ${flow.connector.title}`
  return new Refusal('unknown', code, sentence, { facts: { id, system: connection.name } })
}
