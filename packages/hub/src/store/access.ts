/** The sealed access of a connection whose tokens end, and who renews it. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** Which connection. */
export interface AccessPlace {
  workspace: number
  connectionId: number
}

export async function readAccess(db: Db | Tx, of: AccessPlace): Promise<string | null> {
  const row = await db
    .selectFrom('connection')
    .select('credentials')
    .where('workspace_id', '=', of.workspace)
    .where('id', '=', of.connectionId)
    .executeTakeFirst()
  return row?.credentials ?? null
}

/** True: we alone may renew this access, for so many seconds. It is committed before the vendor is asked. */
export async function claimRefresh(
  db: Db,
  of: AccessPlace & { refresher: string; sealed: string; seconds: number },
): Promise<boolean> {
  const { rows } = await sql`
    update connection set refresher = ${of.refresher}::uuid, refresh_until = now() + make_interval(secs => ${of.seconds})
    where workspace_id = ${of.workspace} and id = ${of.connectionId} and credentials = ${of.sealed}
      and (refresher is null or refresh_until < now())
    returning id`.execute(db)
  return rows.length === 1
}

/** The vendor gave nothing: the next one may ask. */
export async function dropRefresh(db: Db, of: AccessPlace & { refresher: string }): Promise<void> {
  await sql`
    update connection set refresher = null, refresh_until = null
    where workspace_id = ${of.workspace} and id = ${of.connectionId} and refresher = ${of.refresher}::uuid`.execute(db)
}

/**
 * The renewed access in place of the one that it was made from. Null: that one stands there no more, because a person
 * connected anew, and theirs holds. A refresher that slept past its time stores it all the same, since its tokens are
 * the good ones: a connection that was stopped for want of them goes on.
 */
export async function storeRefreshed(
  tx: Tx,
  of: AccessPlace & { sealed: string; renewed: string; stoppedBy: string },
  now: Date,
): Promise<{ goesOn: boolean } | null> {
  const { rows } = await sql<{ goes_on: boolean }>`
    with held as (
      select workspace_id, id, state = 'stopped' and fault ->> 'code' = ${of.stoppedBy} as goes_on from connection
      where workspace_id = ${of.workspace} and id = ${of.connectionId} and credentials = ${of.sealed}
      for update
    )
    update connection c set credentials = ${of.renewed}, refresher = null, refresh_until = null, updated_at = ${now},
      state = case when goes_on then 'active' else state end, fault = case when goes_on then null else fault end
    from held where c.workspace_id = held.workspace_id and c.id = held.id
    returning coalesce(goes_on, false) as goes_on`.execute(tx)
  const [row] = rows
  return row === undefined ? null : { goesOn: row.goes_on }
}

/** For a database that one process has to itself: whoever was renewing is dead. */
export async function dropAllRefreshes(db: Db, workspace: number): Promise<void> {
  await sql`
    update connection set refresher = null, refresh_until = null
    where workspace_id = ${workspace} and refresher is not null`.execute(db)
}
