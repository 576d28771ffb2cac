import { language } from './words/words.ts'

/** What of an address stands on a letter. */
export const letterFields = new Set([
  ...['firstName', 'lastName', 'company', 'address1', 'address2', 'address3'],
  ...['city', 'region', 'postalCode', 'country'],
])

/** An address as it would stand on a letter. */
export function letterLines(fields: ReadonlyMap<string, unknown>): string[] {
  const text = (name: string) => {
    const value = fields.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const together = (between: string, parts: readonly string[]) => parts.filter((part) => part !== '').join(between)
  const lines = [
    together(' ', [text('firstName'), text('lastName')]),
    ...['company', 'address1', 'address2', 'address3'].map(text),
    together(', ', [text('city'), together(' ', [text('region'), text('postalCode')])]),
    countryName(text('country')),
  ]
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** `US` → `United States`; what is no code stays as it is. */
function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames(language(), { type: 'region' }).of(code) ?? code
}
