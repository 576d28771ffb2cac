import { randomBytes } from 'node:crypto'
import type { Connector, JsonObject } from '@trefoil/sdk'
import type { Connection } from '../store/connection.ts'
import { ensureHook, type Hook, setHookSecrets } from '../store/hook.ts'
import { parseFields, requireConnector } from './connect.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { requireConnection } from './require-connection.ts'

/** Where a vendor is to knock for a connection. */
export interface HookDoor {
  url: string
  hasSecrets: boolean
  /** Until then the secrets before the present ones are taken too; null: they are not. */
  secretsBeforeUntil: Date | null
}

/** A vendor changes over at its own pace, and sends again what was refused for a while only. */
const overlapMs = 24 * 60 * 60_000

/** The door of a connection; asked for the first time, it is made. */
export async function hookDoorOf(hub: Hub, name: string): Promise<HookDoor> {
  const { connection } = await requireHookable(hub, name)
  return shown(hub, connection, await openHook(hub, connection))
}

/** What the vendor's webhooks carry from now on. What they carried before is good for a day more. */
export async function changeHookSecrets(hub: Hub, name: string, given: JsonObject, actor: Actor): Promise<HookDoor> {
  const { connection, connector, webhooks } = await requireHookable(hub, name)
  const secrets = parseFields(webhooks.secrets, given, `${connector.title} webhook secrets`, '')
  await openHook(hub, connection)
  const place = { workspace: hub.workspaceId, connectionId: connection.id }
  const beforeUntil = new Date(hub.now().getTime() + overlapMs)
  await setHookSecrets(hub.db, { ...place, secrets: hub.vault.seal(secrets), beforeUntil })
  hub.log.info('hook.secrets_changed', { connection: name, actor })
  return shown(hub, connection, await openHook(hub, connection))
}

async function requireHookable(hub: Hub, name: string) {
  const connection = await requireConnection(hub, name)
  const connector: Connector = requireConnector(hub, connection.connector)
  const { webhooks } = connector
  if (webhooks !== undefined) return { connection, connector, webhooks }
  throw new Refusal('conflict', 'no_webhooks', `${connector.title} sends no webhooks to this hub: its flows poll`)
}

function openHook(hub: Hub, { id }: Connection): Promise<Hook> {
  const key = randomBytes(24).toString('base64url')
  return ensureHook(hub.db, { workspace: hub.workspaceId, connectionId: id, key })
}

function shown(hub: Hub, { name }: Connection, hook: Hook): HookDoor {
  const until = hook.secretsBeforeUntil
  return {
    url: `${hub.oauth.address()}/hooks/${name}/${hook.key}`,
    hasSecrets: hook.secrets !== null,
    secretsBeforeUntil: until !== null && until > hub.now() ? until : null,
  }
}
