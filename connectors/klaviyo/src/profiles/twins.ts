import { nameOf } from './find.ts'
import type { Prepared } from './prepare.ts'

export interface Parted {
  firsts: Prepared[]
  /** Each with the earlier writes of the batch that speak of the same person. */
  twins: { prepared: Prepared; after: Prepared[] }[]
}

/** What becomes of two rows of one person in one import job is not documented: so no two go together. */
export function partTwins(all: Prepared[]): Parted {
  const seen = new Map<string, Prepared>()
  const parted: Parted = { firsts: [], twins: [] }
  for (const prepared of all) {
    const names = namesOf(prepared)
    const after = new Set<Prepared>()
    for (const name of names) {
      const earlier = seen.get(name)
      if (earlier === undefined) seen.set(name, prepared)
      else if (earlier !== prepared) after.add(earlier)
    }
    if (after.size === 0) parted.firsts.push(prepared)
    else parted.twins.push({ prepared, after: [...after] })
  }
  return parted
}

function namesOf({ id, attributes }: Prepared): string[] {
  const names: string[] = []
  if (id !== null) names.push(nameOf('id', id))
  if (typeof attributes.email === 'string') names.push(nameOf('email', attributes.email))
  if (typeof attributes.phone_number === 'string') names.push(nameOf('phone_number', attributes.phone_number))
  if (typeof attributes.external_id === 'string') names.push(nameOf('external_id', attributes.external_id))
  return names
}
