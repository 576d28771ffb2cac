import type { JsonObject } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { insertChanges, type NewChange } from '../store/change.ts'
import { insertConsents, type NewConsent } from '../store/consent.ts'
import { insertDeliveries, markChangedDue, type Rank } from '../store/delivery.ts'
import {
  insertSourceLinks,
  type LinkSide,
  type MadeBy,
  personConnection,
  type SourceLink,
  updateSourceLinks,
} from '../store/link.ts'
import { selectListeners } from '../store/listeners.ts'
import { insertRecords, touchRecords, updateRecords } from '../store/record.ts'
import { deleteKeys, insertKeys, type KeyRow } from '../store/record-key.ts'
import type { Counts } from '../store/run.ts'
import { insertOutcomes, type NewOutcome } from '../store/run-outcome.ts'
import { type Hand, markHand } from '../store/sourced-from.ts'

/** All that one page will write, as data: what a dry run shows and what a commit stores. */
export interface Plan {
  inserts: { id: number; data: JsonObject; provenance: JsonObject }[]
  updates: { id: number; was: number; data: JsonObject; provenance: JsonObject }[]
  keysIn: KeyRow[]
  keysOut: KeyRow[]
  newLinks: SourceLink[]
  links: SourceLink[]
  changes: NewChange[]
  consents: readonly NewConsent[]
  /** Records whose person stands elsewhere now, and that are otherwise as they were. */
  consentMoved: number[]
  outcomes: NewOutcome[]
  counts: Counts
}

export function emptyPlan(): Plan {
  return {
    inserts: [],
    updates: [],
    keysIn: [],
    keysOut: [],
    newLinks: [],
    links: [],
    changes: [],
    consents: [],
    consentMoved: [],
    outcomes: [],
    counts: noCounts(),
  }
}

export function noCounts(): Counts {
  return { created: 0, updated: 0, unchanged: 0, linked: 0, filtered: 0, held: 0, error: 0 }
}

/** Somebody else changed a record while the page was worked on. */
export class StalePlanError extends Error {
  override readonly name = 'StalePlanError'
}

/** The plan no longer fits what is stored: read it again and plan anew. A taken key or link counts as well. */
export function isStale(error: unknown): boolean {
  return error instanceof StalePlanError || isUniqueViolation(error)
}

export interface PlanContext {
  side: LinkSide
  made: MadeBy
  runId: number | null
  actor: string
  now: Date
  /** Where its deliveries stand in the queue; live unless told. */
  rank?: Rank
}

/**
 * Stores a plan: one statement per table, all within the caller's transaction. Answers the connections that have
 * something to send now.
 */
export async function storePlan(tx: Tx, plan: Plan, of: PlanContext): Promise<number[]> {
  const { workspace, entity } = of.side
  await deleteKeys(tx, workspace, entity, plan.keysOut)
  await insertKeys(tx, workspace, entity, plan.keysIn)
  await insertRecords(tx, workspace, entity, plan.inserts)
  const updated = await updateRecords(tx, workspace, plan.updates)
  if (updated < plan.updates.length) throw new StalePlanError(`A ${entity} changed meanwhile`)
  await insertSourceLinks(tx, of.side, of.made, plan.newLinks)
  const relinked = await updateSourceLinks(tx, of.side, of.made, plan.links)
  if (relinked < plan.links.length) throw new StalePlanError(`A link of a ${entity} was moved meanwhile`)
  if (of.side.connectionId === personConnection) {
    const said = [...plan.newLinks, ...plan.links].map((link) => link.external_id)
    await markHand(tx, of.side, said, handOf(of.actor))
  }
  // A version of its own: a write that is under way with the one before must not pass for having told of it.
  const moved = (await touchRecords(tx, workspace, movedAlone(plan))).map((row) => ({ ...row, patch: {} }))
  const changes = moved.length === 0 ? plan.changes : [...plan.changes, ...moved]
  await insertChanges(tx, { workspace, entity, runId: of.runId, actor: of.actor }, changes)
  await insertConsents(tx, { workspace, source: of.actor, runId: of.runId }, plan.consents)
  if (of.runId !== null) await insertOutcomes(tx, workspace, of.runId, plan.outcomes)
  if (changes.length === 0) return []
  const { flowIds, connectionIds } = await selectListeners(tx, workspace, entity)
  const created = plan.inserts.map((row) => row.id)
  await insertDeliveries(tx, workspace, flowIds, created, of.now, of.rank)
  const changed = changes.filter((change) => change.patch !== null)
  await markChangedDue(tx, workspace, flowIds, changed, of.now, of.rank)
  return connectionIds
}

/** By which hand somebody speaks: a key is a program's, and the shop's form says so of itself. */
function handOf(actor: string): Hand {
  if (actor.startsWith('key:')) return 'api'
  return actor.startsWith('sign-up') ? 'loyalty-form' : 'by-hand'
}

/** Each record once: two records of a page may speak of one person, and one that changes is told of anyhow. */
function movedAlone(plan: Plan): number[] {
  if (plan.consentMoved.length === 0) return []
  const known = new Set(plan.changes.map((change) => change.record_id))
  return [...new Set(plan.consentMoved)].filter((id) => !known.has(id))
}
