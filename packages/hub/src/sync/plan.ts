import type { JsonObject } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import { insertChanges, type NewChange } from '../store/change.ts'
import { markChangedDue } from '../store/delivery.ts'
import { type LinkSide, type NewLink, upsertSourceLinks } from '../store/link.ts'
import { insertRecords, updateRecords } from '../store/record.ts'
import { deleteKeys, insertKeys, type KeyRow } from '../store/record-key.ts'
import type { Counts } from '../store/run.ts'
import { insertOutcomes, type NewOutcome } from '../store/run-outcome.ts'

/** All that one page will write, as data: what a dry run shows and what a commit stores. */
export interface Plan {
  inserts: { id: number; data: JsonObject; provenance: JsonObject }[]
  updates: { id: number; was: number; data: JsonObject; provenance: JsonObject }[]
  keysIn: KeyRow[]
  keysOut: KeyRow[]
  links: NewLink[]
  changes: NewChange[]
  outcomes: NewOutcome[]
  counts: Counts
}

export function emptyPlan(): Plan {
  return { inserts: [], updates: [], keysIn: [], keysOut: [], links: [], changes: [], outcomes: [], counts: noCounts() }
}

export function noCounts(): Counts {
  return { created: 0, updated: 0, unchanged: 0, linked: 0, filtered: 0, held: 0, error: 0 }
}

/** Somebody else changed a record or took a key while the page was worked on: read it again. */
export class StalePlanError extends Error {
  override readonly name = 'StalePlanError'
}

export interface PlanContext {
  side: LinkSide
  made: { flowId: number | null; version: number | null }
  runId: number | null
  actor: string
  listening: number[]
  now: Date
}

/** Stores a plan: one statement per table, all within the caller's transaction. */
export async function storePlan(tx: Tx, plan: Plan, of: PlanContext): Promise<void> {
  const { workspace, entity } = of.side
  await deleteKeys(tx, workspace, entity, plan.keysOut)
  const keys = await insertKeys(tx, workspace, entity, plan.keysIn)
  if (keys < plan.keysIn.length) throw new StalePlanError(`A key of ${entity} was taken meanwhile`)
  await insertRecords(tx, workspace, entity, plan.inserts)
  const updated = await updateRecords(tx, workspace, plan.updates)
  if (updated < plan.updates.length) throw new StalePlanError(`A ${entity} changed meanwhile`)
  await upsertSourceLinks(tx, of.side, of.made, plan.links)
  await insertChanges(tx, { workspace, entity, runId: of.runId, actor: of.actor }, plan.changes)
  await markChangedDue(tx, workspace, of.listening, plan.changes, of.now)
  if (of.runId !== null) await insertOutcomes(tx, workspace, of.runId, plan.outcomes)
}
