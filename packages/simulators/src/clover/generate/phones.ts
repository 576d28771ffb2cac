/** Codes of real regions, so that a strict parser takes the numbers; the exchange 555 has no subscribers. */
const usAreas = [
  '212',
  '213',
  '312',
  '415',
  '617',
  '702',
  '206',
  '303',
  '404',
  '512',
  '503',
  '602',
  '619',
  '713',
  '718',
  '786',
  '813',
  '904',
  '916',
  '972',
]
/** Ranges that the regulators of these countries keep free for plays and films. */
const ukAreas = ['20 7946 0', '113 496 0', '117 496 0', '121 496 0', '131 496 0', '141 496 0', '161 496 0', '191 498 0']
const germanAreas = ['30 23125', '69 90009', '40 66969', '221 4710', '89 99998']
const frenchAreas = ['1 99 00', '2 61 91', '3 53 01', '4 65 71', '5 36 49', '6 39 98']

const digits = (n: number, width: number) => String(n % 10 ** width).padStart(width, '0')
/** The n-th of `choices`, staying on each for `each` numbers, so that few numbers are given out twice. */
const spread = (choices: string[], n: number, each: number) => choices[Math.floor(n / each) % choices.length] ?? ''
const us = (n: number) => ({ area: spread(usAreas, n, 10_000), line: digits(n, 4) })
const uk = (n: number) => spread(ukAreas, n, 1000) + digits(n, 3)
const german = (n: number) => `${spread(germanAreas, n, 1000)} ${digits(n, 3)}`
const french = (n: number) => `${spread(frenchAreas, n, 10_000)} ${digits(Math.floor(n / 100), 2)} ${digits(n, 2)}`

export const cleanPhone = (n: number): string => `+1${us(n).area}555${us(n).line}`

const typed: ((n: number) => string)[] = [
  cleanPhone,
  (n) => `${us(n).area}-555-${us(n).line}`,
  (n) => `(${us(n).area}) 555-${us(n).line}`,
  (n) => `${us(n).area}555${us(n).line}`,
  (n) => `+1 ${us(n).area} 555 ${us(n).line}`,
  (n) => `1-${us(n).area}-555-${us(n).line}`,
  (n) => `${us(n).area}.555.${us(n).line}`,
  (n) => `(${us(n).area})555${us(n).line} ext. ${1 + (n % 90)}`,
  (n) => `${us(n).area} 555 ${us(n).line}`,
  (n) => `  ${us(n).area}-555-${us(n).line} `,
  (n) => `+44 ${uk(n)}`,
  (n) => `0${uk(n)}`,
  (n) => `+49 ${german(n)}`,
  (n) => `0${german(n).replace(' ', '/').replace(' ', '-')}`,
  (n) => `0033 ${french(n)}`,
  (n) => `0${french(n)}`,
  (n) => `+61 (0)2 5550 ${digits(n, 4)}`,
]
/** What people write into the field when they have no number, or too much to say. */
const notes: ((n: number) => string)[] = [
  (n) => `555-${us(n).line}`,
  (n) => `call after 5: ${us(n).area}-555-${us(n).line}`,
  (n) => `${us(n).area}-555-${us(n).line} or ${us(n).area}-555-${digits(n + 1, 4)}`,
  () => 'n/a',
  () => '0000000000',
  () => '',
]

/** The n-th phone number of a real till: seven in ten American, in every spelling. */
export function typedPhone(n: number, roll: number): string {
  const table = roll < 0.97 ? typed : notes
  const format = roll < 0.7 ? n % 10 : n % table.length
  return table[format % table.length]?.(n) ?? ''
}
