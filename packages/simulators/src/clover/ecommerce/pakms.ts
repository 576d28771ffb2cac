import { json } from '../../server/exchange.ts'
import type { Town } from '../town.ts'
import type { EcommerceRoute } from './call.ts'

/** The key for card tokens that an app asks for: one for each merchant and app. */
export function pakmsRoutes({ keys }: Town): Record<string, EcommerceRoute> {
  return {
    'GET /pakms/apikey': {
      opensTo: ['oauth'],
      answer: ({ shop, key }) => {
        const { merchantId, region, appId = '' } = key
        const of = (one: typeof key) => one.kind === 'pakms' && one.merchantId === merchantId && one.appId === appId
        const found =
          keys.list().find(of) ??
          keys.add({
            kind: 'pakms',
            token: shop.random.text('0123456789abcdef', 32),
            merchantId,
            region,
            appId,
            permissions: new Set(),
          })
        return json(200, {
          active: !found.revoked,
          apiAccessKey: found.token,
          createdTime: shop.stamp(),
          developerAppUuid: appId,
          merchantUuid: merchantId,
          modifiedTime: shop.stamp(),
        })
      },
    },
  }
}
