import type { Connector } from '@trefoil/sdk'
import { limits } from './calls.ts'
import { check } from './check.ts'
import { faultOf } from './dialect.ts'
import { formattedPhoneNumber } from './phone.ts'
import { profiles } from './profiles/target.ts'
import { Credentials, Settings } from './settings.ts'

/** Klaviyo by a private API key: customers go out as profiles, with lists and consent. */
export const klaviyo: Connector = {
  id: 'klaviyo',
  title: 'Klaviyo',
  category: 'Marketing',
  credentials: Credentials,
  settings: Settings,
  limits,
  http({ credentials, settings }) {
    return {
      baseUrl: 'https://a.klaviyo.com',
      headers: {
        authorization: `Klaviyo-API-Key ${Credentials.parse(credentials).apiKey}`,
        revision: Settings.parse(settings ?? {}).revision,
        accept: 'application/vnd.api+json',
      },
      fault: faultOf,
    }
  },
  check,
  sources: {},
  targets: { profiles },
  lookups: { GetKlaviyoFormattedPhoneNumber: formattedPhoneNumber },
}
