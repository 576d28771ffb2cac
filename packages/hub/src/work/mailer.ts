import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { SendLetter } from '../gateway/smtp.ts'
import type { Log } from '../log.ts'
import { alertTimes, claimAlerts, markAlertsSent, releaseAlerts } from '../store/alert.ts'
import { readSettings } from '../store/workspace-settings.ts'
import { digestOf } from './digest.ts'
import { kindsToTell } from './quiet-hours.ts'

export interface MailerOptions {
  db: Db
  workspace: number
  clock: Clock
  log: Log
  send: SendLetter
  /** At most one mail in so many milliseconds. */
  every: number
  signal: AbortSignal
}

const lookEvery = 5_000
/** After a quiet time the first mail waits this long, so that what belongs together goes in one. */
const gather = 10_000
/** Older ones are news no more: mail was off, or its server away. */
const freshFor = 7 * 86_400_000
/** A process that claims alerts and dies has them this long; then another sends them. */
const claimFor = 120_000
const firstWait = 30_000
const mostAlerts = 500

/** Sends waiting alerts as digests until the signal says stop. A server that refuses is asked again, later and later. */
export async function keepMailing(options: MailerOptions): Promise<void> {
  const { clock, log, every, signal } = options
  let failures = 0
  let notBefore = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    await clock.sleep(lookEvery, signal).catch(() => {})
    if (signal.aborted || clock.ticks() < notBefore) continue
    try {
      await mailDue(options)
      failures = 0
    } catch (error) {
      failures += 1
      notBefore = clock.ticks() + Math.min(Math.max(every, firstWait), firstWait * 2 ** failures)
      log.warn('mail.failed', { failures, reason: error instanceof Error ? error.message : String(error) })
    }
  }
}

/** One digest, if one is due. Answers how many alerts it told of. */
export async function mailDue(options: Omit<MailerOptions, 'signal'>): Promise<number> {
  const { db, workspace, clock, log, send, every } = options
  const now = clock.now()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const since = ago(freshFor)
  const { notifications } = await readSettings(db, workspace)
  const kinds = kindsToTell(notifications, now)
  const { oldest, sent } = await alertTimes(db, workspace, since, kinds)
  if (oldest === null || oldest > ago(Math.min(gather, every)) || (sent !== null && sent > ago(every))) return 0
  const claim = clock.newId()
  const until = new Date(now.getTime() + claimFor)
  const alerts = await claimAlerts(db, workspace, { claim, since, kinds, now, until, limit: mostAlerts })
  if (alerts.length === 0) return 0
  try {
    await send({ ...digestOf(alerts), to: notifications.to })
  } catch (error) {
    await releaseAlerts(db, workspace, claim)
    throw error
  }
  // The server has it. Should this statement fail, the mail comes once more under the same id, and not never.
  await markAlertsSent(db, workspace, claim, clock.now())
  log.info('mail.sent', { alerts: alerts.length })
  return alerts.length
}
