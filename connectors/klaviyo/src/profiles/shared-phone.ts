import type { Session } from '@trefoil/sdk'
import { ProfileIndex } from './find.ts'
import type { Prepared } from './prepare.ts'
import { readProfiles } from './read-profiles.ts'

/** Why a profile goes without the phone number that was mapped for it. */
export type Phoneless = 'refused' | 'shared'

export const phoneWarnings: Record<Phoneless, string> = {
  refused: 'Klaviyo refused phoneNumber: sent without it',
  shared: 'phoneNumber belongs to another customer, and Klaviyo gives it to one profile alone: sent without it',
}

export function withoutPhone(prepared: Prepared, phoneless: Phoneless): Prepared {
  const { phone_number: _, ...attributes } = prepared.attributes
  return { ...prepared, attributes, phoneless, warnings: [...prepared.warnings, phoneWarnings[phoneless]] }
}

/**
 * Families share a number, and a till may have one for everybody who gave none. Whoever has it in Klaviyo keeps it, else
 * the first; those who are known by an e-mail address as well go without, instead of one after the other. It is
 * remembered from one batch to the next, because an import writes over whoever has the number, and shows only later who
 * that is; the oldest are forgotten, whose jobs are long done, so that Klaviyo itself says who has their numbers.
 */
export async function leaveSharedPhones(session: Session, all: Prepared[]): Promise<Prepared[]> {
  const owners = await session.memo('klaviyo.phoneOwners', async () => new Map<string, string>())
  for (const holder of await holdersAmong(session, all)) {
    const { phone_number: phone } = holder.attributes
    if (typeof phone === 'string' && !owners.has(phone)) owners.set(phone, nameOf(holder))
  }
  const left = all.map((prepared) => {
    const { phone_number: phone } = prepared.attributes
    if (typeof phone !== 'string') return prepared
    const name = nameOf(prepared)
    const owner = owners.get(phone) ?? name
    if (owner !== name && isKnownWithout(prepared)) return withoutPhone(prepared, 'shared')
    owners.set(phone, owner)
    return prepared
  })
  for (const phone of owners.keys()) {
    if (owners.size <= mostOwners) break
    owners.delete(phone)
  }
  return left
}

/** More than all import jobs that may be under way at once speak of. */
const mostOwners = 100_000

function nameOf({ id, attributes: { email } }: Prepared): string {
  return typeof email === 'string' ? email.toLowerCase() : (id ?? '')
}

/** Of those with a profile whose phone others of the batch have as well: whoever has it in Klaviyo. */
async function holdersAmong(session: Session, all: Prepared[]): Promise<Prepared[]> {
  const byPhone = Map.groupBy(all, ({ attributes }) => attributes.phone_number)
  const shared = [...byPhone.values()].filter((some) => some.length > 1 && some.some(({ id }) => id !== null)).flat()
  const phones = new Set(shared.flatMap(({ attributes }) => attributes.phone_number ?? []))
  if (phones.size === 0) return []
  const holders = new ProfileIndex(await readProfiles(session, 'phone_number', [...phones]))
  return shared.filter(
    ({ id, attributes }) => id !== null && holders.ids('phone_number', attributes.phone_number).includes(id),
  )
}

/** Those whose phone is that of a profile which the hub knows as somebody else, and who have an e-mail address. */
export async function thoseWhoShare(session: Session, all: Prepared[]): Promise<Set<Prepared>> {
  const asking = all.filter(isKnownWithout)
  const phones = asking.flatMap(({ attributes }) => attributes.phone_number ?? [])
  if (phones.length === 0) return new Set()
  const holders = new ProfileIndex(await readProfiles(session, 'phone_number', phones))
  const othersOf = ({ id, attributes }: Prepared) =>
    holders.ids('phone_number', attributes.phone_number).filter((holder) => holder !== id)
  const linked = await session.linked([...new Set(asking.flatMap(othersOf))])
  return new Set(
    asking.filter((prepared) => {
      const others = othersOf(prepared)
      return others.length > 0 && others.every((other) => linked.has(other))
    }),
  )
}

/** Has a phone number to leave out, and an e-mail address by which the person is known all the same. */
export function isKnownWithout({ attributes }: Prepared): boolean {
  return typeof attributes.email === 'string' && typeof attributes.phone_number === 'string'
}
