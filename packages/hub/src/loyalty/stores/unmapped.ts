import type { Tx } from '../../db/database.ts'
import { insertAlerts } from '../../store/alert.ts'
import { openIssues } from '../../store/issue.ts'
import { lockStores } from '../../store/store.ts'
import type { StoreKey } from '../../store/store-key.ts'
import { closeMapped, isUsingStores, selectUnmapped, type UnmappedKey } from '../../store/unmapped-key.ts'
import { alertOf, closingOf } from '../../sync/trouble.ts'

/**
 * Says of each of these keys (null: of every one) that orders come from it and no store has it, once, and closes what
 * was said of any key that is a store's now.
 */
export async function settleUnmapped(
  tx: Tx,
  workspace: number,
  keys: readonly StoreKey[] | null,
  now: Date,
): Promise<void> {
  // A key that somebody maps just now is mapped or not: what is told of it must not be of the moment before.
  await lockStores(tx, workspace)
  const isUsed = await isUsingStores(tx, workspace)
  const unmapped = isUsed ? await selectUnmapped(tx, workspace, keys) : []
  for (const connectionId of new Set(unmapped.map((each) => each.connectionId))) {
    const place = { workspace, connectionId, flowId: 0 }
    const causes = unmapped.filter((each) => each.connectionId === connectionId).map(causeOf)
    const issues = await openIssues(tx, place, 'store', causes, now)
    const fresh = issues.filter(({ isNew }) => isNew)
    const alerts = fresh.map(({ id }) => ({ ...alertOf(place, 'issue_opened'), issue_id: id, code }))
    await insertAlerts(tx, workspace, alerts, now)
  }
  const closed = await closeMapped(tx, workspace, isUsed, now)
  const over = closed.map(({ connectionId, ...issue }) => closingOf({ workspace, connectionId, flowId: 0 }, issue))
  await insertAlerts(tx, workspace, over, now)
}

const code = 'UNMAPPED_STORE'

function causeOf({ key, connection, orders }: UnmappedKey) {
  const reason = `${orders === 1 ? 'An order' : `${orders} orders`} of ${connection} came from ${key}, which no store has`
  return { code, field: key, reason, facts: { key, orders } }
}
