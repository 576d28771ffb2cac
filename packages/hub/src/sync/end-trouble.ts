import type { Tx } from '../db/database.ts'
import { allFlows } from '../store/flow.ts'
import { closeEmptied, deleteMembers } from '../store/issue.ts'

/** Records that left the lists are owed to nobody: they leave their issues too, and one that was about them alone closes. */
export async function endTroubleOf(
  tx: Tx,
  of: { workspaceId: number; entity: string; recordIds: number[] },
  now: Date,
): Promise<void> {
  if (of.recordIds.length === 0) return
  const flows = await allFlows(tx, of.workspaceId)
  const subjects = of.recordIds.map(String)
  for (const { id, connectionId, entity, direction } of flows) {
    if (direction !== 'from_hub' || entity !== of.entity) continue
    const place = { workspace: of.workspaceId, connectionId, flowId: id }
    if ((await deleteMembers(tx, place, subjects)) > 0) await closeEmptied(tx, place, now)
  }
}
