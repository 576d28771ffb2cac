import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** The right to act for one connection, until it expires. */
export interface Lease {
  workspace: number
  connectionId: number
  token: string
}

/** The lease was taken over by another worker: nothing more may be written under it. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
}

/** Takes a connection that nobody holds; null where somebody does, or where it is paused. */
export async function takeLease(
  db: Db,
  workspace: number,
  connectionId: number,
  token: string,
  seconds: number,
): Promise<Lease | null> {
  const { rows } = await sql<{ id: number }>`
    update connection set lease_token = ${token}::uuid, lease_until = now() + make_interval(secs => ${seconds})
    where (workspace_id, id) in (
      select workspace_id, id from connection
      where workspace_id = ${workspace} and id = ${connectionId} and state = 'active'
        and (lease_until is null or lease_until < now())
      for update skip locked
    )
    returning id`.execute(db)
  return rows.length === 0 ? null : { workspace, connectionId, token }
}

/** Answers false where the lease is lost. */
export async function renewLease(db: Db, lease: Lease, seconds: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update connection set lease_until = now() + make_interval(secs => ${seconds})
    where workspace_id = ${lease.workspace} and id = ${lease.connectionId} and lease_token = ${lease.token}::uuid`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0) === 1
}

export async function releaseLease(db: Db, lease: Lease): Promise<void> {
  await sql`
    update connection set lease_token = null, lease_until = null
    where workspace_id = ${lease.workspace} and id = ${lease.connectionId} and lease_token = ${lease.token}::uuid`.execute(
    db,
  )
}

/** Connections that may be worked for, and for which nobody works. */
export async function selectFreeConnections(db: Db, workspace: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from connection
    where workspace_id = ${workspace} and state = 'active' and (lease_until is null or lease_until < now())
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** For a database that one process has to itself: whoever held a lease before is dead, and nobody waits for him. */
export async function releaseAllLeases(db: Db, workspace: number): Promise<void> {
  await sql`
    update connection set lease_token = null, lease_until = null
    where workspace_id = ${workspace} and lease_token is not null`.execute(db)
}

/**
 * The fence: the first statement of every transaction under a lease. Its row lock keeps a successor waiting until we
 * have committed; a worker that slept past its lease finds another token and stops. The flows of a connection share
 * the lock. One that is going to change the connection itself says so here: of two that shared it and then both wanted
 * it for themselves, the database would have to break one off.
 */
export async function assertLease(tx: Tx, lease: Lease, intent: 'share' | 'change' = 'share'): Promise<void> {
  const { rows } = await sql`
    select 1 from connection
    where workspace_id = ${lease.workspace} and id = ${lease.connectionId} and lease_token = ${lease.token}::uuid
    ${intent === 'share' ? sql`for share` : sql`for no key update`}`.execute(tx)
  if (rows.length === 0) throw new LeaseLostError(`Connection ${lease.connectionId} has another worker now`)
}
