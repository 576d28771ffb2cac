/** Numbers of payment cards, which have no place in a record, nor in a log: a card is known by a token. */
import { isJsonObject, type Json } from '../json.ts'

/** Fifteen digits or more, with single blanks or dashes between them, that are no part of a word or a phone number. */
const digitRun = /(?<![A-Za-z0-9+])\d(?:[ -]?\d){14,}(?![A-Za-z0-9])/g

/**
 * How the numbers of the card schemes begin, and how long they are. The shorter ones of old are left out: ids, phone
 * numbers and times of as many digits would be taken for them.
 */
const schemes: readonly RegExp[] = [
  /^4\d{15}(\d{3})?$/, // Visa
  /^(5[1-5]|2[2-7])\d{14}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(6011|64[4-9]\d|65\d\d)\d{12,15}$/, // Discover
  /^35(2[89]|[3-8]\d)\d{12,15}$/, // JCB
  /^(62|81)\d{14,17}$/, // UnionPay
  /^3(0[0-5]|[689]\d)\d{13,16}$/, // Diners Club
  /^(5018|5020|5038|5[6-8]\d\d|6[37]\d\d)\d{12,15}$/, // Maestro
]

/** The text with all but the last four digits of each card number masked. */
export function maskCardNumbers(text: string): string {
  return cardNumbersIn(text).reduce((masked, raw) => masked.replaceAll(raw, `[card …${raw.slice(-4)}]`), text)
}

/** Where in a value a card number stands: the path to the first one. */
export function cardNumberAt(value: Json | undefined, path: string): string | undefined {
  if (typeof value === 'string' || typeof value === 'number')
    return cardNumbersIn(String(value)).length > 0 ? path : undefined
  const inner = Array.isArray(value) ? value.entries() : isJsonObject(value) ? Object.entries(value) : []
  for (const [name, each] of inner) {
    const found = cardNumberAt(each, path === '' ? String(name) : `${path}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** As they stand in the text. A date before a number, or a code after it, does not hide it. */
function cardNumbersIn(text: string): string[] {
  return [...text.matchAll(digitRun)].flatMap(([run]) => {
    // Cards are written in one piece or in groups of four to six digits; a list of sizes is not.
    const groups = [...run.matchAll(/\d{3,}/g)]
    return groups.flatMap(({ index: start }, first) =>
      groups
        .slice(first)
        .map(({ index, 0: last }) => run.slice(start, index + last.length))
        .filter((raw) => isCardNumber(raw.replaceAll(/[ -]/g, '')))
        .slice(0, 1),
    )
  })
}

function isCardNumber(digits: string): boolean {
  return schemes.some((scheme) => scheme.test(digits)) && hasCheckDigit(digits)
}

/** Luhn: every second digit from the right counts double. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
