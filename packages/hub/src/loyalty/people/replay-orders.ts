import type { Tx } from '../../db/database.ts'
import { sourcesOfOrders } from '../../store/merge.ts'
import { insertRun } from '../../store/run.ts'
import { addToSelection, closeSelection } from '../../store/run-selection.ts'

/** Orders name their customer by a look-up: they are mapped again from what is stored, and so name who it is now. */
export async function replayOrdersOf(
  tx: Tx,
  workspace: number,
  customerIds: number[],
  of: { actor: string; merge: number },
): Promise<void> {
  const orders = Map.groupBy(await sourcesOfOrders(tx, workspace, customerIds), ({ flow_id }) => flow_id)
  for (const [flowId, some] of orders) {
    const run = { workspace, flowId, kind: 'replay', state: 'collecting', selection: null, actor: of.actor } as const
    const runId = await insertRun(tx, run)
    await addToSelection(
      tx,
      workspace,
      runId,
      some.map(({ external_id }) => external_id),
    )
    await closeSelection(tx, workspace, runId, { merge: of.merge })
  }
}
