import type { MapResult } from '@trefoil/mapping'
import type { Json, JsonObject, Session, Source } from '@trefoil/sdk'
import { explainReason } from '../catalogue/catalogue.ts'
import { namelessReason, preparePage } from '../sync/ingest/ingest.ts'
import { plain } from '../sync/pull/listing.ts'
import { addressTrouble } from './address-trouble.ts'
import type { ReadinessCheck } from './flow-readiness.ts'
import type { Hub } from './hub.ts'
import type { Candidate } from './open-candidate.ts'
import { previewFlow } from './preview-flow.ts'

/** A record as the flow would see it. */
interface Seen {
  id: string
  reason: { code: string; message: string; facts: JsonObject | null } | null
  data: JsonObject | null
}

/** So many records are looked at: enough to know a shop, and few enough to wait for. */
const mostRecords = 5_000
const mostSent = 200
const mostShown = 20

/** Which records the flow would leave out or refuse, and which addresses are wrong. */
export async function readinessOfRecords(hub: Hub, candidate: Candidate): Promise<ReadinessCheck[]> {
  const { flow } = candidate
  const isIncoming = flow.definition.direction === 'to_hub'
  const seen = isIncoming ? await readSource(candidate) : await readHub(hub, candidate)
  const bad = seen.flatMap(({ id, reason }) => (reason === null ? [] : [{ id, ...reason }]))
  const kinds = [...Map.groupBy(bad, (each) => `${each.code} ${explainReason(each).title}`).values()]
  const out = kinds.map((some) => leftOut(flow.entity, some, seen.length))
  const all = { ...empty, code: 'records', title: `Every ${flow.entity} can be taken` }
  const whole: ReadinessCheck[] = out.length > 0 ? out : [{ ...all, says: `all ${seen.length} that were looked at` }]
  return isIncoming ? [...whole, ...addresses(seen)] : whole
}

const empty = { passed: true, todo: null, records: [] }

function leftOut(
  entity: string,
  some: { id: string; code: string; message: string; facts: JsonObject | null }[],
  of: number,
): ReadinessCheck {
  const [first] = some
  const { title, resolution } = explainReason(first ?? { code: '', facts: null })
  const missing = first?.code === 'FILTERED' ? emptyOnes(first.facts) : []
  const what =
    first?.code === 'FILTERED'
      ? `${missing.length === 0 ? 'do not pass the filter' : `have no ${missing.join(' or ')}`} and will be excluded`
      : 'will end in error'
  return {
    code: first?.code ?? '',
    title,
    passed: false,
    says: `${some.length} of ${of} ${entity} records ${what}`,
    todo: resolution,
    records: some.slice(0, mostShown).map(({ id, message }) => ({ id, says: message })),
  }
}

/** The fields that a filter read and found empty. */
function emptyOnes(facts: JsonObject | null): string[] {
  const read = isRecord(facts?.read) ? facts.read : {}
  return Object.entries(read).flatMap(([name, how]) => (/^(absent|null|empty|blank)$/.test(String(how)) ? [name] : []))
}

function addresses(seen: readonly Seen[]): ReadinessCheck[] {
  const all = seen.flatMap(({ id, data }) =>
    childrenOf(data).map((address) => ({ id, trouble: addressTrouble(address) })),
  )
  if (all.length === 0) return []
  const wrong = all.flatMap(({ id, trouble }) => (trouble === null ? [] : [{ id, says: trouble }]))
  return [
    {
      code: 'addresses',
      title: 'Addresses are valid',
      passed: wrong.length === 0,
      says: `${wrong.length} of ${all.length} addresses fail validation`,
      todo: wrong.length === 0 ? null : 'Correct country, region or postal code in the source.',
      records: wrong.slice(0, mostShown),
    },
  ]
}

function childrenOf(data: JsonObject | null): JsonObject[] {
  const list = data?.addresses
  return Array.isArray(list) ? list.filter(isRecord) : []
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The source as it is now, from its beginning, as every record would be mapped. */
async function readSource({ flow, reader }: Candidate): Promise<Seen[]> {
  const source = flow.connector.sources[flow.endpoint]
  if (source === undefined) return []
  const of = { flow, source, runId: 0, force: true }
  const { targets, results, nameless } = await preparePage(reader, of, await listed(source, reader.session))
  return [
    ...targets.map(({ entry }, place) => ({ id: entry.key, ...endOf(results[place]) })),
    ...nameless.map((id) => ({ id: '', reason: { facts: null, ...namelessReason(flow, id) }, data: null })),
  ]
}

async function listed(source: Source, session: Session): Promise<JsonObject[]> {
  const records: JsonObject[] = []
  let cursor: Json | null = null
  for (let more = true; more && records.length < mostRecords; ) {
    const page: Awaited<ReturnType<Source['pull']>> = await source.pull(session, { cursor, limit: 1_000 })
    records.push(...plain(page.records))
    cursor = page.cursor
    more = page.more
  }
  return records
}

function endOf(result: MapResult | undefined): Pick<Seen, 'reason' | 'data'> {
  if (result?.outcome === 'mapped') return { reason: null, data: result.data }
  const { code = 'BUG', message = '', facts, field } = result?.reason ?? {}
  return { reason: { code, message, facts: { ...facts, ...(field === undefined ? {} : { field }) } }, data: null }
}

/** Records of the hub, the first ones, as they would be sent. */
async function readHub(hub: Hub, { flow }: Candidate): Promise<Seen[]> {
  const { records } = await previewFlow(hub, flow.name, { selection: { sample: mostSent } })
  return records.map(({ recordId, outcome, reasons: [reason] }) => {
    const isBad = outcome === 'filtered' || outcome === 'error' || outcome === 'held'
    const told = reason ?? { code: 'BUG', message: 'it gives no reason' }
    return {
      id: String(recordId),
      reason: isBad ? { code: told.code, message: told.message, facts: told.facts ?? null } : null,
      data: null,
    }
  })
}
