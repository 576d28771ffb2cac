import { calendar } from '@trefoil/mapping'
import type { Clock } from '../../clock.ts'
import type { Db, Tx } from '../../db/database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import type { Log } from '../../log.ts'
import type { Loyalty } from '../../store/loyalty-settings.ts'
import { appendEntries, type NewEntry } from '../../store/points-entry.ts'
import { lockExpired, selectExpired, selectUndue } from '../../store/points-expiry.ts'
import { readSettings } from '../../store/workspace-settings.ts'

interface ExpireOptions {
  db: Db
  workspace: number
  clock: Clock
  log: Log
}

const every = 3_600_000
const pageSize = 1_000

/** Lets points expire, every hour. What it answers ends that. */
export function startExpiring(of: ExpireOptions): () => Promise<void> {
  const over = new AbortController()
  const expiring = keepExpiring({ ...of, signal: over.signal })
  return async () => {
    over.abort()
    await expiring
  }
}

async function keepExpiring(of: ExpireOptions & { signal: AbortSignal }): Promise<void> {
  const { clock, log, signal } = of
  while (!signal.aborted) {
    await clock.sleep(every, signal).catch(() => {})
    if (signal.aborted) return
    await expirePoints(of).catch((error: unknown) => log.warn('points.expiry_failed', { reason: String(error) }))
  }
}

/** All that is due by now, 1,000 customers at a time. Answers how many customers lost points. */
export async function expirePoints({ db, workspace, clock, log }: ExpireOptions): Promise<number> {
  const { loyalty } = await readSettings(db, workspace)
  const terms = termsOf(loyalty)
  if (!loyalty.isOn || terms === null) return 0
  let customers = 0
  for (let after = 0; ; ) {
    const page = await inTransaction(db, async (tx) => {
      const now = clock.now()
      const ids = await lockExpired(tx, workspace, { ...terms, now, after, limit: pageSize })
      const due = await selectExpired(tx, workspace, ids, { ...terms, now })
      // One whose points came back on the day that they expired keeps them until the next.
      const day = calendar(loyalty.zone)(now)
      const entered = await appendEntries(
        tx,
        workspace,
        due.map(({ customerId, points }) => {
          const key = `expire:${customerId}:${day}`
          return { customerId, kind: 'expire', points: -points, key, actor: 'hub', at: now }
        }),
      )
      return { last: ids.at(-1), entered: entered.length }
    })
    customers += page.entered
    if (page.last === undefined) break
    after = page.last
  }
  if (customers > 0) log.info('points.expired', { customers })
  return customers
}

/** What expired too early by the rules as they are now, to be given back. */
export async function undueExpiries(
  tx: Tx,
  of: { workspace: number; rules: Loyalty; now: Date; actor: string },
): Promise<NewEntry[]> {
  const { workspace, rules, now, actor } = of
  const rows = await selectUndue(tx, workspace, termsOf(rules))
  return rows.map((row) => ({ ...row, kind: 'expire', actor, at: now }))
}

function termsOf({ expireAfterDays, expireFrom }: Loyalty): { afterDays: number; from: Date | null } | null {
  if (expireAfterDays === null) return null
  return { afterDays: expireAfterDays, from: expireFrom === null ? null : new Date(expireFrom) }
}
