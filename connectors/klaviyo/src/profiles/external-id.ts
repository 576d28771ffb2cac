import type { Session } from '@trefoil/sdk'
import { ProfileIndex } from './find.ts'
import type { Prepared } from './prepare.ts'
import { readProfiles } from './read-profiles.ts'

export interface Marked {
  all: Prepared[]
  /** Those that go without the external id they were given. */
  bare: Set<Prepared>
}

/**
 * An external id is a mark on a profile and no way to know a person: an account that another hub has filled is full of
 * numbers that mean somebody else here. The vendor, however, takes it for one, and would write a new person over
 * whoever has the number. So whoever is new and finds it taken goes without.
 */
export async function leaveTakenIds(session: Session, all: Prepared[]): Promise<Marked> {
  const asking = all.filter(({ id, attributes }) => id === null && typeof attributes.external_id === 'string')
  const ids = asking.flatMap(({ attributes }) => attributes.external_id ?? [])
  if (ids.length === 0) return { all, bare: new Set() }
  const taken = new ProfileIndex(await readProfiles(session, 'external_id', ids, ['external_id']))
  const bare = new Set<Prepared>()
  const marked = all.map((prepared) => {
    if (prepared.id !== null || taken.ids('external_id', prepared.attributes.external_id).length === 0) return prepared
    const without = withoutExternalId(prepared)
    bare.add(without)
    return without
  })
  return { all: marked, bare }
}

export function withoutExternalId(prepared: Prepared): Prepared {
  const { external_id: _, ...attributes } = prepared.attributes
  return { ...prepared, attributes, warnings: [...prepared.warnings, externalIdTaken] }
}

const externalIdTaken = 'externalId belongs to another profile in Klaviyo: sent without it'
