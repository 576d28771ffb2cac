import { countryCode } from '@trefoil/mapping'
import type { Json, JsonObject } from '@trefoil/sdk'
import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator'

/** What is wrong with an address of the hub, as a clause; null: nothing. What is empty is not wrong. */
export function addressTrouble(address: JsonObject): string | null {
  const [country, region, postalCode] = [address.country, address.region, address.postalCode].map(textOf)
  const code = country === undefined ? null : countryCode(country)
  if (country !== undefined && code === null) return `the country "${country}" is not known`
  const regions = code === null ? undefined : regionCodes[code]
  const isCode = region !== undefined && /^[A-Za-z]{2}$/.test(region)
  if (isCode && regions !== undefined && !regions.has(region.toUpperCase())) {
    return `the region "${region}" is none of ${code}`
  }
  const hasForm = code !== null && postcodeValidatorExistsForCountry(code)
  if (postalCode !== undefined && hasForm && !postcodeValidator(postalCode, code)) {
    return `the postal code "${postalCode}" is not in the form used in ${code}`
  }
  return null
}

function textOf(value: Json | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

// Longer names are written in too many ways to be judged; two letters are taken for a code and must be one.
const regionCodes: Readonly<Record<string, ReadonlySet<string>>> = {
  US: new Set(
    (
      'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR ' +
      'PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM AA AE AP'
    ).split(' '),
  ),
  CA: new Set('AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' ')),
}
