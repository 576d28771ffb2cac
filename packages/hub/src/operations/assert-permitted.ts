import type { FlowDefinition } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { type Connection, setPermissions } from '../store/connection.ts'
import { accessOf } from './access-of.ts'
import { askVendor } from './ask-vendor.ts'
import { missingPermissions, requireConnector } from './connect.ts'
import type { Hub } from './hub.ts'
import { needsOf } from './needs-of-flows.ts'
import { Refusal } from './refusal.ts'

/**
 * A flow is enabled only where its connection may do what it does. What was missing when the account was connected may
 * have been granted since, and what was granted may be in doubt: then the vendor is asked again.
 */
export async function assertPermitted(
  hub: Hub,
  connection: Connection,
  definition: FlowDefinition,
  isInDoubt = false,
): Promise<void> {
  const connector = requireConnector(hub, connection.connector)
  const needs = needsOf(connector, definition)
  const lacking = (permissions: JsonObject) =>
    missingPermissions(connector, { permissions }).filter(({ permission }) => needs.has(permission))
  if (!isInDoubt && lacking(connection.permissions).length === 0) return
  const { permissions } = await askVendor(hub, accessOf(hub, connector, connection), {
    code: 'vendor_refused',
    tried: `The flow "${definition.name}" was not enabled, because ${connector.title} could not be asked what the connection "${connection.name}" may do`,
    question: (session) => connector.check(session),
  })
  await setPermissions(hub.db, { workspaceId: hub.workspaceId, id: connection.id, permissions })
  const missing = lacking(permissions)
  if (missing.length === 0) return
  throw new Refusal(
    'rejected',
    'missing_permissions',
    `The flow "${definition.name}" needs ${missing.map(({ permission }) => permission).join(', ')}, which ${connector.title} ` +
      `does not grant to the connection "${connection.name}": grant it at the vendor and connect again under the same name`,
    { facts: { missing: missing.map(({ permission, neededBy }) => ({ permission, neededBy })) } },
  )
}
