import { findConnection } from '../store/connection.ts'
import { allFlows } from '../store/flow.ts'
import type { Actor, Hub } from './hub.ts'
import { assertRunnable, queueOnce } from './queue-run.ts'
import { Refusal } from './refusal.ts'

/** Reads every record of an entity from its sources and maps it anew, whether it changed or not. Answers the runs. */
export async function initialiseEntity(
  hub: Hub,
  of: { entity: string; connection: string | null },
  actor: Actor,
): Promise<number[]> {
  const connection =
    of.connection === null ? null : await findConnection(hub.db, hub.workspaceId, { name: of.connection })
  const all = await allFlows(hub.db, hub.workspaceId)
  const flows = all.filter(
    (flow) =>
      flow.direction === 'to_hub' &&
      flow.state === 'enabled' &&
      flow.entity.toLowerCase() === of.entity.toLowerCase() &&
      (of.connection === null || flow.connectionId === connection?.id),
  )
  if (flows.length === 0) {
    const from = of.connection === null ? '' : ` from the connection "${of.connection}"`
    const known = [...new Set(all.map((flow) => flow.entity))].join(', ') || 'nothing'
    throw new Refusal(
      'unknown',
      'nothing_to_initialise',
      `No enabled flow brings ${of.entity} into the hub${from}: flows move ${known}. Nothing was queued`,
      { facts: { entity: of.entity } },
    )
  }
  for (const flow of flows) await assertRunnable(hub, flow)
  const runs: number[] = []
  for (const flow of flows) {
    runs.push(await queueOnce(hub, flow, { kind: 'full', selection: { initialise: true }, actor }))
  }
  return runs
}
