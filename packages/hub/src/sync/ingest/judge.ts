import {
  type ChildOutcome,
  type Contribution,
  contribute,
  difference,
  isSame,
  type MapResult,
  type Patch,
  type Reason,
  type RecordKey,
} from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import type { KeyRow } from '../../store/record-key.ts'
import type { OutcomeName } from '../../store/run.ts'
import type { ConsentDesk } from '../consent-desk.ts'
import type { Plan } from '../plan.ts'
import { type EntityRules, keyName } from './entity-rules.ts'
import { foldWith, type OpenRecord } from './open-record.ts'
import type { Entry } from './source-page.ts'

/** What a page's records are judged against, kept true while the page goes on. */
export interface Bench {
  rules: EntityRules
  /** `emailAddress=ann@example.com` → the record that has it. */
  holders: Map<string, number>
  plan: Plan
  at: number
  /** Null: nothing is said of consent here. */
  consents?: ConsentDesk | null
}

/** One record of a page, with what the mapping made of it. */
export interface Case {
  entry: Entry
  result: MapResult
  /** The hub's record that it is about. */
  record: OpenRecord
  linkId: number
  /** It is not of this page, and gives up what one of the page wants. How it ended is said, and counted, on its own. */
  isGuest?: true
}

/** What a mapped record would make of the hub's record. */
interface Weighed {
  contribution: Contribution
  data: JsonObject
  provenance: JsonObject
  keys: RecordKey[]
}

/**
 * Decides the outcome of one mapped record and adds its writes to the plan.
 * A record that fails leaves no trace but its outcome. False: another record has one of its keys, and nothing is said.
 */
export function judge(bench: Bench, of: Case): boolean {
  const { entry, result, record: target, linkId } = of
  if (result.outcome !== 'mapped') {
    note(bench.plan, result.outcome, of, result.reason)
    return true
  }
  const next = weigh(bench, of)
  if (next === null) return true
  const trouble = bench.rules.trouble(next.data, next.keys)
  if (trouble !== null) {
    note(bench.plan, 'error', of, trouble)
    return true
  }
  if (takenKey(bench, of, next) !== undefined) return false
  const links = entry.link === undefined ? bench.plan.newLinks : bench.plan.links
  links.push({
    id: linkId,
    external_id: entry.key,
    record_id: target.id,
    source: entry.text,
    source_hash: entry.hash,
    contribution: next.contribution.data,
    since: { ...next.contribution.since },
  })
  const settled = settle(bench, entry, target, next)
  const moved = bench.consents?.hear({ source: entry.source, key: entry.key, recordId: target.id }) === true
  const outcome = moved && settled === 'unchanged' ? 'updated' : settled
  if (moved && (target.planned?.change ?? null) === null && target.stored !== null) {
    bench.plan.consentMoved.push(target.id)
  }
  if (of.isGuest === true) return true
  bench.plan.counts[outcome] += 1
  for (const child of result.children) noteChild(bench.plan, outcome, entry, target, child)
  return true
}

/** Says that another record has what this one wants. */
export function refuse(bench: Bench, of: Case): void {
  const next = weigh(bench, of)
  const taken = next === null ? undefined : takenKey(bench, of, next)
  if (taken === undefined) return
  note(bench.plan, 'error', of, bench.rules.duplicate(taken, bench.holders.get(keyName(taken)) ?? 0))
}

/** What is said now comes after all that was said before, also where a clock was ahead then and is right again. */
function afterAll({ contributions }: OpenRecord, at: number): number {
  let after = at
  for (const { since } of contributions.values()) {
    for (const said of Object.values(since)) if (said > at && said >= after) after = said + 1
  }
  return after
}

/** Null: it was not mapped. */
export function weigh(bench: Pick<Bench, 'rules' | 'at'>, { result, record, linkId }: Case): Weighed | null {
  if (result.outcome !== 'mapped') return null
  const link = String(linkId)
  const at = afterAll(record, bench.at)
  const contribution = contribute(record.contributions.get(link) ?? null, link, result.data, at)
  const folded = foldWith(record, contribution)
  return { contribution, ...folded, keys: bench.rules.keysOf(folded.data) }
}

function takenKey(bench: Bench, { record }: Case, { keys }: Weighed): RecordKey | undefined {
  return keys.find((key) => {
    const holder = bench.holders.get(keyName(key))
    return holder !== undefined && holder !== record.id
  })
}

function settle(bench: Bench, entry: Entry, target: OpenRecord, next: Weighed): OutcomeName {
  const isNew = target.stored === null
  const before = target.data
  const patch = isNew && target.emptied === undefined ? {} : difference(before, next.data)
  const said = target.contributions.get(next.contribution.link)
  moveKeys(bench, target, next.keys)
  target.contributions.set(next.contribution.link, next.contribution)
  target.data = next.data
  target.provenance = next.provenance
  const isAsItWas = !isNew && Object.keys(patch).length === 0
  // Where others say the same it comes to the same. Whoever folds it meanwhile must see that one of them moved.
  if (!isAsItWas || said === undefined || !isSame(said.data, next.contribution.data)) {
    write(bench, target, { before, patch })
  }
  if (isAsItWas) return entry.link === undefined ? 'linked' : 'unchanged'
  if (isNew) return 'created'
  return entry.link === undefined ? 'linked' : 'updated'
}

/** A record that the page touches twice is written once, with its last state and how it differs from the first. */
function write(bench: Bench, target: OpenRecord, { before, patch }: { before: JsonObject; patch: Patch }): void {
  const { plan } = bench
  if (target.planned !== null) {
    const { row, change, before: first } = target.planned
    row.data = target.data
    row.provenance = target.provenance
    if (change?.patch !== null) tell(plan, target, difference(first, target.data))
    return
  }
  const row = { id: target.id, data: target.data, provenance: target.provenance }
  const was = target.stored?.version ?? target.emptied
  const version = (was ?? 0) + 1
  const planned = was === undefined ? row : { ...row, was }
  if ('was' in planned) plan.updates.push(planned)
  else plan.inserts.push(planned)
  target.stored ??= { ...row, entity: bench.rules.entity, version }
  target.planned = { row: planned, version, before, change: null }
  tell(plan, target, was === undefined ? null : patch)
}

/** Says what changed, where anything did; null: the record is new. */
function tell(plan: Plan, { id, planned }: OpenRecord, patch: Patch | null): void {
  if (planned === null) return
  if (planned.change !== null) planned.change.patch = patch
  else if (patch === null || Object.keys(patch).length > 0) {
    planned.change = { record_id: id, version: planned.version, patch }
    plan.changes.push(planned.change)
  }
}

function moveKeys(bench: Bench, target: OpenRecord, keys: RecordKey[]): void {
  const next = new Set(keys.map(keyName))
  const before = new Set(target.keys.map(keyName))
  for (const key of target.keys) {
    if (next.has(keyName(key))) continue
    if (!withdraw(bench.plan.keysIn, key, target.id)) bench.plan.keysOut.push({ ...key, record_id: target.id })
    // Of those that exchange their keys, another has it by now.
    if (bench.holders.get(keyName(key)) === target.id) bench.holders.delete(keyName(key))
  }
  for (const key of keys) {
    // By a merge a record also has the keys of those who became a part of it.
    if (before.has(keyName(key)) || bench.holders.get(keyName(key)) === target.id) continue
    if (!withdraw(bench.plan.keysOut, key, target.id)) bench.plan.keysIn.push({ ...key, record_id: target.id })
    bench.holders.set(keyName(key), target.id)
  }
  target.keys = keys
}

/** Takes back a move of the same page; false where there was none. */
function withdraw(moves: KeyRow[], key: RecordKey, recordId: number): boolean {
  const at = moves.findIndex(
    (move) => move.record_id === recordId && move.name === key.name && move.value === key.value,
  )
  if (at >= 0) moves.splice(at, 1)
  return at >= 0
}

/** A child that did not come along is told beside its parent's outcome; it is no record of its own. */
function noteChild(plan: Plan, outcome: OutcomeName, entry: Entry, target: OpenRecord, child: ChildOutcome): void {
  if (child.reason === undefined || (child.outcome !== 'filtered' && child.outcome !== 'error')) return
  const { code, message, facts } = child.reason
  plan.outcomes.push({
    outcome,
    record_id: target.id,
    external_id: entry.key,
    code,
    reason: `${child.list} ${child.id ?? 'without an id'} ${child.outcome === 'filtered' ? 'filtered' : 'in error'}: ${message}`,
    facts: { ...facts, child: child.id, list: child.list, childOutcome: child.outcome },
  })
}

function note(plan: Plan, outcome: OutcomeName, { entry, record, isGuest }: Case, reason: Reason): void {
  if (isGuest === true) return
  plan.counts[outcome] += 1
  plan.outcomes.push({
    outcome,
    record_id: record.stored === null ? null : record.id,
    external_id: entry.key,
    code: reason.code,
    reason: reason.message,
    facts: { ...reason.facts, ...(reason.field === undefined ? {} : { field: reason.field }) },
  })
}
