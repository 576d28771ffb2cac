/** What shops need: names of people, phones, money, handles, fingerprints. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import { rounded, simplify } from '../decimal.ts'
import { Trouble } from '../formula-error.ts'
import { any, define, optional, rest, text } from '../function.ts'
import { text as asText } from '../operators.ts'
import { spend } from '../run.ts'
import { isNumber, type Value } from '../value.ts'
import { decimalOf } from './convert.ts'
import { countryCode } from './countries.ts'

/** Words that belong to the family name behind them. */
const particles = new Set('van von der den de del della di da dos du la le bin ibn al el ter ten zu'.split(' '))

function splitName(name: string): Value {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '')
  const comma = name.indexOf(',')
  if (comma !== -1) {
    return person(name.slice(comma + 1).replaceAll(',', ' '), name.slice(0, comma))
  }
  let at = words.length - 1
  while (at > 1 && particles.has((words[at - 1] ?? '').toLowerCase())) at--
  return words.length < 2 ? person(name, '') : person(words.slice(0, at).join(' '), words.slice(at).join(' '))
}

function person(first: string, last: string): Value {
  const clean = (part: string) => part.trim().replace(/\s+/gu, ' ') || null
  return record({ firstName: clean(first), lastName: clean(last) })
}

function record(fields: Record<string, Value>): Value {
  return Object.assign(Object.create(null), fields)
}

/** E.164, or null for what is no number that can be called. Without a calling code it is one of the country, else US. */
export function e164(value: Value, country: string | null): string | null {
  const written = typeof value === 'string' || isNumber(value) ? asText(value) : ''
  if (written.trim() === '' || written.length > 60) return null
  const parsed = parsePhoneNumberFromString(written, originOf(country ?? 'US'))
  return parsed?.isValid() === true ? parsed.number : null
}

/** Where a number without a calling code belongs; a number that has one needs no country. */
function originOf(country: string): { defaultCountry?: CountryCode; defaultCallingCode?: string } {
  const written = country.trim().toUpperCase()
  const calling = written.replace(/^\+/, '')
  if (callingCodes.has(calling)) return { defaultCallingCode: calling }
  const code = countryCode(written) ?? written
  return isSupportedCountry(code) ? { defaultCountry: code } : {}
}

const callingCodes: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)))

/** Currencies whose smallest coin is not a hundredth (ISO 4217). */
const smallest: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
])

function money(amount: Exclude<Value, null>, currency: string): Value {
  const code = currency.trim().toUpperCase()
  if (!/^[A-Z]{3}$/.test(code)) throw new Trouble('Money: currency is a code of three letters, such as USD')
  const exact = decimalOf('Money', amount)
  const minor = simplify(rounded(exact.times(10 ** (smallest.get(code) ?? 2)), 'even'))
  return record({ minor, currency: code })
}

const plainLetters: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', œ: 'oe', ı: 'i' }),
])

function slug(value: string): string | null {
  const letters = [...value.normalize('NFKD').toLowerCase()].map((letter) => plainLetters.get(letter) ?? letter)
  const joined = letters
    .join('')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  return joined.replace(/^-|-$/g, '') || null
}

const phoneExamples = (name: string) =>
  [
    [`${name}("(415) 555-2671", "US")`, '+14155552671'],
    [`${name}("020 7946 0018", "GB")`, '+442079460018'],
    [`${name}("+49 30 901820", "US")`, '+4930901820'],
    [`${name}("030 901820", "Germany")`, '+4930901820'],
    [`${name}("020 7946 0018", "+44")`, '+442079460018'],
    [`${name}("415 555 2671", "Narnia")`, null],
    [`${name}("+1 415 555 2671", "999")`, '+14155552671'],
    [`${name}("12", "US")`, null],
    [`${name}(null)`, null],
  ] as const

export const shopFunctions = [
  define({
    name: 'SplitName',
    params: [text('name')],
    gives: 'record',
    says: 'First and last name: the last word with its van, de, … is the last name, and "Last, First" is understood.',
    examples: [
      ['SplitName("Ada King Lovelace")', { firstName: 'Ada King', lastName: 'Lovelace' }],
      ['SplitName("Vincent van Gogh").LastName', 'van Gogh'],
      ['SplitName("Lovelace, Ada").FirstName', 'Ada'],
      ['SplitName("Cher")', { firstName: 'Cher', lastName: null }],
    ],
    run: splitName,
  }),
  define({
    name: 'JoinName',
    params: [rest('parts')],
    gives: 'text',
    says: 'The parts of a name with one blank between them; blank parts are passed over, and of nothing it is null.',
    examples: [
      ['JoinName("Ada", null, " Lovelace ")', 'Ada Lovelace'],
      ['JoinName(null, "")', null],
    ],
    run: (parts) =>
      parts
        .map((part) => asText(part).trim())
        .filter((part) => part !== '')
        .join(' ') || null,
  }),
  ...['Phone', 'GetKlaviyoFormattedPhoneNumber'].map((name) =>
    define({
      name,
      params: [any('value'), optional(text('country'))],
      gives: 'text',
      says: 'A phone number as E.164, read as one of the country (US unless told); null for what is no valid number.',
      examples: phoneExamples(name),
      run: (value, country, run) => {
        spend(run, 50)
        return e164(value, country)
      },
    }),
  ),
  define({
    name: 'Money',
    params: [any('amount'), text('currency')],
    gives: 'record',
    says: 'An amount in the smallest unit of its currency, halves rounded to the even neighbour.',
    examples: [
      ['Money("19.99", "USD")', { minor: 1999, currency: 'USD' }],
      ['Money(1200, "JPY").Minor', 1200],
      ['Money(null, "USD")', null],
    ],
    run: (amount, currency) => (amount === null ? null : money(amount, currency)),
  }),
  define({
    name: 'Hash',
    params: [text('text')],
    gives: 'text',
    says: 'The SHA-256 of a text, in hexadecimal.',
    examples: [['Hash("abc")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad']],
    run: (value, run) => {
      spend(run, Math.ceil(value.length / 16))
      return bytesToHex(sha256(utf8ToBytes(value)))
    },
  }),
  define({
    name: 'Slug',
    params: [text('text')],
    gives: 'text',
    says: 'The text as a handle for an address: small letters, digits and hyphens; null when nothing is left.',
    examples: [
      ['Slug("Crème brûlée & Tea!")', 'creme-brulee-tea'],
      ['Slug("!!")', null],
    ],
    run: (value, run) => {
      spend(run, Math.ceil(value.length / 4))
      return slug(value)
    },
  }),
]
