/** What a flow would do with records, told and not done. */
import { difference, isSame, type Patch, type Reason } from '@trefoil/mapping'
import { Fault, type JsonObject, type Target } from '@trefoil/sdk'
import type { DueDelivery } from '../store/delivery.ts'
import type { OutcomeName } from '../store/run.ts'
import type { OpenFlow, Reader } from './context.ts'
import { type Ingest, planPage, preparePage } from './ingest/ingest.ts'
import type { Plan } from './plan.ts'
import { hear } from './push/heard.ts'
import { matchRecords, type Parted } from './push/match.ts'
import { type Ending, mapDeliveries, partResults, type Sending, writeOf } from './push/sending.ts'

/** How one record would end. */
export interface Preview {
  externalId: string | null
  recordId: number | null
  outcome: OutcomeName
  /** The mapping that would serve; null: none was chosen. */
  mapping: string | null
  /** Field → what the destination has, and what it would get. */
  changes: Patch
  /** Why it would end so, and what became of its children. */
  reasons: Reason[]
}

/** Records of a source on their way in: everything that storing them does, but the storing. */
export async function previewIncoming(reader: Reader, of: Ingest, records: JsonObject[]): Promise<Preview[]> {
  const prepared = await preparePage(reader, { ...of, force: true }, records)
  const plan = await planPage(reader, of, prepared)
  const told = prepared.targets.map(({ entry }, index) => {
    const mapping = prepared.results[index]?.mapping ?? null
    const reasons = reasonsIn(plan, entry.key)
    return { externalId: entry.key, mapping, reasons, ...endIn(plan, entry.key) }
  })
  const nameless = reasonsIn(plan, null).map((reason) => ({
    ...{ externalId: null, recordId: null, mapping: null, changes: {} },
    outcome: 'error' as const,
    reasons: [reason],
  }))
  return [...told, ...nameless]
}

function endIn(plan: Plan, key: string): Pick<Preview, 'recordId' | 'outcome' | 'changes'> {
  const isNewLink = plan.newLinks.some((link) => link.external_id === key)
  const link = [...plan.newLinks, ...plan.links].find((each) => each.external_id === key)
  if (link === undefined) {
    const failed = plan.outcomes.find((outcome) => outcome.external_id === key)
    return { recordId: failed?.record_id ?? null, outcome: failed?.outcome ?? 'error', changes: {} }
  }
  const { record_id: recordId } = link
  const created = plan.inserts.find((row) => row.id === recordId)
  if (created !== undefined) return { recordId: null, outcome: 'created', changes: difference(null, created.data) }
  const changes = plan.changes.find((change) => change.record_id === recordId)?.patch ?? {}
  if (Object.keys(changes).length === 0) return { recordId, outcome: 'unchanged', changes }
  return { recordId, outcome: isNewLink ? 'linked' : 'updated', changes }
}

function reasonsIn(plan: Plan, key: string | null): Reason[] {
  return plan.outcomes
    .filter((outcome) => outcome.external_id === key)
    .map(({ code, reason, facts }) => ({ code, message: reason, ...(facts === null ? {} : { facts }) }))
}

/** Records of the hub on their way out. The destination is asked which of them it has already, and told nothing. */
export async function previewOutgoing(
  reader: Reader,
  flow: OpenFlow,
  target: Target,
  asked: DueDelivery[],
): Promise<Preview[]> {
  const due = await hear(reader, flow, asked)
  const results = await mapDeliveries(reader, flow, due, (delivery) => delivery.external_id !== null)
  const mappings = new Map(due.map(({ record_id }, index) => [record_id, results[index]?.mapping ?? null]))
  const { endings, sendings } = partResults(due, results)
  const unlinked = sendings.filter((sending) => sending.id === null)
  const linked = sendings.filter((sending) => sending.id !== null)
  const matched = await match(reader, flow, target, unlinked)
  const told = new Map<number, Omit<Preview, 'mapping'>>()
  for (const ending of [...endings, ...matched.endings]) told.set(ending.delivery.record_id, endedAs(ending))
  for (const sending of [...linked, ...matched.sendings]) {
    const reasons = matched.note === null || sending.id !== null ? [] : [matched.note]
    told.set(sending.delivery.record_id, { ...wouldSend(flow, sending), reasons })
  }
  return due.flatMap(({ record_id }) => {
    const preview = told.get(record_id)
    return preview === undefined ? [] : [{ ...preview, mapping: mappings.get(record_id) ?? null }]
  })
}

/** A destination that does not answer spoils no preview: what is not linked counts as new then, and says so. */
async function match(
  reader: Reader,
  flow: OpenFlow,
  target: Target,
  unlinked: Sending[],
): Promise<Parted & { note: Reason | null }> {
  try {
    const { endings, sendings } = await matchRecords(reader, flow, target, {
      sendings: unlinked,
      areOthersUnderWay: false,
    })
    return { endings, sendings, note: null }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    const message = `${flow.connector.title} could not be asked whether it has this record already: ${thrown.message}`
    return { endings: [], sendings: unlinked, note: { code: 'NOT_MATCHED', message } }
  }
}

function wouldSend(flow: OpenFlow, sending: Sending): Omit<Preview, 'mapping' | 'reasons'> {
  const { delivery, id } = sending
  const told = delivery.output ?? {}
  const changes: Patch = {}
  for (const [field, value] of Object.entries(writeOf(flow, sending).data)) {
    // A destination that is told its own id is told nothing.
    if (id !== null && value === id) continue
    const old = told[field]
    if (old === undefined) changes[field] = { new: value }
    else if (!isSame(old, value)) changes[field] = { old, new: value }
  }
  const outcome = id === null ? 'created' : delivery.external_id === null ? 'linked' : 'updated'
  return { externalId: id, recordId: delivery.record_id, outcome, changes }
}

function endedAs(ending: Ending): Omit<Preview, 'mapping'> {
  const { delivery } = ending
  const of = { externalId: delivery.external_id, recordId: delivery.record_id, changes: {} }
  if (ending.outcome === 'filtered' || ending.outcome === 'error') {
    return { ...of, outcome: ending.outcome, reasons: [ending.reason] }
  }
  if (ending.outcome === 'fault') {
    const { kind, message, details } = ending.fault
    return { ...of, outcome: 'error', reasons: [{ code: details.code ?? kind.toUpperCase(), message }] }
  }
  return { ...of, outcome: 'unchanged', reasons: [] }
}
