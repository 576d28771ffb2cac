import type { Db, Tx } from '../db/database.ts'

interface DeliveryCounts {
  due: number
  done: number
  held: number
}

/** How a flow's deliveries stand. */
export async function countDeliveries(db: Db | Tx, workspaceId: number, flowId: number): Promise<DeliveryCounts> {
  const rows = await db
    .selectFrom('delivery')
    .select((e) => ['state', e.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .groupBy('state')
    .execute()
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return { due: count('due'), done: count('done'), held: count('held') }
}
