import { emptyProfile, type IdentifierName, type Identifiers, identifierNames, type Profile } from './profile.ts'

/** All profiles, found by id and by each identifier. */
export interface ProfileShelf {
  size(): number
  get(id: string): Profile | undefined
  find(name: IdentifierName, value: string): Profile | undefined
  /** In the order of their ids, which is the order of their making. */
  inOrder(): readonly Profile[]
  create(id: string, at: number): Profile
  /** Writes an identifier and keeps the index; the caller has made sure that it is free. True if it changed. */
  identify(profile: Profile, name: IdentifierName, value: string | null): boolean
  remove(profile: Profile): void
}

export function createProfileShelf(lowercaseEmails: boolean): ProfileShelf {
  const byId = new Map<string, Profile>()
  const ordered: Profile[] = []
  const indexes: Record<IdentifierName, Map<string, Profile>> = {
    email: new Map(),
    phone_number: new Map(),
    external_id: new Map(),
  }
  const identify = (profile: Profile, name: IdentifierName, given: string | null) => {
    const value = given !== null && name === 'email' && lowercaseEmails ? given.toLowerCase() : given
    const old = profile[name]
    if (old === value) return false
    if (old !== null) indexes[name].delete(indexKey(name, old))
    if (value !== null) indexes[name].set(indexKey(name, value), profile)
    profile[name] = value
    return true
  }
  return {
    size: () => ordered.length,
    get: (id) => byId.get(id),
    find: (name, value) => indexes[name].get(indexKey(name, value)),
    inOrder: () => ordered,
    create: (id, at) => {
      const profile = emptyProfile(id, at)
      byId.set(id, profile)
      ordered.push(profile)
      return profile
    },
    identify,
    remove: (profile) => {
      for (const name of identifierNames) identify(profile, name, null)
      byId.delete(profile.id)
      ordered.splice(ordered.indexOf(profile), 1)
    },
  }
}

/** Who has one of these identifiers: the strongest match first. */
export function holders(shelf: ProfileShelf, given: Partial<Identifiers>): Profile[] {
  const found = new Set<Profile>()
  for (const name of identifierNames) {
    const value = given[name]
    const profile = value === undefined || value === null ? undefined : shelf.find(name, value)
    if (profile !== undefined) found.add(profile)
  }
  return [...found]
}

function indexKey(name: IdentifierName, value: string): string {
  return name === 'email' ? value.toLowerCase() : value
}
