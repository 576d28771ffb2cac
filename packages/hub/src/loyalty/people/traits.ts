/** By what a person is known again: what a record says, written as it is compared. */
import type { JsonObject } from '@trefoil/sdk'
import type { Identity, TraitName } from '../../store/identity-settings.ts'
import { phonesOf } from '../sign-ups/phones-of.ts'

export interface Trait {
  trait: TraitName
  value: string
}

export interface TraitRules {
  identity: Identity
  /** Whose phone numbers are written without a country code. */
  country: string
  /** A hash that tells nothing of what it was made of. */
  mark(text: string): string
}

/** Only what the business lets count. The same name alone is never a trait. */
export function traitsOf(customer: JsonObject, rules: TraitRules): Trait[] {
  return rules.identity.traits.flatMap((trait) => valuesOf[trait](customer, rules).map((value) => ({ trait, value })))
}

const valuesOf: Record<TraitName, (customer: JsonObject, rules: TraitRules) => string[]> = {
  phone: (customer, { country }) => phonesOf(customer, country),
  // No two records have the same e-mail address of their own; the other one may have it in place of none.
  email: (customer) => [
    ...new Set([...wordsIn(customer.emailAddress), ...wordsIn(customField(customer, fallbackEmail))]),
  ],
  name_and_birth: (customer, { identity }) => {
    const [first, last] = [wordsIn(customer.firstName), wordsIn(customer.lastName)]
    const born = wordsIn(customField(customer, identity.birthField))
    return first.length > 0 && last.length > 0 ? born.map((day) => `${first} ${last}|${day}`) : []
  },
  government_id: (customer, rules) => marked(customer, 'governmentIdField', rules),
  medical_id: (customer, rules) => marked(customer, 'medicalIdField', rules),
}

/** Where recipes look for an address to write to where the customer gave none. */
const fallbackEmail = 'FallbackEmail'

/** Blanks and hyphens are written here and there. */
function marked(
  customer: JsonObject,
  field: 'governmentIdField' | 'medicalIdField',
  { identity, mark }: TraitRules,
): string[] {
  const ids = wordsIn(customField(customer, identity[field])).map((id) => id.replaceAll(/[\s.-]/g, ''))
  return ids.filter((id) => id !== '').map((id) => mark(`${field}:${id}`))
}

function customField({ customFields }: JsonObject, name: string): unknown {
  return customFields === null || typeof customFields !== 'object' || Array.isArray(customFields)
    ? null
    : customFields[name]
}

/** One text in small letters, or none. */
function wordsIn(value: unknown): string[] {
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value).trim().replaceAll(/\s+/g, ' ').toLowerCase()
  return text === '' ? [] : [text]
}

/** As people may see it, who know the customer anyway: enough to tell one from another, and no more. */
export function shownTrait({ trait, value }: { trait: string; value: string }): string | null {
  if (trait === 'phone') return `…${value.slice(-4)}`
  if (trait === 'email') return value.replace(/^(.).*@/, '$1…@')
  if (trait === 'name_and_birth') return value.replace(/\|.*$/, '')
  return null
}
