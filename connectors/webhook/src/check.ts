import type { CheckReport, Session } from '@trefoil/sdk'
import { send } from './send.ts'
import { addressOf } from './settings.ts'

/** A receiver has nothing to ask, so it is sent a message of its own kind, which it may ignore but must take. */
export async function check(session: Session): Promise<CheckReport> {
  await send(session, 'check', { type: 'trefoil.check', timestamp: session.now().toISOString(), data: {} })
  const { host, pathname } = addressOf(session)
  // It has no accounts either: the connection is its own, at whatever address it is today.
  return { account: session.account, label: host + pathname, permissions: {} }
}
