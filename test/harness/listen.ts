import type { CloverSimulator } from '@trefoil/simulators'
import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { told } from './told.ts'

/** Sets up webhooks as a person does at the vendor: the address, the code that comes back, and the secret. */
export async function listen(api: TrefoilClient, clover: CloverSimulator): Promise<void> {
  const till = { params: { path: { name: 'till' } } }
  const { url: webhookUrl } = await told(api.GET('/api/v1/connections/{name}/hook', till))
  clover.app.configure({ webhookUrl, permissions: ['CUSTOMERS_R'], events: ['C'] })
  await clover.app.sendVerificationCode()
  const { data } = await told(api.GET('/api/v1/connections/{name}/hooks', till))
  const { verificationCode }: { verificationCode?: string } = JSON.parse(data[0]?.verification ?? '{}')
  const webhookCode = clover.app.verify(verificationCode ?? '') ?? ''
  clover.app.install()
  await told(api.PUT('/api/v1/connections/{name}/hook', { ...till, body: { webhookCode } }))
}
