import type { Prepared } from './prepare.ts'

export interface Parted {
  firsts: Prepared[]
  /** Each with the earlier writes of the batch that speak of the same person. */
  twins: { prepared: Prepared; after: Prepared[] }[]
}

/** What becomes of two rows of one person in one import job is not documented: so no two go together. */
export function partTwins(all: Prepared[]): Parted {
  const parted: Parted = { firsts: [], twins: [] }
  // One map for each kind of identifier: the strings are there already, and joining names to them costs more than all.
  const seen = { id: emptyMap(), email: emptyMap(), phone: emptyMap(), externalId: emptyMap() }
  for (const prepared of all) {
    const { id, attributes } = prepared
    const after = new Set<Prepared>()
    note(seen.id, id, prepared, after)
    note(seen.email, attributes.email?.toLowerCase(), prepared, after)
    note(seen.phone, attributes.phone_number, prepared, after)
    note(seen.externalId, attributes.external_id, prepared, after)
    if (after.size === 0) parted.firsts.push(prepared)
    else parted.twins.push({ prepared, after: [...after] })
  }
  return parted
}

function emptyMap(): Map<string, Prepared> {
  return new Map()
}

/** Puts whoever came first with this value into `after`, or remembers this one as the first. */
function note(
  seen: Map<string, Prepared>,
  value: string | null | undefined,
  prepared: Prepared,
  after: Set<Prepared>,
): void {
  if (value === null || value === undefined) return
  const first = seen.get(value)
  if (first === undefined) seen.set(value, prepared)
  else after.add(first)
}
