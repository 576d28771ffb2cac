/** By what customers are known again, and who shares it. */
import type { JsonObject } from '@trefoil/sdk'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { TraitName } from './identity-settings.ts'
import { recordset } from './recordset.ts'

/** What so many share tells nobody apart: the phone of the shop, the e-mail address of a tourist office. */
const mostWhoShare = 5

export async function replaceTraits(
  tx: Tx,
  workspace: number,
  recordIds: number[],
  rows: { record_id: number; trait: string; value: string }[],
): Promise<void> {
  await sql`
    delete from customer_trait
    where workspace_id = ${workspace} and record_id = any(${recordIds}::bigint[])`.execute(tx)
  if (rows.length === 0) return
  await sql`
    insert into customer_trait (workspace_id, record_id, trait, value)
    select ${workspace}, r.record_id, r.trait, r.value
    from ${recordset(rows, 'record_id bigint, trait text, value text')}
    on conflict do nothing`.execute(tx)
}

/** Two customers who may be one person, and the strongest of what speaks for it. */
export interface SamePerson {
  one: number
  other: number
  trait: TraitName
  value: string
}

/** Pairs with a trait in common, those with the strongest first, behind one of them; of a record, or of all. */
export async function selectSamePeople(
  db: Db | Tx,
  workspace: number,
  of: { traits: readonly string[]; ids?: readonly number[]; after?: { one: number; other: number }; limit: number },
): Promise<SamePerson[]> {
  if (of.traits.length === 0) return []
  const after = of.after ?? { one: 0, other: 0 }
  const named =
    of.ids === undefined
      ? sql`true`
      : sql`(a.record_id = any(${[...of.ids]}::bigint[])
    or b.record_id = any(${[...of.ids]}::bigint[]))`
  const { rows } = await sql<SamePerson>`
    select distinct on (a.record_id, b.record_id) a.record_id as one, b.record_id as other, a.trait, a.value
    from (${telling(workspace, of)}) t
    join customer_trait a on a.workspace_id = ${workspace} and a.trait = t.trait and a.value = t.value
    join customer_trait b on b.workspace_id = ${workspace} and b.trait = t.trait and b.value = t.value
      and a.record_id < b.record_id
    join record ra on ra.workspace_id = ${workspace} and ra.id = a.record_id and ra.deleted_at is null
    join record rb on rb.workspace_id = ${workspace} and rb.id = b.record_id and rb.deleted_at is null
    where ${named} and (a.record_id, b.record_id) > (${after.one}, ${after.other})
      and not exists (${parted(workspace)})
    order by a.record_id, b.record_id, array_position(${[...of.traits]}::text[], a.trait::text)
    limit ${of.limit}`.execute(db)
  return rows.map((row) => ({ ...row, one: Number(row.one), other: Number(row.other) }))
}

/** Values that two have and few. Of named records only theirs are counted. */
function telling(workspace: number, of: { traits: readonly string[]; ids?: readonly number[] }): RawBuilder<unknown> {
  const theirs =
    of.ids === undefined
      ? sql`true`
      : sql`(trait, value) in (select trait, value from customer_trait
          where workspace_id = ${workspace} and record_id = any(${[...of.ids]}::bigint[]))`
  return sql`
    select trait, value from customer_trait
    where workspace_id = ${workspace} and trait = any(${[...of.traits]}::text[]) and ${theirs}
    group by trait, value having count(*) between 2 and ${mostWhoShare}`
}

/** A person said of the two, or of two who are a part of them, that they are not one. */
function parted(workspace: number): RawBuilder<unknown> {
  return sql`
    select from not_same n
    join record x on x.workspace_id = ${workspace} and x.id = n.one_id
    join record y on y.workspace_id = ${workspace} and y.id = n.other_id
    where n.workspace_id = ${workspace}
      and least(coalesce(x.merged_into, x.id), coalesce(y.merged_into, y.id)) = ra.id
      and greatest(coalesce(x.merged_into, x.id), coalesce(y.merged_into, y.id)) = rb.id`
}

/** What more customers share than it could tell apart, the most shared first. */
export async function selectShared(
  db: Db | Tx,
  workspace: number,
  of: { traits: readonly string[]; limit: number },
): Promise<{ trait: string; value: string; customers: number }[]> {
  if (of.traits.length === 0) return []
  const { rows } = await sql<{ trait: string; value: string; customers: number }>`
    select trait, value, count(*)::int as customers from customer_trait
    where workspace_id = ${workspace} and trait = any(${[...of.traits]}::text[])
    group by trait, value having count(*) > ${mostWhoShare}
    order by customers desc, trait, value limit ${of.limit}`.execute(db)
  return rows
}

/** Remembers that these two are not one person. */
export async function insertNotSame(
  tx: Db | Tx,
  workspace: number,
  [one, other]: readonly [number, number],
  of: { actor: string; now: Date },
): Promise<void> {
  await sql`
    insert into not_same (workspace_id, one_id, other_id, actor, at)
    values (${workspace}, ${Math.min(one, other)}, ${Math.max(one, other)}, ${of.actor}, ${of.now}::timestamptz)
    on conflict do nothing`.execute(tx)
}

/** A person thinks better of it. */
export async function deleteNotSame(tx: Tx, workspace: number, [one, other]: readonly [number, number]): Promise<void> {
  await sql`
    delete from not_same where workspace_id = ${workspace}
      and one_id = ${Math.min(one, other)} and other_id = ${Math.max(one, other)}`.execute(tx)
}

/** Those of the records that are customers in the lists. */
export async function selectCustomers(
  db: Db | Tx,
  workspace: number,
  ids: readonly number[],
): Promise<{ id: number; data: JsonObject; provenance: JsonObject; version: number }[]> {
  const { rows } = await sql<{ id: number; data: JsonObject; provenance: JsonObject; version: number }>`
    select id, data, provenance, version from record
    where workspace_id = ${workspace} and id = any(${[...ids]}::bigint[]) and entity = 'Customer'
      and deleted_at is null
    order by id`.execute(db)
  return rows
}
