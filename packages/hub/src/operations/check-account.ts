import { proveAccount } from './connect.ts'
import type { Hub } from './hub.ts'

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
}

const order = ['missing', 'unknown', 'granted']

/** Tries credentials before they are connected. Nothing is stored. */
export async function checkAccount(hub: Hub, request: Parameters<typeof proveAccount>[1]): Promise<CheckedAccount> {
  const { connector, report } = await proveAccount(hub, request)
  const endpoints = [...Object.values(connector.sources), ...Object.values(connector.targets)]
  const permissions = Object.entries(report.permissions).map(([permission, state]) => ({
    permission,
    state,
    neededBy: endpoints.filter(({ needs }) => needs.includes(permission)).map(({ title }) => title),
  }))
  const rank = ({ state, neededBy }: PermissionReport) => order.indexOf(state) + (neededBy.length === 0 ? 10 : 0)
  return {
    account: report.account,
    label: report.label,
    permissions: permissions.sort((a, b) => rank(a) - rank(b) || a.permission.localeCompare(b.permission)),
  }
}
