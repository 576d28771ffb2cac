import { isObject, json } from '../../server/exchange.ts'
import type { CardToken } from '../shop/card-file.ts'
import { type Body, bodyOf, type EcommerceCall, type EcommerceRoute, textOf } from './call.ts'
import { invalid, missing } from './problem.ts'

export const tokenRoutes: Record<string, EcommerceRoute> = {
  'POST /v1/tokens': { opensTo: ['public', 'pakms'], answer: create },
  'GET /v1/tokens/:token': {
    opensTo: ['public', 'pakms', 'private', 'oauth'],
    answer: ({ file, params: { token = '' } }) => {
      const found = file.tokens.get(token)
      if (found === undefined) throw missing('token', token)
      return json(200, tokenView(found))
    },
  },
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Our own mark of a card that the gateway refuses; the vendor's test cards for it are not documented. */
const declinedLast4 = '0002'

function create(call: EcommerceCall) {
  const { shop, file } = call
  const { card } = bodyOf(call)
  if (!isObject(card)) throw invalid('missing', 'A card is needed.', 'card')
  const { first6, last4 } = numberOf(card)
  const { expMonth, expYear } = expiryOf(card, shop.now())
  const cvv = textOf(card, 'cvv')
  if (cvv !== undefined && !/^\d{3,4}$/.test(cvv)) throw invalid('invalid_cvc', 'The CVV is not valid.', 'cvv')
  const token: CardToken = {
    id: `clv_1${shop.random.text(letters, 24)}`,
    brand: brandOf(first6),
    first6,
    last4,
    expMonth,
    expYear,
    multiPay: false,
    used: false,
    declines: last4 === declinedLast4,
    created: shop.now().getTime(),
  }
  file.tokens.set(token.id, token)
  shop.effects.record('token.create', token.id, 'api', { brand: token.brand, last4 })
  return json(200, tokenView(token))
}

/** The number itself is forgotten here. An encrypted one brings its first and last digits along. */
function numberOf(card: Body): { first6: string; last4: string } {
  if (textOf(card, 'encrypted_pan') !== undefined) {
    const [first6, last4] = [textOf(card, 'first6'), textOf(card, 'last4')]
    if (first6 === undefined || last4 === undefined) throw invalid('missing', 'first6 and last4 are needed.', 'first6')
    return { first6, last4 }
  }
  const number = textOf(card, 'number')
  if (number === undefined) throw invalid('missing', 'A card number is needed.', 'number')
  if (!/^\d{12,19}$/.test(number)) throw invalid('invalid_number', 'The card number is not valid.', 'number')
  if (!passesLuhn(number)) throw invalid('incorrect_number', 'The card number is incorrect.', 'number')
  return { first6: number.slice(0, 6), last4: number.slice(-4) }
}

function expiryOf(card: Body, now: Date): { expMonth: string; expYear: string } {
  const [expMonth, expYear] = [textOf(card, 'exp_month'), textOf(card, 'exp_year')]
  if (expMonth === undefined) throw invalid('missing', 'exp_month is needed.', 'exp_month')
  if (expYear === undefined) throw invalid('missing', 'exp_year is needed.', 'exp_year')
  if (!/^(0?[1-9]|1[0-2])$/.test(expMonth)) throw invalid('invalid_expiry_month', 'No such month.', 'exp_month')
  if (!/^\d{4}$/.test(expYear)) throw invalid('invalid_expiry_year', 'The year has four digits.', 'exp_year')
  if (Date.UTC(Number(expYear), Number(expMonth)) <= now.getTime())
    throw invalid('expired_card', 'The card has expired.')
  return { expMonth: expMonth.padStart(2, '0'), expYear }
}

const brands = [
  [/^4/, 'VISA'],
  [/^(5[1-5]|2[2-7])/, 'MC'],
  [/^3[47]/, 'AMEX'],
  [/^(6011|65)/, 'DISCOVER'],
] as const

function brandOf(first6: string): string {
  const found = brands.find(([start]) => start.test(first6))
  if (found === undefined) throw invalid('invalid_card_type', 'Cards of this kind are not taken.')
  return found[1]
}

function passesLuhn(number: string): boolean {
  const digits = [...number].reverse().map(Number)
  const sum = digits.reduce((total, digit, n) => {
    const doubled = n % 2 === 0 ? digit : digit * 2
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const tokenView = ({ id, brand, first6, last4, expMonth, expYear, used, created }: CardToken) => ({
  id,
  object: 'token',
  card: { brand, exp_month: expMonth, exp_year: expYear, first6, last4 },
  created,
  used,
})
