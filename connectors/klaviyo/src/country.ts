import countries from 'i18n-iso-countries'

/** The two letters of a country that is written as code or as name in any common language; null where it is none. */
export function countryCode(text: string): string | null {
  const name = text.trim().replaceAll('.', '')
  if (name === '') return null
  const upper = name.toUpperCase()
  const usual = inAddressBooks.get(upper)
  if (usual !== undefined) return usual
  if (/^[A-Z]{2,3}$/.test(upper)) return countries.isValid(upper) ? (countries.toAlpha2(upper) ?? null) : null
  for (const language of languages) {
    const code = countries.getAlpha2Code(name, language)
    if (code !== undefined) return code
  }
  return null
}

/** What is in everyone's address book and not in the standard. */
const inAddressBooks = new Map([
  ...['UK', 'BRITAIN', 'ENGLAND', 'SCOTLAND', 'WALES', 'NORTHERN IRELAND'].map((name) => [name, 'GB'] as const),
  ['REPUBLIC OF IRELAND', 'IE'],
  ['UAE', 'AE'],
  ['KSA', 'SA'],
  ['KOREA', 'KR'],
])

const languages = ['en', ...countries.getSupportedLanguages().filter((language) => language !== 'en')]
