/** Runs that stop before writing, and what a person then decides. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { LinkSide } from './link.ts'

/** Stops a run that goes on; what was stored of it stays. */
export async function brakeRun(tx: Tx, workspace: number, id: number, fault: JsonObject): Promise<void> {
  await sql`
    update run set state = 'braked', fault = ${JSON.stringify(fault)}::jsonb
    where workspace_id = ${workspace} and id = ${id} and state = 'running'`.execute(tx)
}

/** Lets a braked run go on where it stopped, without brakes; false where it is not braked. */
export async function releaseRun(db: Db | Tx, workspace: number, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update run set state = 'running', released = true, fault = null
    where workspace_id = ${workspace} and id = ${id} and state = 'braked'`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

/** Ends a run that is not over; false where it is. The page that is being stored meanwhile is not kept. */
export async function cancelRun(tx: Tx, workspace: number, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update run set state = 'cancelled', finished_at = now()
    where workspace_id = ${workspace} and id = ${id}
      and state in ('collecting', 'queued', 'running', 'braked')`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/**
 * What a cancelled run made due stands as it stood before. What a change made due as well stays due, and what the
 * vendor has under a receipt is settled when it answers.
 */
export async function withdrawDeliveries(tx: Tx, workspace: number, flowId: number, runId: number): Promise<void> {
  const mine = sql`d.workspace_id = ${workspace} and d.flow_id = ${flowId} and d.run_id = ${runId} and d.state = 'due'
    and not exists (
      select from batch b where b.workspace_id = d.workspace_id and b.flow_id = d.flow_id
        and d.record_id = any(b.record_ids))`
  await sql`delete from delivery d where ${mine} and d.was = 'new' and not d.begun`.execute(tx)
  await sql`
    update delivery d set run_id = null, rank = 0, state = case when d.was in ('done', 'held') then d.was else 'due' end,
      forced = false, updated_at = now()
    where ${mine}`.execute(tx)
}

/** Counts what the brakes of a listing go by, beside its outcomes. */
export async function addTallies(
  tx: Tx,
  workspace: number,
  id: number,
  more: { zeroed: number; gone: number },
): Promise<void> {
  await sql`
    update run set zeroed = zeroed + ${more.zeroed}, gone = gone + ${more.gone}
    where workspace_id = ${workspace} and id = ${id}`.execute(tx)
}

/** How many records one side of a connection has in the hub: what a share is a share of. With ids, how many of these. */
export async function countLinked(db: Db | Tx, side: LinkSide, among?: readonly string[]): Promise<number> {
  if (among?.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from link
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and gone_at is null ${among === undefined ? sql`` : sql`and external_id = any(${among}::text[])`}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** A listing will read about as many records as the last one did; null: there was none. */
export async function expectAsLast(
  db: Db | Tx,
  workspace: number,
  run: { id: number; flowId: number },
): Promise<number | null> {
  const { rows } = await sql<{ expected: number | null }>`
    update run set expected = (
      select read from run last
      where last.workspace_id = ${workspace} and last.flow_id = ${run.flowId} and last.kind in ('full', 'poll')
        and last.state = 'done'
      order by last.id desc limit 1)
    where workspace_id = ${workspace} and id = ${run.id}
    returning expected`.execute(db)
  return rows[0]?.expected ?? null
}

export async function expectSoMany(db: Db | Tx, workspace: number, id: number, expected: number): Promise<void> {
  await sql`update run set expected = ${expected} where workspace_id = ${workspace} and id = ${id}`.execute(db)
}
