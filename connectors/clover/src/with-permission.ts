import { Fault, type Session } from '@trefoil/sdk'
import { merchantPath } from './merchant-path.ts'
import { readable } from './permissions.ts'

/** Asks Clover for something; a refusal names the permission that it takes. */
export async function withPermission<T>(session: Session, permission: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    throw await explainRefusal(session, permission, cause)
  }
}

/**
 * A refused call is a missing permission if the same token may read anything else: then only the flow has to stop,
 * and a person can be told what to tick.
 */
async function explainRefusal(session: Session, permission: string, cause: unknown): Promise<unknown> {
  if (!(cause instanceof Fault) || cause.kind !== 'credentials') return cause
  const others = ['', ...Object.entries(readable).flatMap(([name, path]) => (name === permission ? [] : [path]))]
  for (const path of others) {
    const query = path === '' ? {} : { limit: 1 }
    const reply = await session.http.get(merchantPath(session) + path, { query, allow: [401] }).catch(() => undefined)
    if (reply?.status !== 200) continue
    const what = permission.endsWith('_W') ? 'a write' : 'a read'
    return new Fault(
      'permission',
      `Clover refused ${what}, but the token is good for other reads: it lacks ${permission}. ` +
        'Make a token with that box ticked, or tick it and install the app again',
      { cause, facts: { permission, ...cause.details.facts } },
    )
  }
  return cause
}
