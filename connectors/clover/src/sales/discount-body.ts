import { Fault } from '@trefoil/sdk'
import { type Cut, takenOff } from './reckon.ts'

/** A discount as Clover takes it: by an amount below zero, in cents. */
export type AmountOff = { name: string; amount: number }

/** What is taken off, above zero, as Clover has it. One that takes nothing off is none. */
export function amountOff(name: string, amount: number, field: string): AmountOff | null {
  if (amount < 0) throw wrongSign(amount, field)
  return amount === 0 ? null : { name, amount: -amount }
}

export function wrongSign(amount: number, field: string): Fault {
  return new Fault(
    'invalid',
    `A discount of ${amount} has the wrong sign and would raise the price: give what is taken off, above zero`,
    { code: 'DISCOUNT_WRONG_SIGN', field },
  )
}

/** Whether two discounts take the same off under the same name. */
export function isSameDiscount(one: Named, other: Named): boolean {
  const isAmount = (cut: Cut) => typeof cut.amount === 'number'
  return one.name === other.name && isAmount(one) === isAmount(other) && takenOff(one, whole) === takenOff(other, whole)
}

type Named = Cut & { name?: string | null | undefined }

/** A price of which every share that Clover knows is a whole number of cents. */
const whole = 1_000_000
