/** What a business chose for itself as a whole. What it left alone is as it usually is. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../db/database.ts'
import { Identity, usualIdentity } from './identity-settings.ts'
import { isZone, Loyalty, usualLoyalty } from './loyalty-settings.ts'
import { SignUpSettings } from './sign-up-settings.ts'

/** What people can be told of by mail. */
export const alertKinds = [
  ...['issue_opened', 'issue_closed', 'stopped', 'recovered', 'stalled', 'moving'],
  ...['late', 'arrived'],
] as const

const percent = z.int().min(0).max(100)
const days = z.int().min(1).max(3_650)
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day, such as 22:00')
const zone = z.string().max(60).refine(isZone, 'a time zone, such as Europe/Madrid')

/** Shares at which a run stops and asks; 100 is never reached. */
const Brakes = z.strictObject({
  changed: percent.describe('Linked records that one run would change, in percent'),
  gone: percent.describe('Linked records that it would take for deleted, in percent'),
  zeroed: percent.describe('Linked records whose stock it would set to zero, in percent'),
  atLeast: z.int().min(1).max(1_000_000).describe('Fewer records never stop a run'),
})

const Retention = z.strictObject({
  outcomeDays: days.describe('Words about single records of runs that are over'),
  noticeDays: days.describe('Bodies of webhooks that were heeded'),
  alertDays: days.describe('What was told by mail'),
  auditDays: days.describe('What people and programs did'),
})

const Notifications = z.strictObject({
  kinds: z.array(z.enum(alertKinds)).max(alertKinds.length).describe('What a mail is sent for'),
  to: z.array(z.email()).max(20).describe('To whom; none: the addresses that the hub was started with'),
  quiet: z
    .strictObject({ from: hour, to: hour, zone })
    .nullable()
    .describe('Hours in which only what has stopped is told'),
})

export const WorkspaceSettings = z
  .object({ brakes: Brakes, identity: Identity, retention: Retention, notifications: Notifications, loyalty: Loyalty })
  .meta({ id: 'WorkspaceSettings' })

const Chosen = z.object({
  brakes: Brakes.partial().optional(),
  identity: Identity.partial().optional(),
  retention: Retention.partial().optional(),
  notifications: Notifications.partial().optional(),
  loyalty: Loyalty.partial().extend({ signUp: SignUpSettings.partial().optional() }).optional(),
})

/** Some of it: a section that is left out stays as it is, and so does a field of a section. */
export const SettingsChange = z.strictObject(Chosen.shape)

export type WorkspaceSettings = z.output<typeof WorkspaceSettings>
export type SettingsChange = z.output<typeof SettingsChange>

export const usualSettings: WorkspaceSettings = {
  brakes: { changed: 30, gone: 5, zeroed: 5, atLeast: 20 },
  identity: usualIdentity,
  retention: { outcomeDays: 90, noticeDays: 30, alertDays: 90, auditDays: 365 },
  notifications: { kinds: [...alertKinds], to: [], quiet: null },
  loyalty: usualLoyalty,
}

export async function readSettings(db: Db | Tx, workspace: number): Promise<WorkspaceSettings> {
  const row = await db.selectFrom('workspace').select('settings').where('id', '=', workspace).executeTakeFirst()
  return changed(usualSettings, Chosen.parse(row?.settings ?? {}))
}

/** Whoever changes settings waits here, until the transaction ends. */
export async function lockSettings(tx: Tx, workspace: number): Promise<void> {
  await tx.selectFrom('workspace').select('id').where('id', '=', workspace).forNoKeyUpdate().execute()
}

export async function writeSettings(tx: Db | Tx, workspace: number, settings: WorkspaceSettings): Promise<void> {
  await sql`
    update workspace set settings = settings || ${JSON.stringify(settings)}::jsonb where id = ${workspace}`.execute(tx)
}

/** Settings after a change. A field that was left out is no wish to clear it. */
export function changed(settings: WorkspaceSettings, change: SettingsChange): WorkspaceSettings {
  // Text has no fields that are there and undefined.
  const given: SettingsChange = JSON.parse(JSON.stringify(change))
  return WorkspaceSettings.parse({
    brakes: { ...settings.brakes, ...given.brakes },
    identity: { ...settings.identity, ...given.identity },
    retention: { ...settings.retention, ...given.retention },
    notifications: { ...settings.notifications, ...given.notifications },
    loyalty: {
      ...settings.loyalty,
      ...given.loyalty,
      signUp: { ...settings.loyalty.signUp, ...given.loyalty?.signUp },
    },
  })
}
