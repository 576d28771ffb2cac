import type { Entry } from './entry.ts'

const ecommerce = { connector: 'clover-ecommerce', arises: 'destination' } as const

/** What can become of a customer with a card: on file at Clover, or where its number has no place. */
export const cardCodes = {
  CARD_NUMBER_REFUSED: {
    title: 'Card Number Refused',
    description:
      'A field holds what looks like a card number. The record was neither stored nor sent: no card number passes the hub.',
    resolution:
      "Take the number out of the field that the reason names. For a card on file, store the token that Clover's script makes in the browser.",
    arises: 'record',
  },
  CARD_TOKEN_USED: {
    ...ecommerce,
    title: 'Card Token Already Used',
    description: 'The token of the card was used before, and a token works once.',
    resolution: 'Ask the customer for the card again, which makes a new token.',
  },
  CARD_DECLINED: {
    ...ecommerce,
    title: 'Card Declined',
    description: 'The bank refused the card.',
    resolution: 'Ask the customer for another card.',
  },
  CREATION_UNANSWERED: {
    ...ecommerce,
    title: 'Nobody Knows Whether It Was Made',
    description:
      'Clover gave no answer that says whether the customer was made. A repeat could make a second one, and so it is left to you.',
    resolution:
      "Look for the e-mail address in Clover's dashboard. Where the customer is there, let it come in from the till first; then sync it again.",
  },
} as const satisfies Record<string, Entry>
