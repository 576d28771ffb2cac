import { CloverUsageError } from './errors.ts'

/** Thirteen digits or more, with single blanks or dashes between them, that are no part of a word or a phone number. */
const digitRun = /(?<![A-Za-z0-9+])\d(?:[ -]?\d){12,}(?![A-Za-z0-9])/g

/** How the numbers of the card schemes begin, and how long they are. */
const schemes: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/, // Visa
  /^(5[1-5]|2[2-7])\d{14}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^3(0[0-5]|[689]\d)\d{11,16}$/, // Diners Club
  /^(6011|64[4-9]\d|65\d\d)\d{12,15}$/, // Discover
  /^35(2[89]|[3-8]\d)\d{12,15}$/, // JCB
  /^(62|81)\d{14,17}$/, // UnionPay
  /^(5018|5020|5038|5[6-8]\d\d|6[37]\d\d)\d{9,15}$/, // Maestro
]

/** A phone number has 15 digits at most, and barcodes 14: there a shorter run of digits is what it says it is. */
const longFrom: Record<string, number> = { phone: 16, phoneNumber: 16, code: 15, sku: 15, itemCode: 15 }

/** Whether the text holds what looks like a card number: digits of a card scheme with a right check digit (Luhn). */
export function holdsCardNumber(text: string, from = 13): boolean {
  return cardNumbersIn(text, from).length > 0
}

/** The text with all but the last four digits of card numbers masked. */
export function maskCardNumbers(text: string): string {
  return cardNumbersIn(text, 13).reduce((masked, raw) => masked.replaceAll(raw, `[card …${raw.slice(-4)}]`), text)
}

/** Throws, before anything is sent, where a value anywhere inside looks like a card number. */
export function refuseCardNumbers(value: unknown, path = 'body'): void {
  if (typeof value === 'string' || typeof value === 'number') {
    const field = path.slice(path.lastIndexOf('.') + 1)
    if (holdsCardNumber(String(value), longFrom[field] ?? 13)) throw refusal(path)
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) refuseCardNumbers(element, `${path}[${index}]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) refuseCardNumbers(inner, `${path}.${name}`)
  }
}

function refusal(path: string): CloverUsageError {
  const field = path.replace(/^body\.?/, '') || 'body'
  return new CloverUsageError(
    'card_number_refused',
    field,
    `${field} looks like a card number. Card numbers do not pass through this client: let the browser make a token (clv_…) and send that`,
  )
}

/** As they stand in the text. A date before a number, with a blank between, does not hide it. */
function cardNumbersIn(text: string, from: number): string[] {
  return [...text.matchAll(digitRun)].flatMap(([run]) => {
    const groups = [...run.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({
      start: index,
      end: index + digits.length,
    }))
    return groups.flatMap(({ start }, first) =>
      groups
        .slice(first)
        .map(({ end }) => run.slice(start, end))
        .filter((raw) => isCardNumber(raw.replaceAll(/[ -]/g, ''), from))
        .slice(0, 1),
    )
  })
}

/** An American Express number has 15 digits, and no phone number begins as it does and is as long. */
function isCardNumber(digits: string, from: number): boolean {
  const isAmex = digits.length === 15 && /^3[47]/.test(digits)
  if (digits.length < from && !isAmex) return false
  return schemes.some((scheme) => scheme.test(digits)) && hasCheckDigit(digits)
}

/** Luhn: every second digit from the right counts double. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
