/** What the hub has, for a comparison with the other side. */
import type { Json } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { DueDelivery, FlowRef } from './delivery.ts'
import type { LinkMark, LinkSide } from './link.ts'
import type { RunRow } from './run.ts'

/** A record as a push would take it up, and whether it is on its way already. */
export type ComparedRecord = DueDelivery & { isDue: boolean }

/** The flow's comparison that is not finished; null: none. */
export async function selectOpenReconcile(
  db: Db,
  workspace: number,
  flowId: number,
): Promise<Pick<RunRow, 'id' | 'cursor'> | null> {
  const { rows } = await sql<{ id: number; cursor: Json }>`
    select id, cursor from run
    where workspace_id = ${workspace} and flow_id = ${flowId} and kind = 'reconcile' and state in ('queued', 'running')
    order by id limit 1`.execute(db)
  return rows[0] ?? null
}

/** Records of the flow's entity behind one, in the order of their ids. */
export async function pageRecords(
  db: Db,
  flow: FlowRef & { connectionId: number; entity: string },
  page: { after: number; limit: number },
): Promise<ComparedRecord[]> {
  const { rows } = await sql<ComparedRecord>`
    select r.id as record_id, r.version, r.data, l.external_id, d.output, false as forced, false as begun,
      0 as attempts, null as run_id, coalesce(d.state = 'due', false) as "isDue"
    from (
      select id, version, data from record
      where workspace_id = ${flow.workspace} and entity = ${flow.entity} and deleted_at is null and id > ${page.after}
      order by id limit ${page.limit}
    ) r
    left join delivery d on d.workspace_id = ${flow.workspace} and d.flow_id = ${flow.flowId} and d.record_id = r.id
    left join lateral (
      select external_id from link
      where workspace_id = ${flow.workspace} and record_id = r.id and connection_id = ${flow.connectionId}
        and entity = ${flow.entity} and gone_at is null
      order by coalesce(behind, 0), id limit 1
    ) l on true
    order by r.id`.execute(db)
  return rows
}

/** Those of the ids that the run met on an earlier page. */
export async function selectMet(db: Db | Tx, workspace: number, runId: number, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from run_selection
    where workspace_id = ${workspace} and run_id = ${runId} and id = any(${ids}::text[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** A link beside which a source is held. */
export type ComparedLink = Pick<LinkMark, 'external_id' | 'record_id' | 'source_hash'>

/**
 * Links whose source was not met in the listing that the run remembers, behind one, in the order of their ids. What
 * another flow reads from another list of the connection is not missed in this one.
 */
export async function selectUnmet(
  db: Db | Tx,
  flow: LinkSide & { endpoint: string },
  runId: number,
  page: { after: string; limit: number },
): Promise<ComparedLink[]> {
  const { rows } = await sql<ComparedLink>`
    select l.external_id, l.record_id, l.source_hash from link l
    where l.workspace_id = ${flow.workspace} and l.connection_id = ${flow.connectionId} and l.entity = ${flow.entity}
      and l.external_id > ${page.after} and l.source is not null and l.gone_at is null
      and not exists (
        select from run_selection s
        where s.workspace_id = l.workspace_id and s.run_id = ${runId} and s.id = l.external_id
      )
      and not exists (
        select from flow f
        where f.workspace_id = l.workspace_id and f.id = l.flow_id and f.endpoint <> ${flow.endpoint}
      )
    order by l.external_id limit ${page.limit}`.execute(db)
  return rows
}

/** What the run met is of no use once it is over. */
export async function forgetMet(tx: Tx, workspace: number, runId: number): Promise<void> {
  await sql`delete from run_selection where workspace_id = ${workspace} and run_id = ${runId}`.execute(tx)
}

/** How many records of a run ended with each code, the most first. */
export async function countCodes(
  db: Db,
  workspace: number,
  runId: number,
): Promise<{ code: string; outcome: string; count: number }[]> {
  const { rows } = await sql<{ code: string; outcome: string; count: number }>`
    select code, outcome, count(*)::int as count from run_outcome
    where workspace_id = ${workspace} and run_id = ${runId} group by code, outcome order by count desc, code`.execute(
    db,
  )
  return rows
}

/** The newest comparison of a flow; null: there was none. */
export async function findLastReconcile(db: Db, workspace: number, flowId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from run where workspace_id = ${workspace} and flow_id = ${flowId} and kind = 'reconcile'
    order by id desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}
