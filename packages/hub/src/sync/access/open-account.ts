import { type Connector, Fault, type Session, type Tokens } from '@trefoil/sdk'
import type { Clock } from '../../clock.ts'
import { isStorableId } from '../../db/storable.ts'
import type { Gateway } from '../../gateway/gateway.ts'
import type { Log } from '../../log.ts'
import { selectLinked } from '../../store/link.ts'
import { openSession } from '../session.ts'
import { credentialsOf, type Grant, grantIn } from './grant.ts'
import { grantedHttp } from './granted-http.ts'
import { type Renewal, renewGrant } from './renew-grant.ts'

/** A vendor's account, ready to be asked. */
export interface Access {
  connector: Connector
  /** Null while the account is only tried: it then shares no rate limit with anything, and is not renewed. */
  connectionId: number | null
  /** What the account is called until the vendor has told its own id. */
  account: string
  /** As they are sealed: what a person typed, or what signing in opened. */
  credentials: unknown
  settings: unknown
}

/** What opening takes. */
export interface AccountOpener extends Pick<Renewal, 'db' | 'workspace' | 'clock' | 'vault'> {
  clock: Clock
  log: Log
  gateway: Gateway
}

/** Opens sessions through the gateway; tokens that end are renewed on the way. */
export function accountOpener(of: AccountOpener) {
  return (access: Access, signal: AbortSignal, closing?: AbortSignal): Session => {
    const { connector, connectionId, account, settings } = access
    const way = (stored: unknown) =>
      of.gateway.open({
        connectorId: connector.id,
        connectionId: connectionId === null ? null : String(connectionId),
        limits: connector.limits,
        profile: connector.http({ credentials: credentialsOf(connector, stored), settings }),
        signal,
        closing,
      })
    const grant = grantIn(access.credentials)
    const http =
      grant === null || connectionId === null
        ? way(access.credentials)
        : grantedHttp({
            grant,
            open: way,
            closing,
            now: () => of.clock.now(),
            renew: (known) =>
              renewGrant(
                { ...of, connectionId, connector, refresh: (due) => refresh(of, connector, settings, due) },
                known,
              ),
          })
    const credentials = credentialsOf(connector, access.credentials)
    const linked = async (ids: string[]) =>
      connectionId === null
        ? new Set<string>()
        : selectLinked(of.db, of.workspace, connectionId, ids.filter(isStorableId))
    return openSession({ account, credentials, settings, http, log: of.log, clock: of.clock, signal, linked })
  }
}

/** The way to the vendor's tokens. It carries no credentials, and keeps no limits but the vendor's own refusals. */
export function oauthDoor(
  of: { gateway: Gateway; clock: Clock },
  connector: Connector,
  account: { app: unknown; settings: unknown },
) {
  const { oauth } = connector
  if (oauth === undefined) throw new Fault('bug', `Nobody signs in at ${connector.title}`)
  const http = of.gateway.open({
    connectorId: connector.id,
    connectionId: null,
    limits: [],
    profile: oauth.http(account.settings),
    // Broken off in the middle, it would spend a token and leave none in its place.
    signal: new AbortController().signal,
  })
  return { oauth, door: { ...account, http, now: () => of.clock.now() } }
}

async function refresh(of: AccountOpener, connector: Connector, settings: unknown, due: Grant): Promise<Tokens> {
  const { app, tokens } = due
  if (tokens.refreshToken === null) throw new Fault('credentials', 'the sign-in gave no refresh token, and has ended')
  const { oauth, door } = oauthDoor(of, connector, { app, settings })
  return oauth.refresh(door, tokens.refreshToken)
}
