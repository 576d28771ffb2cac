import { explainReason } from '../catalogue/catalogue.ts'
import { findRun, listOutcomes, type OutcomeView, type RunView } from '../store/run-view.ts'
import { accessOf } from './access-of.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

/** How a record ended, with what the error catalogue says of it and the way to it at the vendor. */
export interface OutcomeInWords extends OutcomeView {
  title: string
  description: string
  resolution: string
  /** The record in the vendor's own pages. */
  url: string | null
}

export async function requireRun(hub: Hub, id: number): Promise<RunView> {
  const run = await findRun(hub.db, hub.workspaceId, id)
  if (run !== null) return run
  throw new Refusal('unknown', 'unknown_run', `No run has the id ${id}: list them with \`trefoil run list\``)
}

/** A page of a run's outcomes. */
export async function outcomesInWords(
  hub: Hub,
  run: RunView,
  page: { after: number; limit: number; outcome?: string | undefined },
): Promise<OutcomeInWords[]> {
  const outcomes = await listOutcomes(hub.db, hub.workspaceId, run.id, page)
  if (outcomes.length === 0) return []
  const urlOf = await pagesOf(hub, run)
  return outcomes.map((outcome) => ({
    ...outcome,
    ...explainReason(outcome),
    url: outcome.externalId === null ? null : urlOf(outcome.externalId),
  }))
}

/** Where the vendor shows the records of a flow; a vendor without such pages has none. */
async function pagesOf(hub: Hub, { flow: name }: RunView): Promise<(externalId: string) => string | null> {
  const flow = await requireFlow(hub, name)
  const connection = await connectionOf(hub, flow)
  const connector = requireConnector(hub, connection.connector)
  const side = flow.direction === 'to_hub' ? connector.sources[flow.endpoint] : connector.targets[flow.endpoint]
  if (side?.page === undefined) return () => null
  const session = hub.openSession(accessOf(hub, connector, connection))
  return (externalId) => side.page?.(session, externalId) ?? null
}
