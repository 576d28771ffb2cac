import { isSame } from '@trefoil/mapping'
import { Fault, type Json, type JsonObject, type Target } from '@trefoil/sdk'
import { type ComparedRecord, pageRecords } from '../../store/reconcile.ts'
import type { NewOutcome } from '../../store/run-outcome.ts'
import { faultRow } from '../consequences.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { partOf } from '../cursor-part.ts'
import { sideOf } from '../flow-keys.ts'
import { type HubWrite, mapDeliveries, writeOf } from '../push/sending.ts'
import type { ComparedPage } from './reconcile.ts'
import { drift } from './reconcile-outcome.ts'

const pageSize = 500

/** What would be sent, beside what the destination has under the links of the hub. */
export async function compareDestination(desk: Desk, flow: OpenFlow, run: { cursor: Json }): Promise<ComparedPage> {
  const target = flow.connector.targets[flow.endpoint]
  if (target?.read === undefined) {
    throw new Fault('invalid', `${flow.connector.title} cannot be read back: ${flow.endpoint} is only written`, {
      code: 'CANNOT_READ_BACK',
    })
  }
  const after = Number(partOf(run.cursor, 'after') ?? 0)
  const records = await pageRecords(desk.db, { ...sideOf(flow), flowId: flow.id }, { after, limit: pageSize })
  const results = await mapDeliveries(
    desk,
    flow,
    records,
    ({ external_id, output }) => external_id !== null || output !== null,
  )
  const ids = records.flatMap(({ external_id }) => (external_id === null ? [] : [external_id]))
  const there = ids.length === 0 ? new Map<string, unknown>() : await target.read(desk.session, ids)
  const page: ComparedPage = { agreed: 0, outcomes: [], met: [], cursor: null }
  const mapped: Mapped[] = []
  for (const [index, record] of records.entries()) {
    const result = results[index]
    if (result === undefined) continue
    if (result.outcome === 'mapped') {
      const sending = { delivery: record, id: record.external_id, output: result.data, leavesNoLink: false }
      mapped.push({ record, write: writeOf(flow, sending) })
      continue
    }
    const { code, message: reason } = result.reason
    page.outcomes.push(drift(placeOf(record), { outcome: result.outcome, code, reason }))
  }
  const differences = await differencesOf(desk, flow, target, mapped, there)
  page.agreed = mapped.length - differences.length
  page.outcomes.push(...differences)
  const last = records.at(-1)
  page.cursor = records.length < pageSize || last === undefined ? null : { v: 1, after: last.record_id }
  return page
}

interface Mapped {
  record: ComparedRecord
  write: HubWrite
}

/** What the connector says would stand there, beside what stands there. */
async function differencesOf(
  desk: Desk,
  flow: OpenFlow,
  target: Target,
  mapped: Mapped[],
  there: ReadonlyMap<string, unknown>,
): Promise<NewOutcome[]> {
  const expected = await target.expected?.(
    desk.session,
    mapped.map(({ write }) => write),
  )
  return mapped.flatMap(({ record, write }, index) => {
    const found = record.external_id === null ? undefined : there.get(record.external_id)
    const wanted = expected === undefined ? knownTo(found, write.data) : expected[index]
    if (wanted instanceof Fault) {
      const fault = faultRow(wanted)
      return drift(placeOf(record), { code: fault.code, reason: fault.message, facts: fault })
    }
    return differenceOf(flow, record, isObject(wanted) ? wanted : {}, found, target.matchBy) ?? []
  })
}

function placeOf(record: ComparedRecord): { recordId: number; externalId: string | null } {
  return { recordId: record.record_id, externalId: record.external_id }
}

/** Without a connector that knows better, a field that is not read back says nothing. */
function knownTo(found: unknown, data: JsonObject): JsonObject {
  if (!isObject(found)) return data
  return Object.fromEntries(Object.entries(data).filter(([name]) => name in found))
}

function differenceOf(
  flow: OpenFlow,
  record: ComparedRecord,
  wanted: JsonObject,
  found: unknown,
  keys: readonly string[],
): NewOutcome | null {
  const vendor = flow.connector.title
  const at = placeOf(record)
  const pending = (what: string) =>
    drift(at, { outcome: 'held', code: 'DRIFT_PENDING', reason: `${what}, and it is on its way` })
  if (record.external_id === null) {
    if (record.isDue) return pending(`${vendor} does not have it yet`)
    return drift(at, { code: 'DRIFT_MISSING', reason: `${vendor} does not have it: the hub knows no id of it there` })
  }
  if (!isObject(found)) {
    const reason = `${vendor} no longer has ${record.external_id}, which the hub knows it by`
    return record.isDue ? pending(reason) : drift(at, { code: 'DRIFT_GONE', reason })
  }
  const fields = Object.keys(wanted).filter((name) => !agrees(wanted[name], found[name], keys.includes(name)))
  if (fields.length === 0) return null
  const reason = `${vendor} has another value in ${fields.join(', ')}`
  return record.isDue ? pending(reason) : drift(at, { code: 'DRIFT_DIFFERS', reason, facts: { fields } })
}

/** Blanks around a text are nobody's wish; the case of a key is the vendor's affair; a number is as good as its text. */
function agrees(wanted: Json | undefined, found: Json | undefined, isKey: boolean): boolean {
  const plain = (value: Json | undefined): Json => {
    if (value === undefined || value === null) return null
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string') return text
    const bare = text.trim()
    return bare === '' ? null : isKey ? bare.toLowerCase() : bare
  }
  return isSame(plain(wanted), plain(found))
}

/** A connector answers plain data by contract. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
