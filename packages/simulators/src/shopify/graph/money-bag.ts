import type { Order } from '../shop/order-rows.ts'

/** The same amount in the shop's money and in the buyer's. */
export interface Money {
  shopMoney: { amount: number; currencyCode: string }
  presentmentMoney: { amount: number; currencyCode: string }
}

export const bagOf = ({ currency, presentmentCurrency }: Order, amount: number): Money => ({
  shopMoney: { amount, currencyCode: currency },
  presentmentMoney: { amount, currencyCode: presentmentCurrency },
})
