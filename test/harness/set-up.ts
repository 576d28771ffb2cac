import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import type { House } from './open-house.ts'
import { told } from './told.ts'

/** The pretended vendors. */
export type Vendors = Pick<House, 'clover' | 'klaviyo'> & Partial<Pick<House, 'shopify'>>

/** Connects the accounts, as `till`, `mail` and `shop`, or connects them again; the shop sells from the till's shelf. */
export async function connect(api: TrefoilClient, { clover, klaviyo, shopify }: Vendors): Promise<void> {
  const accounts = [
    { connector: 'clover', name: 'till', credentials: { merchantId: clover.merchantId, apiToken: clover.token } },
    { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } },
  ]
  for (const account of accounts) {
    await told(api.POST('/api/v1/connections', { body: { ...account, settings: {}, allowMissing: false } }))
  }
  if (shopify === undefined) return
  const { domain, clientId, clientSecret } = shopify
  const [place] = shopify.locations.list()
  const settings = { locationId: place?.id.split('/').at(-1), hubLocation: clover.merchantId, orderHistoryDays: 365 }
  const account = {
    connector: 'shopify',
    name: 'shop',
    credentials: { shop: domain, clientId, clientSecret },
    settings,
  }
  await told(api.POST('/api/v1/connections', { body: { ...account, allowMissing: false } }))
}

export async function applyRecipe(api: TrefoilClient, name: string): Promise<void> {
  await told(api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } } }))
}

/** The recipes of the main job, in the order in which they are applied. */
export const mainJob = ['clover-customers', 'klaviyo-profiles'] as const
