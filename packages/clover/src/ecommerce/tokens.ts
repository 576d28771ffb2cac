import { refuseCardNumbers } from '../card-number.ts'
import { CloverUsageError } from '../errors.ts'
import type { Sender } from '../http/sender.ts'
import { ready } from '../ready.ts'
import { requireFields, requireId } from '../required.ts'
import { optionsIn, type Rest, toldTo } from './callback.ts'
import type { Caller } from './caller.ts'
import type { ApiKey, CardToken, TokenCard, TokenCreate } from './objects.ts'

/** The sandbox's cards, which belong to nobody. [I] */
export const testCards = {
  visa: '4242424242424242',
  visaDebit: '4005562231212123',
  mastercard: '5200828282828210',
  amex: '378282246310005',
  discover: '6011111111111117',
} as const

/** Card tokens. In a shop they are made in the browser, by Clover's own script, so that no card number is ever ours. */
export interface Tokens {
  /**
   * Makes a token from a card that the browser encrypted (`encrypted_pan`), or, in the sandbox alone, from one of
   * `testCards`. Every other card number is refused before the call.
   *
   * @throws CloverUsageError `card_number_refused`, `missing`
   * @throws CloverCardError and CloverInvalidRequestError `invalid_number`, `incorrect_cvc`, `expired_card`, …
   */
  create(token: TokenCreate, ...rest: Rest<CardToken>): Promise<CardToken>
  /** In `clover-ecomm-sdk`, but not in Clover's reference. [U] */
  retrieve(tokenId: string, ...rest: Rest<CardToken>): Promise<CardToken>
}

/** The key that makes card tokens. */
export interface ApiKeys {
  /** Asked with an OAuth token, it answers the key of the merchant and the app. [D] */
  retrieve(...rest: Rest<ApiKey>): Promise<ApiKey>
}

/** `send` must carry no bearer token: the api key stands for it. [D] */
export function cardTokens(caller: Caller, send: Sender, host: () => string, isSandbox: boolean): Tokens {
  return {
    create: (token, ...rest) => {
      const made = ready(() => {
        requireFields('tokens.create', token, ['apiKey', 'card'])
        const { apiKey, card } = token
        const headers = { apikey: apiKey }
        const { signal } = optionsIn(rest)
        const url = new URL(`${host()}/v1/tokens`)
        return send.json<CardToken>({ method: 'POST', url, headers, body: { card: passable(card, isSandbox) }, signal })
      })
      return toldTo(rest, made)
    },
    retrieve: (tokenId, ...rest) => {
      const read = ready(() => {
        const id = encodeURIComponent(requireId('tokenId', tokenId))
        return caller.read<CardToken>(`/v1/tokens/${id}`, null, optionsIn(rest))
      })
      return toldTo(rest, read)
    },
  }
}

export function apiKeys(caller: Caller): ApiKeys {
  return {
    retrieve: (...rest) =>
      toldTo(
        rest,
        ready(() => caller.read<ApiKey & { id?: string }>('/pakms/apikey', null, optionsIn(rest))),
      ),
  }
}

function passable(card: TokenCard, isSandbox: boolean): TokenCard {
  const { number, ...others } = card
  refuseCardNumbers(others, 'body.card')
  if (number === undefined) return card
  const known: readonly string[] = Object.values(testCards)
  if (isSandbox && known.includes(number.replaceAll(/[ -]/g, ''))) return card
  throw new CloverUsageError(
    'card_number_refused',
    'card.number',
    'card.number takes the test cards of the sandbox alone: real cards become tokens in the browser (encrypted_pan here)',
  )
}
