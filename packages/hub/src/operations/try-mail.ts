import { readSettings } from '../store/workspace-settings.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** Proves that the operator's mail server takes mail from this hub. */
export async function sendTestMail(hub: Hub): Promise<{ to: number }> {
  if (hub.mail === undefined) {
    throw new Refusal(
      'conflict',
      'mail_off',
      'This hub sends no mail: set TREFOIL_SMTP_URL, TREFOIL_MAIL_FROM and TREFOIL_MAIL_TO where it is started',
    )
  }
  const { notifications } = await readSettings(hub.db, hub.workspaceId)
  try {
    await hub.mail.test(notifications.to)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Refusal('rejected', 'mail_refused', reason, { cause })
  }
  return { to: notifications.to.length === 0 ? hub.mail.to.length : notifications.to.length }
}
