import type { CardToken } from '../shop/card-file.ts'
import type { Card, Customer } from '../shop/customer.ts'
import { supportsMultiPay } from '../shop/gateway.ts'
import type { EcommerceCall } from './call.ts'
import { cardProblem, EcommerceProblem, invalid, untyped } from './problem.ts'

/** The token with this id, if it may still be spent. */
export function spendable({ file }: EcommerceCall, source: string): CardToken {
  const token = file.tokens.get(source)
  if (token === undefined) throw invalid('invalid_request', 'The source is not known.', 'source')
  if (token.used && !token.multiPay) throw untyped('token_already_used', 'The token was used already.')
  if (token.declines) throw cardProblem('card_declined', 'The card was declined.')
  return token
}

/** Saving a card spends its token, or makes a multi-pay token of it where the gateway can. */
export function withSavedCard(call: EcommerceCall, customer: Customer, source: string): Customer {
  const { shop, file } = call
  const token = spendable(call, source)
  const expirationDate = `${token.expMonth}${token.expYear.slice(-2)}`
  const isThere = customer.cards.some(
    (card) => card.first6 === token.first6 && card.last4 === token.last4 && card.expirationDate === expirationDate,
  )
  // That it is a 409 is documented; the code in its body is not.
  if (isThere) {
    throw new EcommerceProblem(409, {
      type: 'invalid_request_error',
      code: 'resource_conflict',
      message: 'The card is already saved.',
    })
  }
  const card: Card = {
    id: shop.newId(),
    first6: token.first6,
    last4: token.last4,
    cardType: token.brand,
    expirationDate,
    token: token.id,
    tokenType: 'MULTIPAY',
    modifiedTime: shop.stamp(),
  }
  file.tokens.set(token.id, { ...token, used: true, multiPay: supportsMultiPay })
  file.cards.set(card.id, token.id)
  return { ...customer, cards: [...customer.cards, card] }
}

/** The token of a customer's card on file: of the newest, where there are several. */
export function cardOnFile(call: EcommerceCall, customer: Customer): CardToken {
  const { file } = call
  const tokens = customer.cards.map(({ id }) => file.tokens.get(file.cards.get(id) ?? ''))
  const token = tokens.filter((one) => one !== undefined).at(-1)
  if (token === undefined) throw cardProblem('card_on_file_missing', 'The customer has no card on file.')
  return token
}
