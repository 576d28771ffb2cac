import type { CallOptions } from '../../http/client-options.ts'
import { ready } from '../../ready.ts'
import { type Filter, filterClauses } from '../filter.ts'
import { below, type Collection, collection, type Owned, owned } from '../operations.ts'
import type { Rest } from '../rest.ts'
import { customerRow } from '../rows.ts'
import type {
  AddressShape,
  CardShape,
  CustomerMetadata,
  CustomerShape,
  EmailAddressShape,
  PhoneNumberShape,
} from '../shapes/customer.ts'

/** Customers and what belongs to them. Contacts are read by expanding a customer: Clover has no lists of them. [D] */
export interface Customers extends Collection<CustomerShape> {
  /** `update` takes all three. Permission `CUSTOMERS_W`; in Europe `CUSTOMERS_EMAIL_W`. [D] */
  emailAddresses(customerId: string): Owned<EmailAddressShape>
  phoneNumbers(customerId: string): Owned<PhoneNumberShape>
  addresses(customerId: string): Owned<AddressShape>
  cards(customerId: string): Owned<CardShape>
  /** Makes or changes company, note and birthday. [D] */
  setMetadata(
    customerId: string,
    metadata: Omit<CustomerMetadata, 'modifiedTime'>,
    options?: CallOptions,
  ): Promise<CustomerMetadata>
  /** All customers as CSV. Which columns there are is not documented. [U] */
  csv(options?: CallOptions & { filter?: Filter<CustomerShape['filters']> }): Promise<string>
}

export function customers(rest: Rest): Customers {
  const part = <S extends EmailAddressShape | PhoneNumberShape | AddressShape | CardShape>(name: string) => {
    return (customerId: string): Owned<S> => {
      const row = { path: below(customerRow.path, customerId, name), filters: {}, expands: [] }
      return owned<S>(rest, row)
    }
  }
  return {
    ...collection<CustomerShape>(rest, customerRow),
    emailAddresses: part<EmailAddressShape>('email_addresses'),
    phoneNumbers: part<PhoneNumberShape>('phone_numbers'),
    addresses: part<AddressShape>('addresses'),
    cards: part<CardShape>('cards'),
    setMetadata: (customerId, body, { signal } = {}) =>
      ready(() => rest.call('POST', below(customerRow.path, customerId, 'metadata'), { body, signal })),
    csv: ({ filter = {}, signal } = {}) =>
      ready(() => {
        const clauses = filterClauses(filter, customerRow.filters)
        return rest.text('/customers.csv', { query: clauses.map((clause) => ['filter', clause] as const), signal })
      }),
  }
}
