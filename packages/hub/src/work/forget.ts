import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
import { forgetDeliveries } from '../store/inbox.ts'
import { forgetAnswers } from '../store/kept-answer.ts'
import { endUnstarted, forgetActs, forgetAlerts, forgetOutcomes, forgetSelections } from '../store/retention.ts'
import { readSettings } from '../store/workspace-settings.ts'

interface ForgetOptions {
  db: Db
  workspace: number
  clock: Clock
  log: Log
}

const every = 3_600_000
const day = 86_400_000

/** Forgets what is older than the business keeps it, every hour, until the signal says stop. */
export async function keepForgetting(options: ForgetOptions & { signal: AbortSignal }): Promise<void> {
  const { clock, log, signal } = options
  while (!signal.aborted) {
    await clock.sleep(every, signal).catch(() => {})
    if (signal.aborted) return
    await forgetOld(options).catch((error: unknown) => log.warn('retention.failed', { reason: String(error) }))
  }
}

/** Forgets all that is old by now, some thousand rows at a time. Answers how many went of each. */
export async function forgetOld(
  of: ForgetOptions,
): Promise<Record<'outcomes' | 'selections' | 'notices' | 'alerts' | 'acts' | 'answers', number>> {
  const { db, workspace, clock, log } = of
  const { retention } = await readSettings(db, workspace)
  const before = (days: number) => new Date(clock.now().getTime() - days * day)
  // Whoever began to name records and is gone, as by Ctrl-C, does not come back after a day.
  const ended = await endUnstarted(db, workspace, before(1))
  if (ended > 0) log.info('run.never_started', { count: ended })
  const forgotten = {
    outcomes: await all(() => forgetOutcomes(db, workspace, before(retention.outcomeDays))),
    selections: await all(() => forgetSelections(db, workspace)),
    notices: await all(() => forgetDeliveries(db, workspace, before(retention.noticeDays))),
    alerts: await all(() => forgetAlerts(db, workspace, before(retention.alertDays))),
    acts: await all(() => forgetActs(db, workspace, before(retention.auditDays))),
    answers: await all(() => forgetAnswers(db, workspace, before(1))),
  }
  if (Object.values(forgotten).some((count) => count > 0)) log.info('retention.forgot', { ...forgotten })
  return forgotten
}

async function all(some: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const count = await some()
    total += count
    if (count === 0) return total
  }
}
