import type { Json, Lookup, Session } from '@trefoil/sdk'
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { countryCode } from './country.ts'
import type { Credentials, Settings } from './settings.ts'

/**
 * Numbers that were found valid while the session is open. The check takes longer than all the rest that a profile
 * needs, and a formula has mostly made it already when the profile is sent.
 */
export type KnownPhones = Set<string>

const MOST_KNOWN = 100_000

export async function knownPhones(session: Pick<Session, 'memo'> | null): Promise<KnownPhones> {
  const known: KnownPhones =
    session === null ? new Set() : await session.memo('klaviyo.phones', async () => new Set<string>())
  if (known.size > MOST_KNOWN) known.clear()
  return known
}

/** Klaviyo takes E.164 alone, and only numbers that can be assigned. */
export function isE164(text: string, known: KnownPhones): boolean {
  if (known.has(text)) return true
  if (!/^\+[1-9]\d{6,14}$/.test(text) || parsePhoneNumberFromString(text)?.isValid() !== true) return false
  known.add(text)
  return true
}

/**
 * E.164 of what people write into a phone field; null where no number that can be assigned is in it.
 * "Can be assigned" is the full check against each country's number ranges. Numbers such as 415 555 0125, which films
 * use, lie in those ranges and pass; 555 0125 without an area code does not.
 */
export function formatPhone(value: string, country: string): string | null {
  const region = isSupportedCountry(country) ? country : undefined
  const digits = value.replace(/\D/g, '')
  const international = /^\D*\+/.test(value)
  // First as written, which tells an extension from a number; then the bare digits, as the replaced function had it.
  return e164(value, region) ?? e164(international ? `+${digits}` : digits, region)
}

function e164(text: string, region: CountryCode | undefined): string | null {
  const number = parsePhoneNumberFromString(text, region === undefined ? {} : { defaultCountry: region })
  return number?.isValid() === true ? number.number : null
}

export const formattedPhoneNumber: Lookup<Credentials, Settings> = {
  params: [
    { name: 'value', type: 'any' },
    { name: 'country', type: 'text', optional: true },
  ],
  says: "A phone number as Klaviyo takes it (E.164), read by the country's rules, or by those of the connection's country; null where it is no valid number.",
  examples: [
    ['GetKlaviyoFormattedPhoneNumber("(415) 555-0125", "US")', '+14155550125'],
    ['GetKlaviyoFormattedPhoneNumber("415.555.0125")', '+14155550125'],
    ['GetKlaviyoFormattedPhoneNumber("1-415-555-0125", "United States")', '+14155550125'],
    ['GetKlaviyoFormattedPhoneNumber("020 7946 0018", "GB")', '+442079460018'],
    ['GetKlaviyoFormattedPhoneNumber("600 111 222", "Spain")', '+34600111222'],
    ['GetKlaviyoFormattedPhoneNumber("555-0125", "US")', null],
    ['GetKlaviyoFormattedPhoneNumber("")', null],
    ['GetKlaviyoFormattedPhoneNumber(null)', null],
  ],
  async resolve(calls: Json[][], session) {
    const workspace = session?.settings.country ?? 'US'
    const known = await knownPhones(session)
    const regions = new Map<Json | undefined, string>()
    return calls.map(([value, country]) => {
      if (typeof value !== 'string' && typeof value !== 'number') return null
      let region = regions.get(country)
      if (region === undefined) {
        region = (typeof country === 'string' ? countryCode(country) : null) ?? workspace
        regions.set(country, region)
      }
      const formatted = formatPhone(String(value), region)
      if (formatted !== null) known.add(formatted)
      return formatted
    })
  },
}
