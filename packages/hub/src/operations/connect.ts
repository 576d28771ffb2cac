import type { CheckReport, Connector, Json, JsonObject, Session } from '@trefoil/sdk'
import { z } from 'zod'
import { inTransaction } from '../db/in-transaction.ts'
import {
  type Connection,
  findConnection,
  insertConnection,
  type NewConnection,
  renewConnection,
} from '../store/connection.ts'
import { goesOn } from '../sync/stops.ts'
import { askVendor } from './ask-vendor.ts'
import type { Actor, Hub } from './hub.ts'
import { assertName } from './name.ts'
import { excessOf, needsOfFlows } from './needs-of-flows.ts'
import { Refusal } from './refusal.ts'

interface ConnectRequest {
  connector: string
  name: string
  credentials: JsonObject
  settings: JsonObject
  /** Connect although the vendor grants less than the enabled flows need, or than any could while there are none. */
  allowMissing: boolean
}

export interface Connected {
  connection: Connection
  isNew: boolean
  missing: MissingPermission[]
  /** Permissions that nothing needs. */
  excess: string[]
}

export interface MissingPermission {
  permission: string
  /** Sources and targets that need it. */
  neededBy: string[]
}

/**
 * Proves the credentials at the vendor and only then stores them, sealed. A name that is known already gets new
 * credentials, if they are for the same account; settings that are not named stay as they are.
 */
export async function connect(hub: Hub, request: ConnectRequest, actor: Actor): Promise<Connected> {
  const proved = await proveAccount(hub, request)
  return connectProved(hub, { ...proved, name: request.name }, { allowMissing: request.allowMissing, actor })
}

/** An account to be connected, with its access as it will be sealed. */
export interface ParsedAccount {
  connector: Connector
  name: string
  credentials: Json
  settings: Json
}

/** Stores access that the vendor has proved, if it opens what the enabled flows need. */
export async function connectProved(
  hub: Hub,
  account: ParsedAccount & { report: CheckReport },
  { allowMissing, actor }: { allowMissing: boolean; actor: Actor },
): Promise<Connected> {
  const { connector, name, credentials, settings, report } = account
  const needs = await needsOfFlows(hub, connector, await namesake(hub, connector, name))
  const missing = missingPermissions(connector, report).filter(
    ({ permission }) => needs === null || needs.has(permission),
  )
  if (missing.length > 0 && !allowMissing) throw lacking(connector, report, missing)

  const stored = await store(
    hub,
    {
      workspaceId: hub.workspaceId,
      name,
      connector: connector.id,
      account: report.account,
      label: report.label,
      settings,
      sealedCredentials: hub.vault.seal(credentials),
      permissions: report.permissions,
    },
    actor,
  )
  hub.log.info('connection.connected', { connection: name, connector: connector.id, actor, isNew: stored.isNew })
  hub.wake()
  return { ...stored, missing, excess: excessOf(connector, report.permissions, needs) }
}

/** Asks the vendor what these credentials open. Nothing is stored. */
export async function proveAccount(hub: Hub, request: Omit<ConnectRequest, 'allowMissing'>) {
  assertName(request.name, '/name')
  const connector = requireConnector(hub, request.connector)
  const what = `${connector.title} credentials`
  const credentials = parseFields(connector.credentials, request.credentials, what, '/credentials')
  const settings = settingsOver(await namesake(hub, connector, request.name), connector, request.settings)
  const report = await proveAccess(hub, { connector, name: request.name, credentials, settings })
  return { connector, credentials, settings, report }
}

export function requireConnector(hub: Hub, id: string): Connector {
  const connector = hub.connectors.get(id)
  if (connector !== undefined) return connector
  const known = [...hub.connectors.keys()].join(', ')
  throw new Refusal('unknown', 'unknown_connector', `No connector is called "${id}": this hub has ${known}`, {
    facts: { connector: id },
  })
}

/** The connection that a new one under this name would renew. */
export async function namesake(hub: Hub, connector: Connector, name: string): Promise<Connection | null> {
  const named = await findConnection(hub.db, hub.workspaceId, { name })
  return named?.connector === connector.id ? named : null
}

/** Those of the connection that is renewed hold where nothing else is said. */
export function settingsOver(known: Connection | null, connector: Connector, given: JsonObject): Json {
  return parseFields(connector.settings, { ...known?.settings, ...given }, `${connector.title} settings`, '/settings')
}

/** Parsed once, then kept as JSON: what the schema made of it is what every later session is given. */
export function parseFields(schema: z.ZodType, given: JsonObject, what: string, at: string): Json {
  const result = schema.safeParse(given)
  if (!result.success) {
    const problems = result.error.issues.map((issue) => ({
      pointer: [at, ...issue.path.map(String)].join('/'),
      detail: issue.message,
    }))
    const list = problems.map(({ pointer, detail }) => `${pointer.slice(at.length + 1) || 'all'}: ${detail}`).join('; ')
    throw new Refusal('invalid', 'bad_input', `The ${what} cannot be used: ${list}`, { problems })
  }
  return z.json().parse(result.data)
}

export function proveAccess(hub: Hub, { connector, name, credentials, settings }: ParsedAccount): Promise<CheckReport> {
  const access = { connector, connectionId: null, account: name, credentials, settings }
  const question = (session: Session) => connector.check(session)
  const tried = `"${name}" was not connected, and nothing was stored`
  return askVendor(hub, access, { code: 'connection_check_failed', tried, question })
}

export function missingPermissions(
  connector: Connector,
  report: { permissions: Readonly<Record<string, unknown>> },
): MissingPermission[] {
  const endpoints = [...Object.entries(connector.sources), ...Object.entries(connector.targets)]
  const needed = new Set(endpoints.flatMap(([, endpoint]) => endpoint.needs))
  return [...needed]
    .filter((permission) => report.permissions[permission] === 'missing')
    .map((permission) => ({
      permission,
      neededBy: endpoints.filter(([, endpoint]) => endpoint.needs.includes(permission)).map(([name]) => name),
    }))
}

function lacking(connector: Connector, report: CheckReport, missing: MissingPermission[]): Refusal {
  const list = missing.map(({ permission, neededBy }) => `${permission} (for ${neededBy.join(', ')})`).join(', ')
  return new Refusal(
    'rejected',
    'missing_permissions',
    `${connector.title} knows the account ${report.label}, but these credentials lack ${list}: ` +
      'grant them at the vendor and connect again, or connect with --allow-missing (allowMissing) to use only the rest. Nothing was stored',
    {
      facts: {
        fault: { kind: 'permission' },
        missing: missing.map(({ permission, neededBy }) => ({ permission, neededBy })),
      },
    },
  )
}

async function store(
  hub: Hub,
  connection: NewConnection,
  actor: Actor,
): Promise<{ connection: Connection; isNew: boolean }> {
  return inTransaction(hub.db, async (tx) => {
    const inserted = await insertConnection(tx, connection)
    if (inserted !== null) return { connection: inserted, isNew: true }
    const known = await findConnection(tx, hub.workspaceId, { name: connection.name })
    if (known === null || known.connector !== connection.connector || known.account !== connection.account) {
      throw new Refusal(
        'conflict',
        'name_taken',
        `The connection "${connection.name}" belongs to ${known?.connector ?? 'another connector'} account ` +
          `${known?.account ?? ''}, not to ${connection.connector} account ${connection.account}: choose another name`,
        { facts: { connection: connection.name } },
      )
    }
    const now = hub.now()
    const renewed = await renewConnection(tx, { ...connection, id: known.id }, now)
    const place = { workspace: hub.workspaceId, connectionId: known.id, flowId: 0 }
    await goesOn(tx, place, { shape: 'connection', by: actor }, now)
    return { connection: renewed, isNew: false }
  })
}
