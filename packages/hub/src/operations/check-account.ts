import { findConnection } from '../store/connection.ts'
import { proveAccount } from './connect.ts'
import type { Hub } from './hub.ts'
import { excessOf, needsOfFlows } from './needs-of-flows.ts'

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
  const endpoints = [...Object.values(connector.sources), ...Object.values(connector.targets)]
  const known = await findConnection(hub.db, hub.workspaceId, { name: request.name })
  const needs = await needsOfFlows(hub, connector, known?.connector === connector.id ? known : null)
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
