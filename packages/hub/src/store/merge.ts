/** Customers who are one person: which record goes on, and all that it takes to part the two again. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

/** A link of one of the two as it stood when they were merged. */
export interface MergedLink {
  connection_id: number
  external_id: string
  /** It was the merged record's, and goes back to it. */
  isMoved: boolean
  behind: number | null
  contribution: JsonObject | null
  since: JsonObject | null
}

/** What a flow had told its destination of the survivor, before the merged record's link took over there. */
export interface ToldBefore {
  flow_id: number
  output: JsonObject | null
}

export interface NewMerge {
  survivor_id: number
  merged_id: number
  /** Null: a person decided it. */
  trait: string | null
  /** The value that both have, as people may see it. */
  shown: string | null
  links: MergedLink[]
  told: ToldBefore[]
  actor: string
}

export interface Merge extends NewMerge {
  id: number
  at: Date
  undone_at: Date | null
  undone_by: string | null
}

/** Fails with a unique violation where the merged record became a part of another one just now. */
export async function insertMerge(tx: Tx, workspace: number, of: NewMerge, now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into merge (workspace_id, survivor_id, merged_id, trait, shown, links, told, actor, at)
    values (${workspace}, ${of.survivor_id}, ${of.merged_id}, ${of.trait}, ${of.shown},
      ${JSON.stringify(of.links)}::jsonb, ${JSON.stringify(of.told)}::jsonb, ${of.actor}, ${now}::timestamptz)
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function findMerge(db: Db | Tx, workspace: number, id: number): Promise<Merge | null> {
  const { rows } = await sql<Merge>`
    select * from merge where workspace_id = ${workspace} and id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The merges of a record, be it that it went on or that it became a part, the newest first. */
export async function mergesOfRecord(db: Db | Tx, workspace: number, recordId: number): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select * from merge
    where workspace_id = ${workspace} and (survivor_id = ${recordId} or merged_id = ${recordId})
    order by id desc limit 100`.execute(db)
  return rows
}

/** The newest first, behind one of them. */
export async function listMerges(
  db: Db | Tx,
  workspace: number,
  page: { before: number; limit: number },
): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select * from merge where workspace_id = ${workspace} and id < ${page.before}
    order by id desc limit ${page.limit}`.execute(db)
  return rows
}

/** False: somebody undid it already. */
export async function markUnmerged(tx: Tx, workspace: number, id: number, by: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update merge set undone_at = ${now}::timestamptz, undone_by = ${by}
    where workspace_id = ${workspace} and id = ${id} and undone_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Records that became a part of this one, however many merges lie between. */
export async function partsOfRecord(
  db: Db | Tx,
  workspace: number,
  recordId: number,
): Promise<{ id: number; data: JsonObject }[]> {
  const { rows } = await sql<{ id: number; data: JsonObject }>`
    with recursive part as (
      select merged_id as id from merge
      where workspace_id = ${workspace} and survivor_id = ${recordId} and undone_at is null
      union
      select m.merged_id from merge m join part on part.id = m.survivor_id
      where m.workspace_id = ${workspace} and m.undone_at is null
    )
    select record.id, record.data from record join part on part.id = record.id
    where record.workspace_id = ${workspace} order by record.id`.execute(db)
  return rows
}

/** Where each of these records is found now: itself, or the one that goes on for it. */
export async function standingFor(db: Db | Tx, workspace: number, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; found: number }>`
    select id, coalesce(merged_into, id) as found from record
    where workspace_id = ${workspace} and id = any(${ids}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.found]))
}

/** Which record goes on for these; null: they stand for themselves. */
export async function setMergedInto(tx: Tx, workspace: number, ids: number[], survivor: number | null): Promise<void> {
  await sql`
    update record set merged_into = ${survivor}::bigint
    where workspace_id = ${workspace} and id = any(${ids}::bigint[])`.execute(tx)
}

/** A link of a customer, with whatever it says. */
export interface CustomerLink {
  id: number
  connection_id: number
  external_id: string
  record_id: number
  contribution: JsonObject | null
  since: JsonObject | null
  behind: number | null
  isGone: boolean
}

/** Every link of some records, those that only point among them. */
export async function selectLinks(db: Db | Tx, workspace: number, recordIds: number[]): Promise<CustomerLink[]> {
  const { rows } = await sql<CustomerLink>`
    select id, connection_id, external_id, record_id, contribution, since, behind, gone_at is not null as "isGone"
    from link where workspace_id = ${workspace} and record_id = any(${recordIds}::bigint[])
    order by id`.execute(db)
  return rows
}

/** Where a link is to stand, and what it says there. */
export interface LinkPlace {
  connection_id: number
  external_id: string
  from: number
  to: number
  behind: number | null
  contribution: JsonObject | null
  since: JsonObject | null
}

/** Answers how many still stood where they were read. */
export async function placeLinks(
  tx: Tx,
  of: { workspace: number; entity: string },
  rows: LinkPlace[],
): Promise<number> {
  if (rows.length === 0) return 0
  const columns =
    'connection_id bigint, external_id text, "from" bigint, "to" bigint, behind smallint, contribution jsonb, since jsonb'
  const { numAffectedRows } = await sql`
    update link l set record_id = r."to", behind = r.behind, contribution = r.contribution, since = r.since,
      updated_at = now()
    from ${recordset(rows, columns)}
    where l.workspace_id = ${of.workspace} and l.connection_id = r.connection_id and l.entity = ${of.entity}
      and l.external_id = r.external_id and l.record_id = r."from"`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** What flows told their destinations of a record: all flows to some connections, or those that are named. */
export async function selectTold(
  db: Db | Tx,
  of: { workspace: number; entity: string } & ({ connectionIds: number[] } | { flowIds: number[] }),
  recordId: number,
): Promise<ToldBefore[]> {
  const which =
    'flowIds' in of
      ? sql`f.id = any(${of.flowIds}::bigint[])`
      : sql`f.connection_id = any(${of.connectionIds}::bigint[])`
  const { rows } = await sql<ToldBefore>`
    select f.id as flow_id, d.output from flow f
    left join delivery d on d.workspace_id = f.workspace_id and d.flow_id = f.id and d.record_id = ${recordId}
    where f.workspace_id = ${of.workspace} and f.entity = ${of.entity} and f.direction = 'from_hub' and ${which}
    order by f.id`.execute(db)
  return rows
}

/** A destination knows a record by what it was told of it as another one. */
export async function setTold(tx: Tx, workspace: number, recordId: number, rows: ToldBefore[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update delivery d set output = r.output, updated_at = now()
    from ${recordset(rows, 'flow_id bigint, output json')}
    where d.workspace_id = ${workspace} and d.flow_id = r.flow_id and d.record_id = ${recordId}`.execute(tx)
}

/** Orders of some customers as their sources last told of them, by the flow that brought them in. */
export async function sourcesOfOrders(
  db: Db | Tx,
  workspace: number,
  customerIds: number[],
): Promise<{ flow_id: number; external_id: string }[]> {
  const { rows } = await sql<{ flow_id: number; external_id: string }>`
    select l.flow_id, l.external_id from record r
    join link l on l.workspace_id = r.workspace_id and l.record_id = r.id
    where r.workspace_id = ${workspace} and r.entity = 'Order' and r.deleted_at is null
      and r.data->>'customerId' = any(${customerIds.map(String)}::text[])
      and l.source is not null and l.gone_at is null and l.flow_id is not null
    order by l.flow_id, l.external_id`.execute(db)
  return rows
}
