import type { Connector } from '@trefoil/sdk'
import { level, limits } from './calls.ts'
import { check } from './check.ts'
import { faultOf, faultOfSignedIn } from './dialect.ts'
import { orderEvents } from './events/target.ts'
import { oauth } from './oauth.ts'
import { formattedPhoneNumber } from './phone.ts'
import { profiles } from './profiles/target.ts'
import { authorization, Credentials, Settings } from './settings.ts'
import { listSource } from './sources/lists.ts'
import { profileSource } from './sources/profiles.ts'
import { suppressionSource } from './sources/suppressions.ts'
import { webhooks } from './webhooks.ts'

/** Klaviyo: profiles with lists and consent, both ways; orders go out as events. */
export const klaviyo: Connector = {
  id: 'klaviyo',
  title: 'Klaviyo',
  category: 'Marketing',
  idFormat: '26 capital letters and digits, as in `01J7M3Q9S5V1Y8ZK2N4P6R8T0W`',
  credentials: Credentials,
  settings: Settings,
  limits,
  http({ credentials, settings }) {
    const { header, isSignedIn } = authorization(credentials)
    return {
      baseUrl: 'https://a.klaviyo.com',
      headers: {
        authorization: header,
        revision: Settings.parse(settings ?? {}).revision,
        accept: 'application/vnd.api+json',
      },
      fault: isSignedIn ? faultOfSignedIn : faultOf,
      level,
    }
  },
  check,
  oauth,
  uses: ['accounts:read'],
  sources: { profiles: profileSource, suppressions: suppressionSource, lists: listSource },
  targets: { profiles, orderEvents },
  webhooks,
  lookups: { GetKlaviyoFormattedPhoneNumber: formattedPhoneNumber },
}
