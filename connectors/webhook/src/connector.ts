import type { Connector } from '@trefoil/sdk'
import { check } from './check.ts'
import { customers } from './customers.ts'
import { faultIn } from './fault-in.ts'
import { atOnce } from './send.ts'
import { Credentials, Settings } from './settings.ts'

/** Any program of yours: each record goes to one address as a signed message, by the Standard Webhooks specification. */
export const webhook: Connector = {
  id: 'webhook',
  title: 'Webhook',
  category: 'Your own programs',
  idFormat: "the record's own id in the hub, as in `55260`",
  credentials: Credentials,
  settings: Settings,
  // What a small receiver bears. One that bears less says 429.
  limits: [{ bucket: 'messages', per: 'connection', size: 50, refillPerSecond: 50, concurrent: atOnce }],
  http({ settings }) {
    const { origin } = new URL(Settings.parse(settings).url)
    return { baseUrl: origin, headers: { 'user-agent': 'Trefoil' }, fault: faultIn, isTyped: true }
  },
  check,
  sources: {},
  targets: { customers },
}
