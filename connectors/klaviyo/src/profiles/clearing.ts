import type { Session } from '@trefoil/sdk'
import type { Prepared } from './prepare.ts'
import { plainNames } from './profile.ts'
import { type Found, readProfiles } from './read-profiles.ts'

/**
 * Those whose nulls would take something away. Most nulls of a mapping meet a field that is empty anyhow, and one
 * read for a hundred profiles is cheaper than a hundred writes.
 */
export async function thoseToClear(session: Session, all: Prepared[]): Promise<Set<Prepared>> {
  const asking = all.filter((prepared) => prepared.id !== null && nullsOf(prepared).length > 0)
  const fields = new Set(asking.flatMap(nullsOf))
  if (fields.size === 0) return new Set()
  const found = await readProfiles(
    session,
    'id',
    asking.flatMap(({ id }) => id ?? []),
    [...fields],
  )
  const byId = new Map(found.map((profile) => [profile.id, profile]))
  return new Set(
    asking.filter((prepared) => {
      const profile = byId.get(prepared.id ?? '')
      // A profile that is gone says so best when it is written to by itself.
      return profile === undefined || nullsOf(prepared).some((field) => holds(profile, field))
    }),
  )
}

const plain = Object.values(plainNames)

function nullsOf({ attributes }: Prepared): string[] {
  const location = Object.entries(attributes.location ?? {}).flatMap(([name, value]) =>
    value === null ? [`location.${name}`] : [],
  )
  return [...plain.filter((name) => attributes[name] === null), ...location]
}

function holds({ attributes }: Found, field: string): boolean {
  const value = field.startsWith('location.')
    ? attributes.location?.[field.slice('location.'.length)]
    : plain.flatMap((name) => (name === field ? attributes[name] : []))[0]
  return value !== null && value !== undefined && value !== ''
}
