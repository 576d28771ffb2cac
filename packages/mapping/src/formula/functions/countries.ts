/** Countries, as people and systems write them → the two letters of ISO 3166. */
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' }
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import { Trouble } from '../formula-error.ts'
import { define, text } from '../function.ts'

const byName: ReadonlyMap<string, string> = new Map([
  ...codes.flatMap(([two = '', three = '']) => [two, three].map((code): [string, string] => [plain(code), two])),
  ...Object.entries(english.countries).flatMap(([code, names]) =>
    [names].flat().map((name): [string, string] => [plain(name), code]),
  ),
  // The one code that is in everyone's address book and not in the standard.
  ['uk', 'GB'],
])

/** Null: no country is called so. */
export function countryCode(written: string): string | null {
  return byName.get(plain(written)) ?? null
}

function plain(name: string): string {
  return name.normalize().trim().replaceAll('.', '').toLowerCase()
}

export const countryFunctions = [
  define({
    name: 'CountryCode',
    params: [text('country')],
    gives: 'text',
    says: 'The two letters of a country that is written as a code of two or three letters or by its English name; null when there is no such country.',
    examples: [
      ['CountryCode("United States")', 'US'],
      ['CountryCode("deu")', 'DE'],
      ['CountryCode("U.K.")', 'GB'],
      ['CountryCode("Narnia")', null],
      ['CountryCode(null)', null],
    ],
    run: countryCode,
  }),
  define({
    name: 'CountryCodeRequired',
    params: [text('country')],
    gives: 'text',
    says: 'The same, but a country that does not exist is an error. Null stays null.',
    examples: [['CountryCodeRequired("Canada")', 'CA']],
    run: (country) => {
      const code = countryCode(country)
      if (code === null) throw new Trouble(`CountryCodeRequired found nothing for ${JSON.stringify(country)}`)
      return code
    },
  }),
]
