import type { Source } from '@trefoil/sdk'
import { z } from 'zod'
import { type Listing, pullListing } from './listing.ts'

const field = 'subscriptions.email.marketing.suppression.timestamp'
const text = z.string().nullish()

const suppressions = z.array(z.object({ reason: text, timestamp: text }))

const Row = z.object({
  id: z.string(),
  attributes: z.object({
    email: text,
    subscriptions: z.object({
      email: z.object({ marketing: z.object({ suppression: suppressions.nullish() }).nullish() }).nullish(),
    }),
  }),
})

const suppressed = z.object({ id: z.string(), email: text, suppressedAt: z.string(), suppressions })

type Suppressed = z.infer<typeof suppressed>

const listing: Listing<z.infer<typeof Row>, Suppressed> = {
  name: 'suppressions',
  call: 'profiles.read',
  path: '/api/profiles',
  by: field,
  query: { 'fields[profile]': 'email,subscriptions', 'additional-fields[profile]': 'subscriptions' },
  largestPage: 100,
  row: Row,
  read: readSuppressed,
  stampOf: ({ suppressedAt }) => suppressedAt,
  everything: `greater-than(${field},1970-01-01T00:00:00Z)`,
}

/**
 * Those whose e-mail was suppressed: unsubscribed, bounced, complained, or taken off by hand. A profile's own time of
 * change is not promised to move with it, so that these are looked at again.
 */
export const suppressionSource: Source<Suppressed> = {
  title: 'Suppressed e-mail addresses, as a reason to look at their profiles again',
  schema: suppressed,
  needs: ['profiles:read'],
  key: ({ id }) => id,
  version: ({ suppressedAt }) => suppressedAt,
  touches: ({ id }) => [{ source: 'profiles', id }],
  pull: (session, from) => pullListing(session, listing, from),
}

function readSuppressed({ id, attributes }: z.infer<typeof Row>): Suppressed {
  const all = attributes.subscriptions.email?.marketing?.suppression ?? []
  const [newest = ''] = all
    .map(({ timestamp }) => timestamp ?? '')
    .toSorted()
    .toReversed()
  return { id, email: attributes.email, suppressedAt: newest, suppressions: all }
}
