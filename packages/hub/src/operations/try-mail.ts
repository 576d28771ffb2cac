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
  try {
    await hub.mail.test()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Refusal('rejected', 'mail_refused', reason, { cause })
  }
  return { to: hub.mail.recipients }
}
