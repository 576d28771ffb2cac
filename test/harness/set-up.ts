import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import type { House } from './open-house.ts'
import { told } from './told.ts'

/** Both pretended vendors. */
export type Vendors = Pick<House, 'clover' | 'klaviyo'>

/** Connects both accounts, as `till` and `mail`, or connects them again. */
export async function connect(api: TrefoilClient, { clover, klaviyo }: Vendors): Promise<void> {
  const accounts = [
    { connector: 'clover', name: 'till', credentials: { merchantId: clover.merchantId, apiToken: clover.token } },
    { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } },
  ]
  for (const account of accounts) {
    await told(api.POST('/api/v1/connections', { body: { ...account, settings: {}, allowMissing: false } }))
  }
}

export async function applyRecipe(api: TrefoilClient, name: string): Promise<void> {
  await told(api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } } }))
}

/** The recipes of the main job, in the order in which they are applied. */
export const mainJob = ['clover-customers', 'klaviyo-profiles'] as const
