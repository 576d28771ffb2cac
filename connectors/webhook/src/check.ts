import type { CheckReport, Session } from '@trefoil/sdk'
import { send } from './send.ts'
import { addressOf } from './settings.ts'

/** A receiver has nothing to ask, so it is sent a message of its own kind, which it may ignore but must take. */
export async function check(session: Session): Promise<CheckReport> {
  const timestamp = session.now().toISOString()
  await send(session, `check\n${timestamp}`, { type: 'trefoil.check', timestamp, data: {} })
  const { host, pathname } = addressOf(session)
  // It has no accounts either: the connection is its own, at whatever address it is today.
  return { account: session.account, label: host + pathname, permissions: {} }
}
