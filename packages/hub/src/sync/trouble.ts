import type { JsonObject } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import { insertAlerts, type NewAlert } from '../store/alert.ts'
import {
  type Cause,
  type ClosedIssue,
  closeEmptied,
  closeWhole,
  deleteMembers,
  type IssuePlace,
  openIssues,
  putMembers,
  selectOpenTrouble,
} from '../store/issue.ts'
import type { FaultRow } from './consequences.ts'
import type { Desk, OpenFlow } from './context.ts'
import { placeOf } from './flow-keys.ts'

/** A record that met trouble, and for which cause. */
export interface Trouble extends Cause {
  /** The vendor's id for a flow to the hub, the hub's for one from it. */
  subject: string
  recordId: number | null
  externalId: string | null
  standing: 'held' | 'error' | 'retrying'
  attempts: number | null
  runId: number | null
}

/** What is open for one flow, as far as it is remembered: what may close when records pass. */
export interface OpenTrouble {
  /** Null: more than are kept in memory, so any record may be one of them. */
  subjects: Set<string> | null
  /** The flow as a whole was in trouble: the first record that passes ends it. */
  isWhole: boolean
}

/** What a page or a round means for the issues of its flow. */
interface Met {
  troubles: Trouble[]
  passed: string[]
  endsWhole: boolean
}

/** Beyond, each record of a page is looked up among those that are open, which costs as much as to compare it. */
const mostRemembered = 50_000

/**
 * Sorts out what a page or a round opens and closes; null: nothing, and nothing is written. What is open is read once
 * for each stint, so that a page without trouble costs no statement. `seen` names the records that did not fail.
 */
export async function meetTrouble(
  desk: Desk,
  flow: OpenFlow,
  troubles: Trouble[],
  seen: () => Iterable<string>,
): Promise<Met | null> {
  const open = await openTroubleOf(desk, flow)
  const failed = new Map(troubles.map((trouble) => [trouble.subject, trouble]))
  const mayPass = open.subjects === null || open.subjects.size > 0 || open.isWhole
  const passed: string[] = []
  let isAlive = false
  if (mayPass) {
    for (const subject of seen()) {
      if (failed.has(subject)) continue
      isAlive = true
      if (open.subjects === null || open.subjects.has(subject)) passed.push(subject)
    }
  }
  const endsWhole = open.isWhole && isAlive
  if (failed.size === 0 && passed.length === 0 && !endsWhole) return null
  for (const subject of failed.keys()) open.subjects?.add(subject)
  if (open.subjects !== null && open.subjects.size > mostRemembered) open.subjects = null
  return { troubles: [...failed.values()], passed, endsWhole }
}

/** Stores it in the transaction that stores how the records ended. */
export async function storeTrouble(tx: Tx, flow: OpenFlow, met: Met | null, now: Date): Promise<void> {
  if (met === null) return
  const place = placeOf(flow)
  const causes = new Map(met.troubles.map((trouble) => [causeName(trouble), trouble]))
  const issues = await openIssues(tx, place, 'records', [...causes.values()].map(causeOf), now)
  const ids = new Map(issues.map((issue) => [causeName(issue), issue.id]))
  const rows = met.troubles.map(({ subject, standing, attempts, reason, facts, ...trouble }) => ({
    ...{ subject, standing, attempts, reason, facts },
    issue_id: ids.get(causeName(trouble)) ?? 0,
    record_id: trouble.recordId,
    external_id: trouble.externalId,
    run_id: trouble.runId,
  }))
  await putMembers(tx, place, rows, now)
  await deleteMembers(tx, place, met.passed)
  const closed = await closeEmptied(tx, place, now)
  if (met.endsWhole) closed.push(...(await closeWhole(tx, place, { shape: 'flow', by: 'passed' }, now)).slice(0, 1))
  const countOf = (id: number) => rows.filter((row) => row.issue_id === id).length
  const opened = issues
    .filter((issue) => issue.isNew)
    .map(({ id, code }) => ({ ...alertOf(place, 'issue_opened'), issue_id: id, code, count: countOf(id) }))
  await insertAlerts(tx, place.workspace, [...opened, ...closed.map((issue) => closingOf(place, issue))], now)
}

/** Once it is stored for good. */
export function forgetTrouble(desk: Desk, flow: OpenFlow, met: Met | null): void {
  const open = desk.troubles.get(flow.id)
  if (met === null || open === undefined) return
  for (const subject of met.passed) open.subjects?.delete(subject)
  if (met.endsWhole) open.isWhole = false
}

async function openTroubleOf(desk: Desk, flow: OpenFlow): Promise<OpenTrouble> {
  const known = desk.troubles.get(flow.id)
  if (known !== undefined) return known
  const { subjects, isWhole } = await selectOpenTrouble(desk.db, placeOf(flow), mostRemembered + 1)
  const open = { subjects: subjects.length > mostRemembered ? null : new Set(subjects), isWhole }
  desk.troubles.set(flow.id, open)
  return open
}

/** An alert about a place, before it is said of which issue. */
export function alertOf(place: IssuePlace, kind: NewAlert['kind']): Omit<NewAlert, 'code'> {
  return { kind, connection_id: place.connectionId, flow_id: place.flowId, issue_id: null, count: 0 }
}

/** What is told of an issue that closed. */
export function closingOf(place: IssuePlace, issue: ClosedIssue): NewAlert {
  const isTold = issue.shape === 'records' || issue.shape === 'store'
  const kind = isTold ? 'issue_closed' : 'recovered'
  return { ...alertOf(place, kind), issue_id: issue.id, code: issue.code, count: issue.total }
}

/** `addresses.0.postalCode` and `addresses.1.postalCode` are one cause. */
export function fieldOf(facts: JsonObject | null | undefined, field?: string): string {
  const path = field ?? facts?.field
  return typeof path === 'string' ? path.replaceAll(/\.\d+(?=\.|$)/g, '.*') : ''
}

/** A fault as the cause of an issue. */
export function causeOfFault({ code, message: reason, field, facts, candidates }: FaultRow): Cause {
  const known = candidates === undefined ? (facts ?? null) : { ...facts, candidates }
  return { code, reason, facts: known, field: fieldOf(facts, field) }
}

function causeOf({ code, field, reason, facts }: Trouble): Cause {
  return { code, field, reason, facts }
}

function causeName({ code, field }: { code: string; field: string }): string {
  return `${code}\u0000${field}`
}
