import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { assertLease } from '../store/lease.ts'
import type { Desk } from './context.ts'

/**
 * Stores in one transaction that begins at the fence: a worker that lost its lease writes nothing. `intent` is 'change'
 * where the connection itself is written.
 */
export function underLease<T>(
  desk: Pick<Desk, 'db' | 'lease'>,
  work: (tx: Tx) => Promise<T>,
  intent?: 'share' | 'change',
): Promise<T> {
  return inTransaction(desk.db, async (tx) => {
    await assertLease(tx, desk.lease, intent)
    return work(tx)
  })
}
