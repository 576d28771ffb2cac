/** Links that a person moved, and all that it takes to move them back. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { FlowRef } from './delivery.ts'
import type { LinkSide } from './link.ts'
import { recordset } from './recordset.ts'

export type RepairKind = 'unlink' | 'link'

/** What one flow had told the destination of a record under the link that it lost. */
export interface Told {
  flow_id: number
  record_id: number
  output: JsonObject | null
}

/** Every column of a link, as PostgreSQL writes a row as JSON. */
export type WholeLink = JsonObject & {
  id: number
  record_id: number
  contribution: JsonObject | null
  since: JsonObject | null
  behind: number | null
  gone_at: string | null
}

/** A repair as it is written. */
export interface NewRepair {
  kind: RepairKind
  entity: string
  connection_id: number
  external_id: string
  /** Whose link it was; null: nobody's. */
  from_record_id: number | null
  to_record_id: number | null
  /** The link's row as it stood; null where there was none. */
  link: WholeLink | null
  told: Told[]
  actor: string
}

export interface Repair extends NewRepair {
  id: number
  at: Date
  undone_at: Date | null
  undone_by: string | null
}

/** A link's row as JSON, exactly as it stands; null where there is none. */
export async function selectLinkRow(db: Db | Tx, side: LinkSide, externalId: string): Promise<WholeLink | null> {
  const { rows } = await sql<{ row: WholeLink }>`
    select to_jsonb(link) as row from link
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and external_id = ${externalId}`.execute(db)
  return rows[0]?.row ?? null
}

/** Takes a link away from the record that has it; false where it has it no more. */
export async function deleteLink(tx: Tx, side: LinkSide, externalId: string, recordId: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from link
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and external_id = ${externalId} and record_id = ${recordId}`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Gives a record a link exactly as its row says. Fails with a unique violation where somebody linked it just now. */
export async function insertLinkRow(tx: Tx, row: WholeLink): Promise<void> {
  await sql`
    insert into link select * from jsonb_populate_record(null::link, ${JSON.stringify(row)}::jsonb)`.execute(tx)
}

/** A record as its contributions make it now; one that nothing speaks of any more leaves the lists. */
export interface RefoldedRow {
  id: number
  was: number
  data: JsonObject
  provenance: JsonObject
  isEmptied: boolean
}

/** Answers how many still stood at the version that was read. */
export async function updateRefolded(tx: Tx, workspace: number, rows: RefoldedRow[], now: Date): Promise<number> {
  if (rows.length === 0) return 0
  const { numAffectedRows } = await sql`
    update record set data = r.data, provenance = r.provenance, version = record.version + 1, updated_at = now(),
      deleted_at = case when r."isEmptied" then ${now}::timestamptz end
    from ${recordset(rows, 'id bigint, was int, data jsonb, provenance jsonb, "isEmptied" boolean')}
    where record.workspace_id = ${workspace} and record.id = r.id and record.version = r.was`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Nothing of these records goes out any more. */
export async function setDeliveriesAside(tx: Tx, workspace: number, recordIds: number[]): Promise<void> {
  if (recordIds.length === 0) return
  // By their flows, as the key has them: by the record alone it would read all that was ever delivered.
  await sql`
    update delivery set state = 'done', fault = null, run_id = null, updated_at = now()
    where workspace_id = ${workspace} and flow_id in (select id from flow where workspace_id = ${workspace})
      and record_id = any(${recordIds}::bigint[]) and state <> 'done'`.execute(tx)
}

/** Forgets what a destination was told of a record: its next id there is told everything. Answers what is forgotten. */
export async function forgetTold(tx: Tx, flows: FlowRef[], recordId: number): Promise<Told[]> {
  const [first] = flows
  if (first === undefined) return []
  const { rows } = await sql<Told>`
    with was as (
      select flow_id, record_id, output from delivery
      where workspace_id = ${first.workspace} and record_id = ${recordId}
        and flow_id = any(${flows.map(({ flowId }) => flowId)}::bigint[])
      for update
    )
    update delivery d set output = null, begun = false, updated_at = now() from was
    where d.workspace_id = ${first.workspace} and d.flow_id = was.flow_id and d.record_id = was.record_id
    returning was.flow_id, was.record_id, was.output`.execute(tx)
  return rows
}

/** Knows again what a destination was told. */
export async function rememberTold(tx: Tx, workspace: number, told: Told[]): Promise<void> {
  if (told.length === 0) return
  await sql`
    update delivery d set output = r.output, updated_at = now()
    from ${recordset(told, 'flow_id bigint, record_id bigint, output json')}
    where d.workspace_id = ${workspace} and d.flow_id = r.flow_id and d.record_id = r.record_id`.execute(tx)
}

export async function insertRepair(tx: Tx, workspace: number, of: NewRepair, now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into repair (workspace_id, kind, entity, connection_id, external_id, from_record_id, to_record_id, link, told,
      actor, at)
    values (${workspace}, ${of.kind}, ${of.entity}, ${of.connection_id}, ${of.external_id}, ${of.from_record_id},
      ${of.to_record_id}, ${of.link === null ? null : JSON.stringify(of.link)}::jsonb, ${JSON.stringify(of.told)}::jsonb,
      ${of.actor}, ${now}::timestamptz)
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function findRepair(db: Db | Tx, workspace: number, id: number): Promise<Repair | null> {
  const { rows } = await sql<Repair>`
    select * from repair where workspace_id = ${workspace} and id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** What was done to links of a record, the newest first. */
export async function repairsOfRecord(
  db: Db | Tx,
  workspace: number,
  recordId: number,
): Promise<(Repair & { connection: string | null })[]> {
  const { rows } = await sql<Repair & { connection: string | null }>`
    select repair.*, connection.name as connection from repair
    left join connection on connection.workspace_id = repair.workspace_id and connection.id = repair.connection_id
    where repair.workspace_id = ${workspace} and (from_record_id = ${recordId} or to_record_id = ${recordId})
    order by repair.id desc limit 50`.execute(db)
  return rows
}

/** False: somebody undid it already. */
export async function markUndone(tx: Tx, workspace: number, id: number, by: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update repair set undone_at = ${now}::timestamptz, undone_by = ${by}
    where workspace_id = ${workspace} and id = ${id} and undone_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}
