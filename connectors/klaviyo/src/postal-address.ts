import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator'
import { countryCode } from './country.ts'

export interface PostalAddress {
  country?: string | null | undefined
  region?: string | null | undefined
  zip?: string | null | undefined
}

export interface AddressTrouble {
  code: 'INVALID_COUNTRY' | 'INVALID_REGION' | 'INVALID_POSTAL_CODE'
  field: 'country' | 'region' | 'zip'
  message: string
}

/** Remembers countries by their text: a shop has few, and its customers many. */
export type Countries = Map<string, string | null>

/** What is wrong with an address, or null. Absent parts are not wrong: what must be there is asked elsewhere. */
export function addressTrouble(address: PostalAddress, countries: Countries): AddressTrouble | null {
  const country = given(address.country)
  const code = country === null ? null : resolve(country, countries)
  if (country !== null && code === null) {
    return {
      code: 'INVALID_COUNTRY',
      field: 'country',
      message: 'the country is neither a code nor a name that is known',
    }
  }
  const region = given(address.region)
  if (region !== null && !isRegion(region, code)) {
    return { code: 'INVALID_REGION', field: 'region', message: `the region is none of ${code ?? 'any country'}` }
  }
  const zip = given(address.zip)
  if (zip !== null && !isPostalCode(zip, code)) {
    return {
      code: 'INVALID_POSTAL_CODE',
      field: 'zip',
      message:
        code === null ? 'the postal code is in no known form' : `the postal code is not in the form used in ${code}`,
    }
  }
  return null
}

function resolve(country: string, countries: Countries): string | null {
  let code = countries.get(country)
  if (code === undefined) {
    code = countryCode(country)
    countries.set(country, code)
  }
  return code
}

function given(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

function isPostalCode(zip: string, country: string | null): boolean {
  if (country !== null && postcodeValidatorExistsForCountry(country)) return postcodeValidator(zip, country)
  // Without a country, or in one that has no postal codes: anything that looks like one.
  return /^[\p{L}\d][\p{L}\d -]{1,11}$/u.test(zip) && /\d/.test(zip)
}

// Two letters are taken for a code and must be one; whatever is longer is a name, in a spelling that we cannot know.
function isRegion(region: string, country: string | null): boolean {
  const codes = country === null ? undefined : regionCodes[country]
  if (codes !== undefined && /^[A-Za-z]{2}$/.test(region)) return codes.has(region.toUpperCase())
  return /[\p{L}\d]/u.test(region)
}

const regionCodes: Record<string, Set<string>> = {
  US: new Set(
    (
      'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR ' +
      'PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM AA AE AP'
    ).split(' '),
  ),
  CA: new Set('AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' ')),
}
