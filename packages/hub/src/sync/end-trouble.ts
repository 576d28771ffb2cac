import type { Tx } from '../db/database.ts'
import { endOwed } from '../store/issue.ts'

/** Records that left the lists are owed to nobody: they leave their issues too, and one that was about them alone closes. */
export async function endTroubleOf(
  tx: Tx,
  of: { workspaceId: number; entity: string; recordIds: number[] },
  now: Date,
): Promise<void> {
  if (of.recordIds.length === 0) return
  await endOwed(tx, { workspace: of.workspaceId, entity: of.entity, subjects: of.recordIds.map(String) }, now)
}
