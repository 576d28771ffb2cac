import { CloverUsageError } from '../errors.ts'
import type { Listing } from '../listing.ts'
import { ready } from '../ready.ts'
import { requireFields, requireId } from '../required.ts'
import { optionsIn, type Rest, toldTo } from './callback.ts'
import type { Caller, CursorOptions } from './caller.ts'
import type { EcommerceCustomer, EcommerceCustomerChange, EcommerceCustomerCreate, Revoked } from './objects.ts'

/** Card-on-file customers. Where no card is to be saved, make the customer on the Platform API. [D] */
export interface EcommerceCustomers {
  /**
   * Makes a customer with a stored card. `email` and `source` are checked before the call. Calling twice makes two
   * customers: neither e-mail nor phone is unique at Clover. [D]
   *
   * @throws CloverUsageError `missing`, `card_number_refused`: nothing was sent
   * @throws CloverInvalidRequestError `email_invalid`, `token_already_used`
   * @throws CloverCardError the bank refused the card
   */
  create(customer: EcommerceCustomerCreate, ...rest: Rest<EcommerceCustomer>): Promise<EcommerceCustomer>
  /**
   * Changes what is given and nothing else; also `update(customerId, change)`, as in `clover-ecomm-sdk`. A new `source`
   * adds a card. A card that is stored already is a 409: revoke it first. [D]
   *
   * @throws CloverInvalidRequestError `resource_missing`: no such customer
   */
  update(
    change: EcommerceCustomerChange & { customerId: string },
    ...rest: Rest<EcommerceCustomer>
  ): Promise<EcommerceCustomer>
  update(
    customerId: string,
    change: EcommerceCustomerChange,
    ...rest: Rest<EcommerceCustomer>
  ): Promise<EcommerceCustomer>
  /**
   * One customer. Clover's reference does not list this call [U]: where it is refused, read the customer with the same
   * id on the Platform API.
   */
  get(customerId: string, ...rest: Rest<EcommerceCustomer>): Promise<EcommerceCustomer>
  /** Deletes the customer. In `clover-ecomm-sdk`, but not in Clover's reference [U]; the Platform API deletes for sure. */
  delete(customerId: string, ...rest: Rest<Revoked>): Promise<Revoked>
  /** The name of `delete` in `clover-ecomm-sdk`. */
  del(customerId: string, ...rest: Rest<Revoked>): Promise<Revoked>
  /** All customers, newest first. Not in Clover's reference [U]; the Platform API lists for sure. */
  list(options?: CursorOptions): Listing<EcommerceCustomer>
  /** The stored cards. To see them whole, ask the Platform API for the customer with `expand: ['cards']`. */
  readonly sources: CardSources
}

/** Stored cards. They cannot be changed: revoke one, add another. [D] */
export interface CardSources {
  /** Stores the card behind a token. 409 where it is stored already. [D] */
  add(customerId: string, card: { email: string; source: string }): Promise<EcommerceCustomer>
  /** Revokes a card by its 13-character id, out of `sources.data`. [D] */
  revoke(customerId: string, sourceId: string): Promise<Revoked>
}

export function ecommerceCustomers(caller: Caller): EcommerceCustomers {
  const pathOf = (customerId: string) => `/v1/customers/${encodeURIComponent(requireId('customerId', customerId))}`

  const change = async (customerId: string, body: EcommerceCustomerChange, rest: Rest<EcommerceCustomer>) => {
    const path = pathOf(customerId)
    if (Object.values(body).every((value) => value === undefined)) {
      throw new CloverUsageError('missing', 'change', 'customers.update needs at least one field to change')
    }
    return caller.write<EcommerceCustomer>('PUT', path, { object: 'customer', body }, optionsIn(rest))
  }

  function update(
    change: EcommerceCustomerChange & { customerId: string },
    ...rest: Rest<EcommerceCustomer>
  ): Promise<EcommerceCustomer>
  function update(
    customerId: string,
    change: EcommerceCustomerChange,
    ...rest: Rest<EcommerceCustomer>
  ): Promise<EcommerceCustomer>
  function update(
    ...given:
      | [EcommerceCustomerChange & { customerId: string }, ...Rest<EcommerceCustomer>]
      | [string, EcommerceCustomerChange, ...Rest<EcommerceCustomer>]
  ): Promise<EcommerceCustomer> {
    if (bySdk(given)) {
      const [customerId, body, ...rest] = given
      return toldTo(rest, change(customerId, body, rest))
    }
    const [{ customerId, ...body }, ...rest] = given
    return toldTo(rest, change(customerId, body, rest))
  }

  const remove: EcommerceCustomers['delete'] = (customerId, ...rest) =>
    toldTo(
      rest,
      ready(() => caller.write('DELETE', pathOf(customerId), { object: null }, optionsIn(rest))),
    )

  return {
    create: (customer, ...rest) => {
      const made = ready(() => {
        requireFields('customers.create', customer, ['email', 'source'])
        const want = { object: 'customer', body: customer }
        return caller.write<EcommerceCustomer>('POST', '/v1/customers', want, optionsIn(rest))
      })
      return toldTo(rest, made)
    },
    update,
    get: (customerId, ...rest) =>
      toldTo(
        rest,
        ready(() => caller.read(pathOf(customerId), 'customer', optionsIn(rest))),
      ),
    delete: remove,
    del: remove,
    list: (options = {}) => caller.list('/v1/customers', options),
    sources: {
      add: (customerId, card) =>
        ready(() => {
          requireFields('customers.sources.add', card, ['email', 'source'])
          return change(customerId, { email: card.email, source: card.source }, [])
        }),
      revoke: (customerId, sourceId) =>
        ready(() => {
          const path = `${pathOf(customerId)}/sources/${encodeURIComponent(requireId('sourceId', sourceId))}`
          return caller.write('DELETE', path, { object: null }, {})
        }),
    },
  }
}

/** Whether an update came in the shape of `clover-ecomm-sdk`: the id first. */
function bySdk(
  given:
    | [EcommerceCustomerChange & { customerId: string }, ...Rest<EcommerceCustomer>]
    | [string, EcommerceCustomerChange, ...Rest<EcommerceCustomer>],
): given is [string, EcommerceCustomerChange, ...Rest<EcommerceCustomer>] {
  return typeof given[0] === 'string'
}
