import type { SimReply } from '../../server/exchange.ts'
import { type Collection, createCollection } from './collection.ts'

/** What a card token stands for; the number itself is not kept. */
export interface CardToken {
  id: string
  brand: string
  first6: string
  last4: string
  expMonth: string
  expYear: string
  /** Single use unless it was saved on a customer whose merchant's gateway can do more. */
  multiPay: boolean
  used: boolean
  /** The gateway says no to it. */
  declines: boolean
  created: number
}

/** What an app told the Ecommerce API of a customer and the platform API has no place for. */
export interface CardHolder {
  id: string
  created: number
  shipping: Record<string, unknown>
}

/** A charge as the Ecommerce API keeps it; order and payment are those of the platform API. */
export interface Charge {
  id: string
  orderId: string
  paymentId: string
  amount: number
  tipAmount: number
  taxAmount: number
  amountRefunded: number
  currency: string
  created: number
  captured: boolean
  customer?: string
  /** As it was then: a card may be revoked later. */
  card: CardToken
  refNum: string
  authCode: string
  /** What is only repeated in replies. */
  said: Record<string, unknown>
}

/** A refund of a charge. */
export interface ChargeRefund {
  id: string
  charge: string
  amount: number
  created: number
  reason?: string
}

/** An order that was made by the Ecommerce API. */
export interface CardOrder {
  id: string
  amount: number
  currency: string
  created: number
  status: 'created' | 'paid' | 'partially_returned' | 'returned'
  items: readonly Record<string, unknown>[]
  email?: string
  customer?: string
  charge?: string
  amountReturned: number
}

/** What the Ecommerce API knows of one merchant. */
export interface CardFile {
  tokens: Map<string, CardToken>
  /** The token behind a card that is saved on a customer, by the card's id. */
  cards: Map<string, string>
  holders: Map<string, CardHolder>
  charges: Collection<Charge>
  refunds: Collection<ChargeRefund>
  orders: Collection<CardOrder>
  /** By idempotency key: what was asked, and what was answered. */
  answered: Map<string, { asked: string; reply: SimReply }>
}

export function createCardFile(): CardFile {
  return {
    tokens: new Map(),
    cards: new Map(),
    holders: new Map(),
    charges: createCollection(),
    refunds: createCollection(),
    orders: createCollection(),
    answered: new Map(),
  }
}
