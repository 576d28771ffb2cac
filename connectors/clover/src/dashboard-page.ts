import { hostOf } from '@trefoil/clover'
import type { Session } from '@trefoil/sdk'
import { cloverCredentials } from './credentials.ts'
import { cloverSettings, placeOf } from './settings.ts'

/** Where a person sees a customer or an order; both apps of the dashboard build their addresses alike (seen November 2026). */
export function dashboardPage({ credentials, settings }: Session, app: 'customers' | 'orders', id: string): string {
  const { merchantId } = cloverCredentials.parse(credentials)
  const dashboard = hostOf('web', placeOf(cloverSettings.parse(settings ?? {})))
  return `${dashboard}/${app}/m/${merchantId}/${app}/${encodeURIComponent(id)}`
}
