import { Fault, type Session } from '@trefoil/sdk'
import { isEmail } from './email.ts'
import type { Prepared } from './prepare.ts'
import { type Found, type Identifier, readProfiles } from './read-profiles.ts'

const identifiers = { email: 'email', phoneNumber: 'phone_number', externalId: 'external_id' } as const

const byKey: Partial<Record<string, Exclude<Identifier, 'id'>>> = identifiers

/** Value → every profile that has it. E-mail addresses are compared without regard to case. */
export async function findProfiles(session: Session, key: string, values: string[]): Promise<Map<string, string[]>> {
  const by = byKey[key]
  if (by === undefined) throw new Fault('bug', `Klaviyo profiles cannot be found by ${key}`)
  const asked = values.filter((value) => canExist(by, value))
  const index = new ProfileIndex(
    asked.length === 0
      ? []
      : await readProfiles(
          session,
          by,
          asked.map((value) => value.trim()),
        ),
  )
  return new Map(values.map((value) => [value, index.ids(by, value)]))
}

/** Every profile that has any of the identifiers of each; those whom nobody is in the way of are left out. */
export async function claimsOfEach(session: Session, all: Prepared[]): Promise<Map<Prepared, string[]>> {
  const claims = new Map<Prepared, Set<string>>()
  for (const key of ['email', 'phoneNumber', 'externalId'] as const) {
    const by = identifiers[key]
    const values = all.flatMap(({ attributes }) => attributes[by] ?? [])
    if (values.length === 0) continue
    const found = await findProfiles(session, key, values)
    for (const prepared of all) {
      for (const id of found.get(prepared.attributes[by] ?? '') ?? []) {
        claims.set(prepared, (claims.get(prepared) ?? new Set()).add(id))
      }
    }
  }
  return new Map([...claims].map(([prepared, ids]) => [prepared, [...ids]]))
}

/** Profiles by their identifiers. */
export class ProfileIndex {
  readonly #ids = new Map<string, Set<string>>()

  constructor(found: Found[]) {
    for (const { id, attributes } of found) {
      for (const by of ['email', 'phone_number', 'external_id'] as const) {
        const value = attributes[by]
        if (value === null || value === undefined) continue
        const name = nameOf(by, value)
        const ids = this.#ids.get(name)
        if (ids === undefined) this.#ids.set(name, new Set([id]))
        else ids.add(id)
      }
    }
  }

  ids(by: Identifier, value: string | null | undefined): string[] {
    return value === null || value === undefined ? [] : [...(this.#ids.get(nameOf(by, value)) ?? [])]
  }
}

/** One identifier of one person, alike for all spellings that the vendor takes for the same. */
export function nameOf(by: Identifier, value: string): string {
  return `${by} ${by === 'email' ? value.trim().toLowerCase() : value.trim()}`
}

// A value in no possible form has no profile, and in a filter it could spoil the question about the others.
function canExist(by: Identifier, value: string): boolean {
  if (by === 'email') return isEmail(value.trim())
  if (by === 'phone_number') return /^\+[1-9]\d{6,14}$/.test(value.trim())
  return value.trim() !== ''
}
