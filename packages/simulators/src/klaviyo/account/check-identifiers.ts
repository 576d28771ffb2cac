import { getCountryCallingCode, isSupportedCountry, isValidPhoneNumber } from 'libphonenumber-js/max'
import { invalid, type Problem } from '../wire/problem.ts'
import type { Account } from './account.ts'
import type { Identifiers } from './profile.ts'

/** Where and how strictly identifiers are looked at. */
export interface IdentifierRules {
  /** The pointer to the attributes. */
  at: string
  /** With another valid identifier, an invalid phone is dropped in silence, but for a header of the reply. */
  dropsPhone: boolean
}

/** The attributes that are left, and what is wrong with them. */
export interface CheckedIdentifiers<T> {
  attributes: T
  problems: Problem[]
  droppedPhone: boolean
}

const emailForm =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+$/iu

/** E-mails by form and length, phones by E.164 and by whether such a number can be assigned, external ids by length. */
export function checkIdentifiers<T extends Partial<Identifiers>>(
  account: Account,
  attributes: T,
  { at, dropsPhone }: IdentifierRules,
): CheckedIdentifiers<T> {
  const { email, phone_number: phone, external_id: externalId } = attributes
  const problems: Problem[] = []
  if (isGiven(email) && (email.length > 100 || !emailForm.test(email))) {
    problems.push(invalid(`${at}/email`, 'Invalid email address'))
  }
  if (isGiven(externalId) && (externalId === '' || externalId.length > 255)) {
    problems.push(invalid(`${at}/external_id`, 'An external id has 1 to 255 characters.'))
  }
  if (isGiven(phone) && !isKnownPhone(account, phone)) {
    const isIdentified = isGiven(email) || isGiven(externalId)
    if (dropsPhone && isIdentified && problems.length === 0) {
      return { attributes: { ...attributes, phone_number: undefined }, problems, droppedPhone: true }
    }
    const example = 'Invalid phone number format (Example of a valid format: +12345678901)'
    problems.push(invalid(`${at}/phone_number`, example))
  }
  return { attributes, problems, droppedPhone: false }
}

/** Whether the account has a sending number for the phone's country; countries that share a calling code count as one. */
export function canText(account: Account, phone: string): boolean {
  const { smsCountries } = account.settings
  if (smsCountries === 'all') return true
  return smsCountries.some((country) => {
    return isSupportedCountry(country) && phone.startsWith(`+${getCountryCallingCode(country)}`)
  })
}

/** A number that some profile has need not be looked at again, unless it is older than the vendor's validation. */
function isKnownPhone(account: Account, phone: string): boolean {
  if (!/^\+[1-9]\d{1,14}$/.test(phone)) return false
  return account.profiles.find('phone_number', phone) !== undefined || isValidPhoneNumber(phone)
}

function isGiven(value: string | null | undefined): value is string {
  return value !== undefined && value !== null
}
