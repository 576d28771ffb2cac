import { Fault, type Json, type Session, type Write } from '@trefoil/sdk'
import { knownPhones } from '../phone.ts'
import { settingsOf } from '../settings.ts'
import { ProfileIndex } from './find.ts'
import { type Prepared, prepare } from './prepare.ts'
import { locationNames, plainNames } from './profile.ts'
import { readProfiles } from './read-profiles.ts'
import { thoseWhoShare } from './shared-phone.ts'

/**
 * What Klaviyo would have after these writes, under the names of `readBack`: without what would be left out, and
 * without lists and consent, which are no fields.
 */
export async function expectedProfiles(
  session: Session,
  writes: Write[],
): Promise<(Record<string, Json | undefined> | Fault)[]> {
  const settings = settingsOf(session)
  const preparation = { settings, countries: new Map<string, string | null>(), phones: await knownPhones(session) }
  const all = writes.map((write, index) => prepare(index, write, preparation))
  const good = all.flatMap((each) => (each instanceof Fault ? [] : [each]))
  const sharing = settings.strict ? new Set<Prepared>() : await thoseWhoShare(session, good)
  const marked = await thoseWhoseIdIsTaken(session, good)
  return all.map((each) => {
    if (each instanceof Fault) return each
    const { phoneNumber, externalId, ...fields } = fieldsOf(each)
    return {
      ...fields,
      ...(phoneNumber === undefined || sharing.has(each) ? {} : { phoneNumber }),
      ...(externalId === undefined || marked.has(each) ? {} : { externalId }),
    }
  })
}

/** Those whose external id another profile has. */
async function thoseWhoseIdIsTaken(session: Session, all: Prepared[]): Promise<Set<Prepared>> {
  const ids = all.flatMap(({ attributes }) => attributes.external_id ?? [])
  if (ids.length === 0) return new Set()
  const holders = new ProfileIndex(await readProfiles(session, 'external_id', ids, ['external_id']))
  return new Set(
    all.filter(({ id, attributes }) =>
      holders.ids('external_id', attributes.external_id).some((holder) => holder !== id),
    ),
  )
}

function fieldsOf({ attributes, unset }: Prepared): Record<string, Json | undefined> {
  const { location, properties } = attributes
  const named = [
    ...Object.entries(plainNames).map(([name, theirs]) => [name, attributes[theirs]] as const),
    ...locationNames.map((name) => [name, location?.[name]] as const),
  ]
  return {
    ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
    ...properties,
    ...Object.fromEntries(unset.map((name) => [name, null])),
  }
}
