import type { CheckReport, Connector } from '@trefoil/sdk'
import { type Connection, setPermissions } from '../store/connection.ts'
import { accessOf } from './access-of.ts'
import { askVendor } from './ask-vendor.ts'
import { namesake, proveAccount, requireConnector } from './connect.ts'
import type { Hub } from './hub.ts'
import { excessOf, needsOfFlows } from './needs-of-flows.ts'
import { requireConnection } from './require-connection.ts'

/** What credentials open at the vendor, permission by permission. */
export interface CheckedAccount {
  account: string
  label: string
  permissions: PermissionReport[]
}

interface PermissionReport {
  permission: string
  state: 'granted' | 'missing' | 'unknown'
  /** Sources and targets; empty: nothing needs it. */
  neededBy: string[]
  /** The enabled flows of the connection of this name that need it. */
  usedBy: string[]
  /** Granted for nothing: no enabled flow needs it, nor, while there are none, anything that could be one. */
  excess: boolean
}

const order = ['missing', 'unknown', 'granted']

/** Tries credentials before they are connected. Nothing is stored. */
export async function checkAccount(hub: Hub, request: Parameters<typeof proveAccount>[1]): Promise<CheckedAccount> {
  const { connector, report } = await proveAccount(hub, request)
  return judged(hub, connector, await namesake(hub, connector, request.name), report)
}

/** Asks the vendor anew what a connection's own credentials open, and keeps the answer. */
export async function checkConnection(hub: Hub, name: string): Promise<CheckedAccount> {
  const connection = await requireConnection(hub, name)
  const connector = requireConnector(hub, connection.connector)
  const report = await askVendor(hub, accessOf(hub, connector, connection), {
    code: 'connection_check_failed',
    tried: `"${name}" was checked`,
    question: (session) => connector.check(session),
  })
  const { permissions } = report
  await setPermissions(hub.db, { workspaceId: hub.workspaceId, id: connection.id, permissions })
  return judged(hub, connector, connection, report)
}

async function judged(
  hub: Hub,
  connector: Connector,
  known: Connection | null,
  report: CheckReport,
): Promise<CheckedAccount> {
  const endpoints = [...Object.values(connector.sources), ...Object.values(connector.targets)]
  const needs = await needsOfFlows(hub, connector, known)
  const excess = excessOf(connector, report.permissions, needs)
  const permissions = Object.entries(report.permissions).map(([permission, state]) => {
    const neededBy = endpoints.filter((each) => each.needs.includes(permission)).map(({ title }) => title)
    const usedBy = needs?.get(permission) ?? []
    return { permission, state, neededBy, usedBy, excess: excess.includes(permission) }
  })
  const rank = ({ state, neededBy }: PermissionReport) => order.indexOf(state) + (neededBy.length === 0 ? 10 : 0)
  return {
    account: report.account,
    label: report.label,
    permissions: permissions.sort((a, b) => rank(a) - rank(b) || a.permission.localeCompare(b.permission)),
  }
}
