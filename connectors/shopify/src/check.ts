import type { CheckReport, Session } from '@trefoil/sdk'
import { z } from 'zod'
import { ask } from './ask.ts'
import { access } from './generated/operations.gen.ts'
import { shopifySettings } from './settings.ts'

/** Older orders are not refused but left out, as if there were none. */
const shownDays = 60

/** Names the shop and the scopes that the app was given. `needs`: those that some source or target takes. */
export async function check(session: Session, needs: readonly string[]): Promise<CheckReport> {
  const reads = z.object({
    shop: z.object({ name: z.string(), myshopifyDomain: z.string() }),
    currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  })
  const { shop, currentAppInstallation } = await ask(session, access, {}, { reads, points: 5 })
  const given = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle))
  const { orderHistoryDays } = shopifySettings.parse(session.settings)
  const wanted = orderHistoryDays > shownDays ? [...needs, 'read_all_orders'] : needs
  const states = wanted.map((scope) => [scope, isGiven(scope, given) ? 'granted' : 'missing'] as const)
  return {
    account: shop.myshopifyDomain,
    label: shop.name,
    permissions: {
      ...Object.fromEntries([...given].map((scope) => [scope, 'granted'])),
      ...Object.fromEntries(states),
    },
  }
}

/** Who may write may read, and Shopify may show the wider one alone. */
function isGiven(scope: string, given: ReadonlySet<string>): boolean {
  return given.has(scope) || (scope.startsWith('read_') && given.has(scope.replace(/^read_/, 'write_')))
}
