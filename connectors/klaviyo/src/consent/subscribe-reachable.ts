import type { Fault, Session } from '@trefoil/sdk'
import { subscribe } from './consent-calls.ts'
import type { Subscriber } from './plan-consent.ts'

/**
 * Subscribes, and whom the account cannot text by e-mail alone: it sends texts only to countries for which it has a
 * number, and refuses a person whole for the sake of that. `warn` is told of each of them.
 */
export async function subscribeReachable(
  session: Session,
  list: string | null,
  { all, warn }: { all: Subscriber[]; warn: (key: number, text: string) => void },
): Promise<Map<number, Fault>> {
  const faults = await subscribe(session, list, all)
  const untexted = all.filter(
    ({ key, phone, email, isMailed }) =>
      phone !== null && (email !== null || isMailed === true) && isOfPhone(faults.get(key)),
  )
  for (const { key } of untexted) {
    faults.delete(key)
    warn(key, untextable)
  }
  const mailed = untexted.flatMap((subscriber) => (subscriber.email === null ? [] : { ...subscriber, phone: null }))
  for (const [key, fault] of await subscribe(session, list, mailed)) faults.set(key, fault)
  return faults
}

function isOfPhone(fault: Fault | undefined): boolean {
  return fault?.kind === 'invalid' && fault.details.field === 'phoneNumber'
}

const untextable =
  'phoneNumber: not subscribed to text messages, because Klaviyo refused the number; see that the account has a sending number for its country'
