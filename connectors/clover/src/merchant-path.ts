import type { Session } from '@trefoil/sdk'
import { cloverCredentials } from './credentials.ts'

/** `/v3/merchants/<id>` of this connection. */
export function merchantPath(session: Session): string {
  return `/v3/merchants/${cloverCredentials.parse(session.credentials).merchantId}`
}
