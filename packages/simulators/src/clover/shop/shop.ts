import type { EffectLog } from '../../server/effects.ts'
import type { Random } from '../../server/seeded-random.ts'
import type { CloverChoices } from '../choices.ts'
import { type CardFile, createCardFile } from './card-file.ts'
import { type Catalogue, createCatalogue, type LinkName, type Row, type ShelfName } from './catalogue.ts'
import { type Collection, createCollection } from './collection.ts'
import type { Customer } from './customer.ts'
import { newCloverId } from './ids.ts'
import type { Links } from './links.ts'
import { newMerchant } from './new-merchant.ts'
import type { Order } from './order.ts'

/** The whole state of one merchant. */
export interface Shop {
  merchantId: string
  choices: CloverChoices
  customers: Collection<Customer>
  orders: Collection<Order>
  /** In which order a payment is, for those that were written down one by one. */
  orderOfPayment: Map<string, string>
  /** Items, employees and all else; filled when it is first asked for. */
  shelf(name: ShelfName): Collection<Row>
  links(name: LinkName): Links
  /** Things of which a merchant has one. */
  singles: Record<'merchant' | 'properties' | 'address' | 'serviceCharge', Row>
  /** What the Ecommerce API knows beyond customers and orders. */
  cardFile: CardFile
  /**
   * The last rendering of each customer, because a page of a thousand must cost next to nothing.
   * Customers are replaced and never changed, so it cannot be stale.
   */
  rendered: WeakMap<Customer, { key: string; bytes: Buffer }>
  effects: EffectLog
  random: Random
  now: () => Date
  newId(): string
  /** Now, in epoch milliseconds that end in 000 as Clover's stamps do. */
  stamp(): number
}

export function openShop(parts: {
  merchantId: string
  choices: CloverChoices
  effects: EffectLog
  random: Random
  now: () => Date
  fill: (catalogue: Catalogue) => void
}): Shop {
  const { now, fill, ...given } = parts
  let filled: Catalogue | undefined
  const catalogue = () => {
    if (filled === undefined) {
      filled = createCatalogue()
      fill(filled)
    }
    return filled
  }
  return {
    ...given,
    now,
    shelf: (name) => catalogue().shelves[name],
    links: (name) => catalogue().links[name],
    singles: newMerchant(parts.merchantId),
    customers: createCollection(),
    orders: createCollection(),
    orderOfPayment: new Map(),
    cardFile: createCardFile(),
    rendered: new WeakMap(),
    newId: () => newCloverId(parts.random),
    stamp: () => Math.floor(now().getTime() / 1000) * 1000,
  }
}
