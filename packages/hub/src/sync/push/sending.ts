import { isSame, type MapInput, type MapResult, type Reason } from '@trefoil/mapping'
import { Fault, type Json, type JsonObject, type Outcome, type Write } from '@trefoil/sdk'
import { findUnstorable, storable, troubleOfId } from '../../db/storable.ts'
import type { DueDelivery } from '../../store/delivery.ts'
import { unstorableAnswer } from '../consequences.ts'
import type { OpenFlow, Reader } from '../context.ts'
import { sideOf } from '../flow-keys.ts'
import { resolversFor } from '../ingest/lookups.ts'
import { mapPage, type Resolve } from '../ingest/map-page.ts'

/** A delivery with what its mapping made of it, on its way out. */
export interface Sending {
  delivery: DueDelivery
  /** The destination's id, by link or found there; null: it will be created. */
  id: string | null
  output: JsonObject
  /** Updates what is there without remembering it as this record. */
  leavesNoLink: boolean
  /** Shared keys by which somebody else was found. */
  taken?: string[]
}

/** A write as the hub makes it: fields by name. */
export type HubWrite = Write<JsonObject>

/** How one delivery ended, for now or for good. */
export type Ending = { delivery: DueDelivery } & (
  | { outcome: 'created' | 'updated' | 'linked'; told: JsonObject; externalId: string | null; warnings: string[] }
  | { outcome: 'unchanged' }
  | { outcome: 'filtered' | 'error'; reason: Reason }
  | { outcome: 'accepted'; receipt: Json; sending: Sending; write: HubWrite }
  | { outcome: 'fault'; fault: Fault; begun: boolean }
)

export async function mapDeliveries(
  desk: Reader,
  flow: OpenFlow,
  due: DueDelivery[],
  isLinked: (delivery: DueDelivery) => boolean,
): Promise<MapResult[]> {
  return mapPage(flow.mapper, outgoingInputs(desk, flow, due, isLinked), outgoingResolvers(desk, flow))
}

/** What the mapping is given for each delivery. */
export function outgoingInputs(
  desk: Reader,
  flow: OpenFlow,
  due: DueDelivery[],
  isLinked: (delivery: DueDelivery) => boolean,
): MapInput[] {
  const now = desk.clock.now()
  const variables = { SpaceportSystemId: flow.connectionId, SourceTypeName: flow.entity }
  return due.map((delivery) => {
    const linked = isLinked(delivery)
    return {
      source: { id: delivery.record_id, ...delivery.data },
      linked,
      destination: linked ? (delivery.output ?? {}) : null,
      previous: delivery.output,
      variables,
      now,
    }
  })
}

/** How the look-ups of records that go out are answered. */
export function outgoingResolvers(desk: Reader, flow: OpenFlow): Map<string, Resolve> {
  return resolversFor({ db: desk.db, ...sideOf(flow) }, flow.connector, desk.session)
}

/** Parts what must be sent from what the mapping left out and from what the destination was told already. */
export function partResults(due: DueDelivery[], results: MapResult[]): { endings: Ending[]; sendings: Sending[] } {
  const endings: Ending[] = []
  const sendings: Sending[] = []
  for (const [index, delivery] of due.entries()) {
    const result = results[index]
    if (result === undefined) continue
    if (result.outcome !== 'mapped') {
      endings.push({ delivery, outcome: result.outcome, reason: result.reason })
      continue
    }
    if (saysNothingNew(delivery, result.data)) endings.push({ delivery, outcome: 'unchanged' })
    else sendings.push({ delivery, id: delivery.external_id, output: result.data, leavesNoLink: false })
  }
  return { endings, sendings }
}

/** The destination was told each field already; one that only repeats its own id tells it nothing. */
function saysNothingNew(delivery: DueDelivery, output: JsonObject): boolean {
  const { output: told, external_id, forced } = delivery
  if (external_id === null || told === null || forced) return false
  return Object.entries(output).every(([name, value]) => value === external_id || isSame(value, told[name] ?? null))
}

/** A null that the destination was never told to replace has nothing to clear there. */
export function writeOf(flow: OpenFlow, { delivery, output, id, taken }: Sending): HubWrite {
  const told = delivery.output ?? {}
  const data: JsonObject = {}
  for (const name of Object.keys(output)) {
    const value = output[name]
    if (value === undefined || (value === null && (told[name] ?? null) === null)) continue
    data[name] = value
  }
  const write: HubWrite = {
    id,
    data,
    idempotencyKey: `${flow.id}.${flow.version}.${delivery.record_id}.${delivery.version}`,
    ...(taken === undefined ? {} : { taken }),
    ...(delivery.changed_at === undefined ? {} : { changedAt: delivery.changed_at.toISOString() }),
  }
  if (delivery.output === null) return write
  return { ...write, known: delivery.output, ...(delivery.begun ? { unclear: true as const } : {}) }
}

export function endingOf(sending: Sending, write: HubWrite, outcome: Outcome | undefined): Ending {
  const { delivery } = sending
  if (outcome === undefined) {
    const fault = new Fault('bug', 'The connector answered fewer outcomes than it was given writes')
    return faultOf(sending, fault)
  }
  // A connector is bound to say it, and nothing in between can check what it took from its vendor.
  if ('id' in outcome && (typeof outcome.id !== 'string' || outcome.id === '')) {
    return faultOf(sending, new Fault('bug', 'The connector says that it wrote, and not under which id'))
  }
  switch (outcome.status) {
    case 'failed':
      return faultOf(sending, outcome.fault)
    case 'accepted': {
      const found = findUnstorable(outcome.receipt)
      if (found !== null) return faultOf(sending, unstorableAnswer('The destination gave a receipt', found))
      return { delivery, outcome: 'accepted', receipt: outcome.receipt, sending, write }
    }
    default: {
      const holds = troubleOfId(outcome.id)
      if (holds !== null) return faultOf(sending, unstorableAnswer('The destination wrote it under an id', { holds }))
      const isNew = delivery.external_id === null
      const wasFound = isNew && sending.id !== null && !delivery.begun
      const isOurs = outcome.status === 'created' || (isNew && delivery.begun)
      const name = wasFound ? 'linked' : isOurs ? 'created' : 'updated'
      const externalId = sending.leavesNoLink ? null : outcome.id
      return { delivery, outcome: name, told: write.data, externalId, warnings: storable(outcome.warnings ?? []) }
    }
  }
}

/**
 * A write that failed after the vendor had heard of it. A creation may have happened all the same, wholly or by half:
 * what is found at the next try is then our own, and is finished. A conflict says that it is another's. Of a change that
 * moves on from what was heard, the next try must know that this one may have arrived.
 */
export function faultOf({ delivery, id }: Sending, fault: Fault): Ending {
  const isUnclear =
    id === null ? fault.kind !== 'conflict' : delivery.heard !== undefined && fault.kind === 'unavailable'
  return { delivery, outcome: 'fault', fault, begun: isUnclear }
}
