import { inParallel, type Source } from '@trefoil/sdk'
import { chunksOf } from '../chunks-of.ts'
import { readPages } from '../read-pages.ts'
import {
  type CustomerProfile,
  customerProfile,
  ProfileRow,
  profileFields,
  readProfile,
  statementsOf,
} from './customer-profile.ts'
import { type Listing, pullListing } from './listing.ts'

const shown = { 'fields[profile]': profileFields, 'additional-fields[profile]': 'subscriptions' }

const listing: Listing<ReturnType<typeof ProfileRow.parse>, CustomerProfile> = {
  name: 'profiles',
  call: 'profiles.read',
  path: '/api/profiles',
  by: 'updated',
  query: shown,
  largestPage: 100,
  row: ProfileRow,
  read: readProfile,
  stampOf: (profile) => profile.updated ?? '',
}

/** Profiles by their time of change, with what the person said about mail and messages. */
export const profileSource: Source<CustomerProfile> = {
  title: 'Profiles with their address, properties and consent',
  schema: customerProfile,
  needs: ['profiles:read'],
  key: (profile) => profile.id,
  version: (profile) => profile.updated ?? '',
  page: (_session, id) => `https://www.klaviyo.com/profile/${encodeURIComponent(id)}`,
  consent: statementsOf,
  pull: (session, from) => pullListing(session, listing, from),

  async fetch(session, ids) {
    const found = new Map<string, CustomerProfile | 'gone'>(ids.map((id) => [id, 'gone']))
    // What is no id cannot be known to Klaviyo, and must not get into the filter.
    const asked = [...found.keys()].filter((id) => /^[0-9A-Za-z]{1,64}$/.test(id))
    const pages = await inParallel(chunksOf(asked, 100), 4, (some) =>
      readPages(session, {
        call: 'profiles.read',
        path: '/api/profiles',
        query: { ...shown, filter: `any(id,${JSON.stringify(some)})`, 'page[size]': 100 },
        item: ProfileRow,
      }),
    )
    for (const row of pages.flat()) if (found.has(row.id)) found.set(row.id, readProfile(row))
    return found
  },
}
