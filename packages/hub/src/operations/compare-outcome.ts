import type { JsonObject } from '@trefoil/sdk'
import { findRecord } from '../store/record-view.ts'
import { explainRecord } from './explain-record.ts'
import type { Hub } from './hub.ts'
import { type OutcomeInWords, outcomesInWords, requireRun } from './outcomes-in-words.ts'
import { Refusal } from './refusal.ts'

/** One outcome, and the two records that it is about, side by side. */
export interface ComparedOutcome extends OutcomeInWords {
  /** What the flow makes of the record now, as the source has it now; null where there is none. */
  incoming: JsonObject | null
  /** The record of the hub that has what the incoming one wants too. */
  holder: { id: number; data: JsonObject } | null
}

/** The rejected record is not kept in the hub: it is read from its source when a person wants to see it. */
export async function compareOutcome(hub: Hub, runId: number, outcomeId: number): Promise<ComparedOutcome> {
  const run = await requireRun(hub, runId)
  const [outcome] = await outcomesInWords(hub, run, { after: outcomeId - 1, limit: 1 })
  if (outcome === undefined || outcome.id !== outcomeId) {
    const what = `Run ${runId} has no outcome ${outcomeId}: list them with \`trefoil run show ${runId} --json\``
    throw new Refusal('unknown', 'unknown_outcome', what)
  }
  const [incoming, holder] = await Promise.all([
    outcome.externalId === null ? null : incomingOf(hub, run.flow, outcome.externalId),
    holderOf(hub, outcome.facts),
  ])
  return { ...outcome, incoming, holder }
}

async function incomingOf(hub: Hub, flow: string, externalId: string): Promise<JsonObject | null> {
  try {
    const { fields } = await explainRecord(hub, flow, { which: { externalId } })
    const own = fields.filter(({ path, value }) => !path.includes('/') && value !== undefined)
    return Object.fromEntries(own.map(({ path, value }) => [path, value ?? null]))
  } catch (error) {
    // It may be gone from the source by now; what is known of it stands in the outcome all the same.
    if (error instanceof Refusal) return null
    throw error
  }
}

async function holderOf(hub: Hub, facts: JsonObject | null): Promise<ComparedOutcome['holder']> {
  const id = facts?.holder
  if (typeof id !== 'number') return null
  const record = await findRecord(hub.db, hub.workspaceId, id)
  return record === null ? null : { id, data: record.data }
}
