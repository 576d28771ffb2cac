import type { Session } from '@trefoil/sdk'
import { locationNames, plainNames } from './profile.ts'
import { type Found, readProfiles } from './read-profiles.ts'

/**
 * Profiles as they stand at Klaviyo, under the names that flows write. What was asked about consent and lists is not
 * among them: it is entered in the person's history, and is no field.
 */
export async function readBack(session: Session, ids: string[]): Promise<Map<string, Record<string, unknown>>> {
  const found = await readProfiles(session, 'id', ids, [...Object.values(plainNames), 'location', 'properties'])
  return new Map(found.map(({ id, attributes }) => [id, fieldsOf(attributes)]))
}

/** Fields last: what an account calls `city` among its own properties is not the city of the address. */
function fieldsOf({ location, properties, ...plain }: Found['attributes']): Record<string, unknown> {
  return {
    ...properties,
    ...Object.fromEntries(Object.entries(plainNames).map(([name, theirs]) => [name, plain[theirs] ?? null])),
    ...Object.fromEntries(locationNames.map((name) => [name, location?.[name] ?? null])),
  }
}
