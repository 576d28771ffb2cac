import type { Reason } from '@trefoil/mapping'
import type { Flow } from '../store/flow.ts'
import { type LinkSide, selectExternalIds } from '../store/link.ts'
import { selectKeyHolders } from '../store/record-key.ts'
import type { WholeLink } from '../store/repair.ts'
import { selectWouldBeDeliveries } from '../store/would-be-delivery.ts'
import { sideOf } from '../sync/flow-keys.ts'
import { rulesOf } from '../sync/ingest/entity-rules.ts'
import type { MovePlan } from '../sync/move-link.ts'
import { previewOutgoing } from '../sync/preview.ts'
import { definitionOf } from './flow-versions.ts'
import type { Hub } from './hub.ts'
import { openCandidate, sourcesByExternalId } from './open-candidate.ts'
import { Refusal } from './refusal.ts'

/** How one flow would go on with a record whose link is another. */
export interface NextSync {
  flow: string
  direction: Flow['direction']
  outcome: 'created' | 'linked' | 'updated' | 'unchanged' | 'filtered' | 'held' | 'error'
  /** The id at the vendor that it would be, where it is known. */
  externalId: string | null
  /** The record of the hub that it would be. */
  recordId: number | null
  reasons: Reason[]
}

/** The record to look at, and the id by which the connection is to know it. */
export interface Ahead {
  side: LinkSide
  recordId: number
  externalId: string
  row: WholeLink | null
}

/** After an unlink: where each flow would find what it lost. The destination is asked, and told nothing. */
export async function syncsUnlinked(hub: Hub, flows: Flow[], of: Ahead, plan: MovePlan): Promise<NextSync[]> {
  const syncs = flows.map((flow) =>
    flow.direction === 'to_hub' ? readAsNew(hub, flow, of, plan) : sentWithId(hub, flow, of.recordId, null),
  )
  return (await Promise.all(syncs)).flat()
}

/** After a link: what each flow would make of it. An id that the vendor does not know is refused. */
export async function syncsLinked(hub: Hub, flows: Flow[], of: Ahead): Promise<NextSync[]> {
  const syncs = flows.map((flow) =>
    flow.direction === 'to_hub' ? readAsLinked(hub, flow, of) : sentWithId(hub, flow, of.recordId, of.externalId),
  )
  return (await Promise.all(syncs)).flat()
}

async function sentWithId(hub: Hub, flow: Flow, recordId: number, externalId: string | null): Promise<NextSync[]> {
  const { flow: open, reader } = await openCandidate(hub, flow.name, undefined)
  const target = open.connector.targets[open.endpoint]
  if (target === undefined) return []
  const due = await selectWouldBeDeliveries(hub.db, { ...sideOf(open), flowId: flow.id }, [recordId])
  const anew = due.map((delivery) => ({ ...delivery, external_id: externalId, output: null }))
  const told = await previewOutgoing(reader, open, target, anew)
  return told.map(({ outcome, externalId: found, reasons }) => ({
    ...{ flow: flow.name, direction: flow.direction, outcome, recordId, reasons },
    externalId: found ?? externalId,
  }))
}

async function readAsLinked(hub: Hub, flow: Flow, { recordId, externalId, row }: Ahead): Promise<NextSync[]> {
  const candidate = await openCandidate(hub, flow.name, undefined)
  const known = row !== null || (await sourcesByExternalId(hub, candidate, [externalId])).has(externalId)
  if (!known) {
    const { connector } = candidate.flow
    throw new Refusal(
      'unknown',
      'unknown_external_id',
      `${connector.title} knows none of its ${flow.endpoint} by the id "${externalId}": nothing was linked`,
      { facts: { id: externalId, idKind: 'external', system: candidate.connection.name } },
    )
  }
  return [{ flow: flow.name, direction: flow.direction, outcome: 'updated', recordId, externalId, reasons: [] }]
}

/** What the source said is new again: a record of its own, unless another has one of its keys. */
async function readAsNew(hub: Hub, flow: Flow, of: Ahead, plan: MovePlan): Promise<NextSync[]> {
  const { side, externalId, row } = of
  const ahead = { flow: flow.name, direction: flow.direction, externalId }
  if (row === null || row.contribution === null) return []
  const given = (name: string, value: string) => plan.keysOut.some((key) => key.name === name && key.value === value)
  const rules = rulesOf(side.entity)
  for (const key of rules.keysOf(row.contribution)) {
    const [holder] = await selectKeyHolders(hub.db, side.workspace, side.entity, {
      name: key.name,
      values: [key.value],
    })
    if (holder === undefined || given(key.name, key.value)) continue
    const { record_id: recordId } = holder
    const isMatched = (await linksMatches(hub, flow)) && !(await knowsAlready(hub, of, recordId))
    return isMatched
      ? [{ ...ahead, outcome: 'linked', recordId, reasons: [] }]
      : [{ ...ahead, outcome: 'error', recordId, reasons: [rules.duplicate(key, recordId)] }]
  }
  return [{ ...ahead, outcome: 'created', recordId: null, reasons: [] }]
}

/** Whether the flow links what it finds by a key. */
async function linksMatches(hub: Hub, flow: Flow): Promise<boolean> {
  const { mappings } = await definitionOf(hub, flow)
  const adding = mappings.find(({ type }) => type === 'add' || type === 'add_and_update')
  return adding?.collision === 'remap_and_link' || adding?.collision === 'update_and_link'
}

/** The connection has another id for that record. */
async function knowsAlready(hub: Hub, { side, externalId }: Ahead, recordId: number): Promise<boolean> {
  const known = (await selectExternalIds(hub.db, side, [recordId])).get(recordId)
  return known !== undefined && known !== externalId
}
