import type { ConsentChannel, JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

/** One entry of the ledger, as it is written. Instants are ISO 8601. */
export interface NewConsent {
  record_id: number
  channel: ConsentChannel
  state: 'given' | 'withdrawn'
  at: string
  act: string | null
  connection_id: number | null
  external_id: string | null
  proof: JsonObject
}

/** What the entries of one record and channel come to. */
export interface ConsentSums {
  record_id: number
  channel: ConsentChannel
  withdrawn_at: Date | null
  /** The last time that the person themself gave it. */
  acted_at: Date | null
  given_at: Date | null
}

/** An entry as people look at it. */
export interface ConsentRow extends Omit<NewConsent, 'at'> {
  id: number
  at: Date
  source: string
  run_id: number | null
  recorded_at: Date
}

/** Adds entries; one that the ledger has already, from the same source, is no second one. */
export async function insertConsents(
  tx: Tx,
  of: { workspace: number; source: string; runId: number | null },
  rows: readonly NewConsent[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into consent (workspace_id, record_id, channel, state, at, act, source, connection_id, external_id, run_id, proof)
    select ${of.workspace}, r.record_id, r.channel, r.state, r.at, r.act, ${of.source}, r.connection_id, r.external_id,
      ${of.runId}::bigint, r.proof
    from ${recordset(rows, columns)}
    on conflict do nothing`.execute(tx)
}

/** Enters what was withdrawn under some records under another one as well, however long ago it was. */
export async function carryWithdrawals(
  tx: Tx,
  of: { workspace: number; source: string; runId: number | null },
  { from, to }: { from: readonly number[]; to: number },
): Promise<void> {
  if (from.length === 0) return
  await sql`
    insert into consent (workspace_id, record_id, channel, state, at, act, source, connection_id, external_id, run_id, proof)
    select workspace_id, ${to}::bigint, channel, state, at, act, ${of.source}, connection_id, external_id,
      ${of.runId}::bigint, proof
    from consent where workspace_id = ${of.workspace} and record_id = any(${[...from]}::bigint[]) and state = 'withdrawn'
    on conflict do nothing`.execute(tx)
}

const columns =
  'record_id bigint, channel text, state text, at timestamptz, act text, connection_id bigint, external_id text, proof jsonb'

export async function selectConsentSums(db: Db | Tx, workspace: number, recordIds: number[]): Promise<ConsentSums[]> {
  if (recordIds.length === 0) return []
  // One look-up a record, whatever the planner thinks: with `any` and no statistics yet it reads the whole index.
  const { rows } = await sql<ConsentSums>`
    select r.id as record_id, c.channel, c.withdrawn_at, c.acted_at, c.given_at
    from unnest(${recordIds}::bigint[]) as r(id)
    cross join lateral (
      select channel,
        max(at) filter (where state = 'withdrawn') as withdrawn_at,
        max(at) filter (where state = 'given' and act is not null) as acted_at,
        max(at) filter (where state = 'given') as given_at
      from consent where workspace_id = ${workspace} and record_id = r.id
      group by channel
    ) c`.execute(db)
  return rows
}

/** Those of the records for whom a withdrawal stands in the ledger. In a shop where nobody withdrew it costs nothing. */
export async function selectEverWithdrawn(db: Db | Tx, workspace: number, recordIds: number[]): Promise<number[]> {
  if (recordIds.length === 0) return []
  // First without the ids: ten thousand of them as a parameter cost more than the whole look-up.
  const { rows: some } = await sql`
    select from consent where workspace_id = ${workspace} and state = 'withdrawn' limit 1`.execute(db)
  if (some.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select r.id from unnest(${recordIds}::bigint[]) as r(id)
    where exists (
      select from consent c where c.workspace_id = ${workspace} and c.record_id = r.id and c.state = 'withdrawn')`.execute(
    db,
  )
  return rows.map((row) => Number(row.id))
}

/** The entries of one record, the newest first. */
export async function selectConsents(db: Db | Tx, workspace: number, recordId: number): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select id, record_id, channel, state, at, act, source, connection_id, external_id, run_id, proof, recorded_at
    from consent where workspace_id = ${workspace} and record_id = ${recordId}
    order by at desc, id desc limit 500`.execute(db)
  return rows
}
