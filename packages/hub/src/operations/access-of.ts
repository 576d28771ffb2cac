import type { Connector } from '@trefoil/sdk'
import type { Connection } from '../store/connection.ts'
import type { Access } from '../sync/access/open-account.ts'
import type { Hub } from './hub.ts'

/** The account behind a connection, ready to be asked. */
export function accessOf(hub: Hub, connector: Connector, connection: Connection): Access {
  return {
    connector,
    connectionId: connection.id,
    account: connection.account,
    credentials: hub.vault.open(connection.sealedCredentials),
    settings: connection.settings,
  }
}
