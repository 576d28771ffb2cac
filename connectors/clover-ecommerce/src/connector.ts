import { hostOf } from '@trefoil/clover'
import type { CheckReport, Connector, Session } from '@trefoil/sdk'
import {
  type EcommerceCredentials,
  type EcommerceSettings,
  ecommerceCredentials,
  ecommerceSettings,
} from './account.ts'
import { customers } from './customers.ts'
import { faultIn } from './fault-in.ts'

/** Cards on file: the Ecommerce API of one merchant, by the private one of its pair of tokens. */
export const cloverEcommerce: Connector<EcommerceCredentials, EcommerceSettings> = {
  id: 'clover-ecommerce',
  title: 'Clover Ecommerce',
  category: 'Point of sale',
  idFormat: '13 capital letters and digits, as in `J7M3Q9S5V1Y8Z`',
  credentials: ecommerceCredentials,
  settings: ecommerceSettings,
  // Its own figures are not documented: those of the platform hold, of which it is a part.
  limits: [{ bucket: 'token', per: 'connection', size: 16, refillPerSecond: 16, concurrent: 5 }],
  http: ({ credentials, settings }) => ({
    baseUrl: hostOf('ecommerce', settings),
    headers: {
      authorization: `Bearer ${credentials.privateToken}`,
      accept: 'application/json',
      'user-agent': 'trefoil/0.1',
    },
    fault: faultIn,
  }),
  check,
  sources: {},
  targets: { customers },
}

/** The API does not say whose token it is: the merchant id is taken as it was given. */
async function check(session: Session<EcommerceCredentials, EcommerceSettings>): Promise<CheckReport> {
  await session.http.get('/v1/charges', { query: { limit: 1 } })
  const { merchantId } = ecommerceCredentials.parse(session.credentials)
  return { account: merchantId, label: `${merchantId} online`, permissions: {} }
}
