import type { Session } from '@trefoil/sdk'
import { readProfiles } from './read-profiles.ts'

/**
 * Profiles as they stand at Klaviyo, under the names that flows write. What was asked about consent and lists is not
 * among them: it is entered in the person's history, and is no field.
 */
export async function readBack(session: Session, ids: string[]): Promise<Map<string, Record<string, unknown>>> {
  const found = await readProfiles(session, 'id', ids, fields)
  return new Map(
    found.map(({ id, attributes }) => [
      id,
      {
        email: attributes.email ?? null,
        phoneNumber: attributes.phone_number ?? null,
        externalId: attributes.external_id ?? null,
        firstName: attributes.first_name ?? null,
        lastName: attributes.last_name ?? null,
        organization: attributes.organization ?? null,
        address1: attributes.location?.address1 ?? null,
        address2: attributes.location?.address2 ?? null,
        city: attributes.location?.city ?? null,
        country: attributes.location?.country ?? null,
        region: attributes.location?.region ?? null,
        zip: attributes.location?.zip ?? null,
        ...attributes.properties,
      },
    ]),
  )
}

const fields = [
  'email',
  'phone_number',
  'external_id',
  'first_name',
  'last_name',
  'organization',
  'location',
  'properties',
]
