import type { EffectLog } from '../../server/effects.ts'
import type { Random } from '../../server/seeded-random.ts'
import type { CloverChoices } from '../choices.ts'
import { type Collection, createCollection } from './collection.ts'
import type { Customer } from './customer.ts'
import { newCloverId } from './ids.ts'
import type { Order } from './order.ts'

/** The whole state of one merchant. */
export interface Shop {
  merchantId: string
  choices: CloverChoices
  customers: Collection<Customer>
  orders: Collection<Order>
  /**
   * The last rendering of each customer, because a page of a thousand must cost next to nothing.
   * Customers are replaced and never changed, so it cannot be stale.
   */
  rendered: WeakMap<Customer, { key: string; bytes: Buffer }>
  effects: EffectLog
  random: Random
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
}): Shop {
  const { now, ...given } = parts
  return {
    ...given,
    customers: createCollection(),
    orders: createCollection(),
    rendered: new WeakMap(),
    newId: () => newCloverId(parts.random),
    stamp: () => Math.floor(now().getTime() / 1000) * 1000,
  }
}
