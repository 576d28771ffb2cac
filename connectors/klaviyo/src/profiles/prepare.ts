import { Fault, inPlace, type Json, type JsonObject, type Write } from '@trefoil/sdk'
import { listWish, type Wishes } from '../consent/wishes.ts'
import { isE164, type KnownPhones } from '../phone.ts'
import { addressTrouble, type Countries } from '../postal-address.ts'
import type { Settings } from '../settings.ts'
import { isEmail } from './email.ts'
import { type Attributes, locationNames, Profile, plainNames } from './profile.ts'
import { type Phoneless, withoutPhone } from './shared-phone.ts'

/** A write that was found good, in the vendor's own words. */
export interface Prepared {
  /** Where it stands in the batch. */
  index: number
  /** The profile that it is for; null: not known yet. */
  id: string | null
  attributes: Attributes
  /** Custom properties to take away. */
  unset: string[]
  wishes: Wishes
  /** What was left out, in words for a person and without personal data. */
  warnings: string[]
  /** Why it goes without its phone number, where it does. */
  phoneless?: Phoneless
}

export interface Preparation {
  settings: Settings
  countries: Countries
  phones: KnownPhones
}

const readProfile = inPlace(Profile)

/** Checks one write and turns it into the vendor's words. A pure function, so that `settle` can do it again. */
export function prepare(index: number, write: Write, preparation: Preparation): Prepared | Fault {
  const parsed = readProfile(write.data)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    return new Fault('invalid', `${field} cannot be sent: ${issue?.message ?? 'wrong type'}`, {
      code: 'WRONG_TYPE',
      field,
    })
  }
  const profile = parsed.data
  const { settings } = preparation
  const prepared: Prepared = {
    index,
    id: write.id ?? (present(profile.id) ? profile.id : null),
    attributes: {},
    unset: [],
    wishes: {
      subscribe: profile.subscribeProfile ?? null,
      lists: [],
      withdrawn: write.withdrawn ?? [],
      consentedAt: profile.consentedAt ?? null,
    },
    warnings: [],
  }
  const isPhoneTaken = write.taken?.includes('phoneNumber') === true
  return (
    addIdentifiers(prepared, profile, { ...preparation, isPhoneTaken }) ??
    addName(prepared, profile, settings) ??
    addLocation(prepared, profile, preparation) ??
    addRest(prepared, profile) ??
    (isPhoneTaken ? withoutPhone(prepared, 'shared') : prepared)
  )
}

function addIdentifiers(
  prepared: Prepared,
  profile: Profile,
  { settings, phones, isPhoneTaken }: Preparation & { isPhoneTaken: boolean },
): Fault | null {
  const { attributes, warnings } = prepared
  const email = stateOf(profile.email, isEmail)
  const phone = stateOf(profile.phoneNumber, (text) => isE164(text, phones))
  // An update of other fields need not repeat the address; one that clears it must leave the number.
  const isPhoneOurs = phone.is === 'good' && !isPhoneTaken
  const reachable = email.is === 'good' || isPhoneOurs || (prepared.id !== null && email.is === 'absent')
  if (email.is === 'bad' && (settings.strict || !reachable)) return badEmail
  if (phone.is === 'bad' && (settings.strict || !reachable)) return badPhone
  if (!reachable) return noIdentifier
  if (email.is === 'bad') warnings.push('email is not a valid address: sent without it')
  if (phone.is === 'bad') warnings.push('phoneNumber is not a valid number in E.164 form: sent without it')
  if (email.is === 'good') attributes.email = settings.emailCase === 'lower' ? email.text.toLowerCase() : email.text
  else if (email.is === 'empty') attributes.email = null
  if (phone.is === 'good') attributes.phone_number = phone.text
  else if (phone.is === 'empty') attributes.phone_number = null
  return addExternalId(attributes, profile)
}

function addExternalId(attributes: Attributes, { externalId }: Profile): Fault | null {
  if (externalId === undefined) return null
  const text = externalId === null ? '' : String(externalId).trim()
  if (text.length > 255) return tooLong
  attributes.external_id = text === '' ? null : text
  return null
}

interface State {
  is: 'absent' | 'empty' | 'good' | 'bad'
  text: string
}

function stateOf(value: string | null | undefined, isGood: (text: string) => boolean): State {
  if (value === undefined) return { is: 'absent', text: '' }
  const text = value?.trim() ?? ''
  if (text === '') return { is: 'empty', text }
  return { is: isGood(text) ? 'good' : 'bad', text }
}

function addName(prepared: Prepared, profile: Profile, settings: Settings): Fault | null {
  const { attributes } = prepared
  for (const field of freeTexts) {
    const value = profile[field]
    if (value !== undefined) attributes[plainNames[field]] = value
  }
  // An update need not repeat a field; a profile that is made has what it is made with, and nothing else.
  const isMissing = (value: string | null | undefined) => settings.strict && prepared.id === null && value === undefined
  const empty = required.filter((field) => isCleared(profile[field]) || isMissing(profile[field]))
  const first = empty[0]
  if (first === undefined) return null
  if (settings.strict) {
    return new Fault('invalid', `${first} is empty: fill it at the source, or allow it by turning strict off`, {
      code: 'MISSING_REQUIRED_FIELD',
      field: first,
    })
  }
  prepared.warnings.push(`empty: ${empty.join(', ')}`)
  return null
}

function addLocation(prepared: Prepared, profile: Profile, { settings, countries }: Preparation): Fault | null {
  const trouble = addressTrouble(profile, countries)
  if (trouble !== null) {
    if (settings.strict) return new Fault('invalid', trouble.message, { code: trouble.code, field: trouble.field })
    prepared.warnings.push(`${trouble.message}: sent without the address`)
    return null
  }
  const location: NonNullable<Attributes['location']> = {}
  let any = false
  for (const field of locationNames) {
    const value = profile[field]
    if (value === undefined) continue
    location[field] = value
    any = true
  }
  if (any) prepared.attributes.location = location
  return null
}

function addRest(prepared: Prepared, profile: Profile): Fault | null {
  const properties: JsonObject = {}
  let any = false
  for (const name of Object.keys(profile)) {
    if (ownFields.has(name)) continue
    const unknown = profile[name]
    if (unknown === undefined) continue
    // What a mapping makes is plain JSON; the loose schema cannot say so.
    const value = unknown as Json
    const wish = listWish(name, value)
    if (wish instanceof Fault) return wish
    if (wish === 'none') continue
    if (wish !== null) {
      prepared.wishes.lists.push(wish)
    } else if (value === null) {
      // The vendor does not say what null does to a custom property, but unset takes it away.
      if (prepared.id !== null) prepared.unset.push(name)
    } else {
      properties[name] = value
      any = true
    }
  }
  if (any) prepared.attributes.properties = properties
  return null
}

function present(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text.trim() !== ''
}

/** Null or nothing but blanks: there is to be no value. Absent is neither. */
function isCleared(text: string | null | undefined): boolean {
  return text === null || (text !== undefined && text.trim() === '')
}

const required = ['firstName', 'lastName', 'city', 'country'] as const
const freeTexts = ['firstName', 'lastName', 'organization', 'locale', 'title', 'image'] as const
const ownFields = new Set(Object.keys(Profile.shape))

const badEmail = new Fault('invalid', 'email is not a valid address: correct it at the source', {
  code: 'INVALID_EMAIL',
  field: 'email',
})
const badPhone = new Fault(
  'invalid',
  'phoneNumber is not a valid number in E.164 form: map it through GetKlaviyoFormattedPhoneNumber, and see that it answers',
  { code: 'INVALID_PHONE', field: 'phoneNumber' },
)
const noIdentifier = new Fault(
  'invalid',
  'neither a valid e-mail nor a valid phone number: a profile needs one of them',
  {
    code: 'MISSING_IDENTIFIER',
    field: 'email',
  },
)
const tooLong = new Fault('invalid', 'externalId is longer than 255 characters', {
  code: 'INVALID_EXTERNAL_ID',
  field: 'externalId',
})
