import {
  type ChildOutcome,
  type Contribution,
  contribute,
  difference,
  type MapResult,
  type Patch,
  type Reason,
} from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import type { KeyRow } from '../store/record-key.ts'
import type { OutcomeName } from '../store/run.ts'
import type { ConsentDesk } from './consent-desk.ts'
import { type EntityRules, keyName, type RecordKey } from './entity-rules.ts'
import { foldWith, type OpenRecord } from './open-record.ts'
import type { Plan } from './plan.ts'
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

/**
 * Decides the outcome of one mapped record and adds its writes to the plan.
 * A record that fails leaves no trace but its outcome.
 */
export function judge(bench: Bench, entry: Entry, result: MapResult, target: OpenRecord, linkId: number): void {
  if (result.outcome !== 'mapped') {
    note(bench.plan, result.outcome, entry, target, result.reason)
    return
  }
  const link = String(linkId)
  const contribution = contribute(target.contributions.get(link) ?? null, link, result.data, bench.at)
  const folded = foldWith(target, contribution)
  const trouble = bench.rules.trouble(folded.data)
  if (trouble !== null) {
    note(bench.plan, 'error', entry, target, trouble)
    return
  }
  const keys = bench.rules.keysOf(folded.data)
  const taken = keys.find((key) => isTaken(bench, key, target.id))
  if (taken !== undefined) {
    note(bench.plan, 'error', entry, target, bench.rules.duplicate(taken, bench.holders.get(keyName(taken)) ?? 0))
    return
  }
  const links = entry.link === undefined ? bench.plan.newLinks : bench.plan.links
  links.push({
    id: linkId,
    external_id: entry.key,
    record_id: target.id,
    source: entry.source,
    source_hash: entry.hash,
    contribution: contribution.data,
    since: { ...contribution.since },
  })
  const settled = settle(bench, entry, target, { contribution, keys, ...folded })
  const moved = bench.consents?.hear({ source: entry.source, key: entry.key, recordId: target.id }) === true
  const outcome = moved && settled === 'unchanged' ? 'updated' : settled
  if (moved && target.planned === null && target.stored !== null) {
    bench.plan.consentMoved.push({ record_id: target.id, version: target.stored.version })
  }
  bench.plan.counts[outcome] += 1
  for (const child of result.children) noteChild(bench.plan, outcome, entry, target, child)
}

interface Next {
  contribution: Contribution
  data: JsonObject
  provenance: JsonObject
  keys: RecordKey[]
}

function settle(bench: Bench, entry: Entry, target: OpenRecord, next: Next): OutcomeName {
  const isNew = target.stored === null
  const patch = isNew ? {} : difference(target.data, next.data)
  moveKeys(bench, target, next.keys)
  target.contributions.set(next.contribution.link, next.contribution)
  target.data = next.data
  target.provenance = next.provenance
  if (!isNew && Object.keys(patch).length === 0) return entry.link === undefined ? 'linked' : 'unchanged'
  write(bench, target, patch)
  if (isNew) return 'created'
  return entry.link === undefined ? 'linked' : 'updated'
}

/** A record that the page touches twice is written once, with its last state. */
function write(bench: Bench, target: OpenRecord, patch: Patch): void {
  const { plan } = bench
  if (target.planned !== null) {
    const { row, change } = target.planned
    row.data = target.data
    row.provenance = target.provenance
    if (change.patch !== null) Object.assign(change.patch, patch)
    return
  }
  const row = { id: target.id, data: target.data, provenance: target.provenance }
  const stored = target.stored
  const version = stored === null ? 1 : stored.version + 1
  const change = { record_id: target.id, version, patch: stored === null ? null : { ...patch } }
  if (stored === null) {
    plan.inserts.push(row)
    target.stored = { ...row, entity: bench.rules.entity, version }
  } else {
    plan.updates.push({ ...row, was: stored.version })
  }
  plan.changes.push(change)
  target.planned = { row: stored === null ? row : (plan.updates.at(-1) ?? row), change }
}

function isTaken(bench: Bench, key: RecordKey, recordId: number): boolean {
  const holder = bench.holders.get(keyName(key))
  return holder !== undefined && holder !== recordId
}

function moveKeys(bench: Bench, target: OpenRecord, keys: RecordKey[]): void {
  const next = new Set(keys.map(keyName))
  const before = new Set(target.keys.map(keyName))
  for (const key of target.keys) {
    if (next.has(keyName(key))) continue
    if (!withdraw(bench.plan.keysIn, key, target.id)) bench.plan.keysOut.push({ ...key, record_id: target.id })
    bench.holders.delete(keyName(key))
  }
  for (const key of keys) {
    if (before.has(keyName(key))) continue
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

function note(plan: Plan, outcome: OutcomeName, entry: Entry, target: OpenRecord, reason: Reason): void {
  plan.counts[outcome] += 1
  plan.outcomes.push({
    outcome,
    record_id: target.stored === null ? null : target.id,
    external_id: entry.key,
    code: reason.code,
    reason: reason.message,
    facts: { ...reason.facts, ...(reason.field === undefined ? {} : { field: reason.field }) },
  })
}
