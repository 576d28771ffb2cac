/** Who a record is from: the connections that say something of it, and the hands that people's words came by. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { type LinkSide, personConnection } from './link.ts'

/** In a person's own hand, by a program with a key, or by the shop's form. */
export type Hand = (typeof everyHand)[number]

const everyHand = ['loyalty-form', 'by-hand', 'api'] as const

/** Sources of which any will do. */
export interface SourcedFrom {
  connectionIds: readonly number[]
  hands: readonly Hand[]
}

/** A link that only points at a destination is no source, and neither is one whose record is gone there. */
const speaks = sql`link.contribution is not null and link.contribution::text <> '{}' and link.gone_at is null`

/** Records that have one of these sources: for a question that narrows the list by itself. */
export function isSourcedFrom(workspaceId: number, { connectionIds, hands }: SourcedFrom): RawBuilder<boolean> {
  const each = sourcesAsked({ connectionIds, hands }).map(
    (source) => sql`exists (
      select from link where link.workspace_id = ${workspaceId} and link.record_id = record.id
        and link.entity = record.entity and ${source} and ${speaks})`,
  )
  return each.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(each, sql` or `)})`
}

/**
 * The same for a page of all records, in the order of their ids: each source by itself, from its links to the records,
 * so that a source of few, or of none but the newest, is found without looking at all the records of the others.
 */
export function isOnPageFrom(
  workspaceId: number,
  { connectionIds, hands }: SourcedFrom,
  page: { after: number; limit: number; entity?: string | undefined },
): RawBuilder<boolean> {
  const ofEntity = page.entity === undefined ? sql`` : sql`and link.entity = ${page.entity}`
  const each = sourcesAsked({ connectionIds, hands }).map(
    (source) => sql`(
      select distinct link.record_id from link
      join record kept on kept.workspace_id = link.workspace_id and kept.id = link.record_id
      where link.workspace_id = ${workspaceId} and link.record_id > ${page.after} and kept.id > ${page.after} ${ofEntity}
        and ${source} and ${speaks} and kept.deleted_at is null
      order by link.record_id limit ${page.limit})`,
  )
  return each.length === 0 ? sql<boolean>`false` : sql<boolean>`record.id in (${sql.join(each, sql` union all `)})`
}

/** One condition for each: with an `any` over connections, the index of links is read through for all of them. */
function sourcesAsked({ connectionIds, hands }: SourcedFrom): RawBuilder<unknown>[] {
  const said = sql`link.connection_id = ${personConnection} and coalesce(link.said_by, '{by-hand}') && ${[...hands]}::text[]`
  const connections = connectionIds.map((id) => sql`link.connection_id = ${id}`)
  return hands.length === 0 ? connections : [...connections, said]
}

/** Connections that something comes from into the hub: of the others no link says anything. */
export async function connectionsThatSpeak(db: Db | Tx, workspaceId: number): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('flow')
    .select('connection_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('direction', '=', 'to_hub')
    .execute()
  return new Set(rows.map((row) => row.connection_id))
}

/** The sources of each of these records. */
export async function sourcesOf(
  db: Db | Tx,
  workspaceId: number,
  recordIds: number[],
): Promise<ReadonlyMap<number, SourcedFrom>> {
  if (recordIds.length === 0) return new Map()
  const { rows } = await sql<{ record_id: number; connections: number[]; hands: string | null }>`
    select link.record_id, array_agg(distinct link.connection_id) as connections,
      string_agg(array_to_string(coalesce(link.said_by, '{by-hand}'), ','), ',')
        filter (where link.connection_id = ${personConnection}) as hands
    from link
    where link.workspace_id = ${workspaceId} and link.record_id = any(${recordIds}::bigint[]) and ${speaks}
    group by link.record_id`.execute(db)
  return new Map(
    rows.map(({ record_id, connections, hands }) => [
      record_id,
      {
        connectionIds: connections.filter((id) => id !== personConnection),
        hands: everyHand.filter((hand) => hands?.split(',').includes(hand)),
      },
    ]),
  )
}

/** Remembers by which hand these records were spoken of, beside those before. */
export async function markHand(tx: Tx, side: LinkSide, externalIds: readonly string[], hand: Hand): Promise<void> {
  if (externalIds.length === 0) return
  await sql`
    update link set said_by = array_append(said_by, ${hand})
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and external_id = any(${[...externalIds]}::text[]) and not coalesce(said_by, '{}') @> array[${hand}]`.execute(tx)
}
