import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

/** The connection under which a person's edits stand. */
export const personConnection = 0

/** A link without what its source said. */
export interface LinkMark {
  external_id: string
  id: number
  record_id: number
  source_hash: string | null
  mapping_version: number | null
}

/** A link with what its source contributes. */
export interface LinkRow {
  id: number
  connection_id: number
  external_id: string
  record_id: number
  contribution: JsonObject | null
  since: JsonObject | null
  /** How many merges lie between the record that it came from and this one; null: none. */
  behind: number | null
}

/** A link with all that its source said. */
export interface SourceLink {
  id: number
  external_id: string
  record_id: number
  /** As JSON. */
  source: string
  source_hash: string | null
  contribution: JsonObject | null
  since: JsonObject | null
}

/** The side of a connection that links belong to. */
export interface LinkSide {
  workspace: number
  connectionId: number
  entity: string
}

export async function selectLinkMarks(
  db: Db | Tx,
  side: LinkSide,
  externalIds: string[],
): Promise<Map<string, LinkMark>> {
  if (externalIds.length === 0) return new Map()
  // One look-up an id, whatever the planner thinks: with `any` and no statistics yet it reads the whole index.
  const { rows } = await sql<LinkMark>`
    select l.* from unnest(${externalIds}::text[]) as e(id)
    cross join lateral (
      select external_id, id, record_id, source_hash, mapping_version from link
      where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
        and external_id = e.id
      limit 1
    ) l`.execute(db)
  return new Map(rows.map((row) => [row.external_id, row]))
}

/**
 * Holds a page against what is known: the places of those that are as they were, as most are, and the links of the
 * others, one that was gone and is back among them. Without a version none is as it was. Who is as he was costs no row.
 */
export async function comparePage(
  db: Db | Tx,
  side: LinkSide,
  rows: readonly { place: number; external_id: string; source_hash: string }[],
  version: number | null,
): Promise<{ same: ReadonlySet<number>; others: ReadonlyMap<string, LinkMark> }> {
  if (rows.length === 0) return { same: new Set(), others: new Map() }
  const compared = await sql<{ same: string | null; others: LinkMark[] | null }>`
    select string_agg(c.place::text, ',') filter (where c.is_same) as same,
      jsonb_agg(to_jsonb(c.link) - 'gone_at') filter (where not c.is_same) as others
    from (
      select r.place, link, coalesce(link.source_hash = r.source_hash and link.mapping_version = ${version}::int
        and link.gone_at is null, false) as is_same
      from ${recordset(rows, 'place int, external_id text, source_hash text')}
      cross join lateral (
        select external_id, id, record_id, source_hash, mapping_version, gone_at from link
        where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
          and external_id = r.external_id
        limit 1
      ) link
    ) c`.execute(db)
  const [row] = compared.rows
  return {
    same: new Set(row?.same?.split(',').map(Number)),
    others: new Map(row?.others?.map((mark) => [mark.external_id, mark])),
  }
}

/** Those of the ids at a connection that some record is linked with. */
export async function selectLinked(
  db: Db | Tx,
  workspace: number,
  connectionId: number,
  externalIds: string[],
): Promise<Set<string>> {
  if (externalIds.length === 0) return new Set()
  const { rows } = await sql<{ external_id: string }>`
    select distinct external_id from link
    where workspace_id = ${workspace} and connection_id = ${connectionId} and gone_at is null
      and external_id = any(${externalIds}::text[])`.execute(db)
  return new Set(rows.map((row) => row.external_id))
}

/** Every link that contributes to the given records. */
export async function selectContributions(db: Db | Tx, workspace: number, recordIds: number[]): Promise<LinkRow[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<LinkRow>`
    select id, connection_id, external_id, record_id, contribution, since, behind from link
    where workspace_id = ${workspace} and record_id = any(${recordIds}::bigint[]) and contribution is not null
    order by id`.execute(db)
  return rows
}

/** Record → external id, for one side. Where a merge brought it a second one, the record's own goes first. */
export async function selectExternalIds(
  db: Db | Tx,
  side: LinkSide,
  recordIds: number[],
): Promise<Map<number, string>> {
  if (recordIds.length === 0) return new Map()
  const { rows } = await sql<{ record_id: number; external_id: string }>`
    select record_id, external_id from link
    where workspace_id = ${side.workspace} and record_id = any(${recordIds}::bigint[])
      and connection_id = ${side.connectionId} and entity = ${side.entity} and gone_at is null
    order by coalesce(behind, 0) desc, id desc`.execute(db)
  return new Map(rows.map((row) => [row.record_id, row.external_id]))
}

export async function reserveLinkIds(db: Db | Tx, count: number): Promise<number[]> {
  if (count === 0) return []
  const { rows } = await sql<{ ids: number[] }>`
    select array_agg(nextval('link_id')) as ids from generate_series(1, ${count}::int)`.execute(db)
  return (rows[0]?.ids ?? []).map(Number)
}

/** What made a contribution. */
export interface MadeBy {
  flowId: number | null
  version: number | null
}

const sourceLink =
  'external_id text, id bigint, record_id bigint, source text, source_hash text, contribution json, since json'

/** Fails with a unique violation where somebody else linked one of them just now. */
export async function insertSourceLinks(tx: Tx, side: LinkSide, made: MadeBy, rows: SourceLink[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into link (workspace_id, connection_id, entity, external_id, id, record_id,
      source, source_hash, contribution, since, flow_id, mapping_version)
    select ${side.workspace}, ${side.connectionId}, ${side.entity}, r.external_id, r.id, r.record_id,
      r.source::json, r.source_hash, r.contribution, r.since, ${made.flowId}::bigint, ${made.version}::int
    from ${recordset(rows, sourceLink)}`.execute(tx)
}

/**
 * What a source says now, in place of what it said before. Answers how many links still were those that were read: one
 * that a person took away or moved meanwhile takes nothing.
 */
export async function updateSourceLinks(tx: Tx, side: LinkSide, made: MadeBy, rows: SourceLink[]): Promise<number> {
  if (rows.length === 0) return 0
  const { numAffectedRows } = await sql`
    update link l set source = r.source::json, source_hash = r.source_hash, contribution = r.contribution, since = r.since,
      flow_id = ${made.flowId}::bigint, mapping_version = ${made.version}::int, gone_at = null, updated_at = now()
    from ${recordset(rows, sourceLink)}
    where l.workspace_id = ${side.workspace} and l.connection_id = ${side.connectionId} and l.entity = ${side.entity}
      and l.external_id = r.external_id and l.id = r.id and l.record_id = r.record_id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Remembers where records are at a destination. One that is linked already stays with its record. */
export async function insertTargetLinks(
  tx: Tx,
  side: LinkSide,
  rows: { external_id: string; record_id: number }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into link (workspace_id, connection_id, entity, external_id, id, record_id)
    select ${side.workspace}, ${side.connectionId}, ${side.entity}, r.external_id, nextval('link_id'), r.record_id
    from ${recordset(rows, 'external_id text, record_id bigint')}
    on conflict (workspace_id, connection_id, entity, external_id) do update set gone_at = null`.execute(tx)
}

/** Gives a record an id that nobody has; false where somebody has it by now. */
export async function insertNewLink(tx: Tx, side: LinkSide, externalId: string, recordId: number): Promise<boolean> {
  const { rows } = await sql`
    insert into link (workspace_id, connection_id, entity, external_id, id, record_id)
    values (${side.workspace}, ${side.connectionId}, ${side.entity}, ${externalId}, nextval('link_id'), ${recordId})
    on conflict (workspace_id, connection_id, entity, external_id) do nothing
    returning id`.execute(tx)
  return rows.length === 1
}

/**
 * A source no longer knows these ids. What another source of the connection says under the same ids stays: each speaks
 * for its own.
 */
export async function forgetSourceLinks(
  tx: Tx,
  side: LinkSide,
  endpoint: string,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return
  await sql`
    update link set gone_at = now()
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and external_id = any(${[...externalIds]}::text[])
      and not exists (
        select from flow f where f.workspace_id = link.workspace_id and f.id = link.flow_id
          and f.endpoint <> ${endpoint})`.execute(tx)
}

/** The other side no longer knows these ids: what goes there is resolved anew. */
export async function forgetTargetLinks(tx: Tx, side: LinkSide, externalIds: string[]): Promise<void> {
  if (externalIds.length === 0) return
  await sql`
    update link set gone_at = now()
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and external_id = any(${externalIds}::text[])`.execute(tx)
}
