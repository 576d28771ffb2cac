import { Fault, type Outcome, type Session, type Target } from '@trefoil/sdk'
import { z } from 'zod'
import { atOnce, inParallel } from '../in-parallel.ts'
import { withPermission } from '../with-permission.ts'
import { writeEach } from '../write-each.ts'
import { type AmountOff, amountOff, isSameDiscount } from './discount-body.ts'
import { isClosed, readHeld, salePath } from './held-sale.ts'

/** A price cut on an order that is open at the till, as a reward that was redeemed. */
const orderDiscountWrite = z.strictObject({
  orderId: z.string().min(1).meta({ description: "Clover's id of the order" }),
  name: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: 'On the receipt; two on one order need two names, as a repeat is told by its name' }),
  amount: z.int().nullish().meta({ description: 'What is taken off, in cents above zero' }),
  percentage: z.number().nullish().meta({ description: 'Or a share of the order, from 0 to 100' }),
  discountId: z.string().nullish().meta({ description: "The merchant's discount from which it is made" }),
})

type OrderDiscountWrite = z.output<typeof orderDiscountWrite>

/** Discounts on open orders. A discount has no id of ours: the order and the name tell it. */
export const orderDiscounts: Target = {
  title: 'Discounts on open orders',
  schema: orderDiscountWrite,
  needs: ['ORDERS_R', 'ORDERS_W'],
  maxBatch: 50,
  matchBy: [],
  find: async () => new Map(),
  upsert: (session, writes) => writeEach(writes, orderDiscountWrite, (wanted) => put(session, wanted)),
  remove: (session, ids) => inParallel(ids, atOnce, (id) => remove(session, id)),
}

async function put(session: Session, wanted: OrderDiscountWrite): Promise<Outcome> {
  const { orderId, name, discountId } = wanted
  const body = cutOf(wanted)
  const order = await readHeld(session, orderId)
  const held = order.discounts?.elements.find((each) => each.name === name)
  if (typeof held?.id === 'string') {
    if (isSameDiscount(held, body)) return { status: 'unchanged', id: idOf(orderId, held.id) }
    throw new Fault('conflict', `The order has another discount called "${name}": give this one its own name`, {
      field: 'name',
    })
  }
  if (isClosed(order)) {
    throw new Fault('invalid', 'The order is paid: a discount comes before the payment', { code: 'ORDER_PAID' })
  }
  // A reference alone is not looked up by Clover, so that name and value go along.
  const from = typeof discountId === 'string' && discountId !== '' ? { discount: { id: discountId } } : {}
  const post = () => session.http.post(`${salePath(session, orderId)}/discounts`, { ...body, ...from })
  const made = z.looseObject({ id: z.string() }).safeParse((await withPermission(session, 'ORDERS_W', post)).json)
  if (made.success) return { status: 'created', id: idOf(orderId, made.data.id) }
  throw new Fault('protocol', 'Clover answered a new discount with something else', { cause: made.error })
}

type ShareOff = { name: string; percentageDecimal: number }

/** One of the two. */
function cutOf({ name, amount, percentage }: OrderDiscountWrite): AmountOff | ShareOff {
  const given = [amount, percentage].filter((each) => typeof each === 'number')
  if (given.length !== 1) {
    throw new Fault('invalid', `The discount "${name}" needs an amount or a share, and not both`, { field: 'amount' })
  }
  if (typeof percentage === 'number') {
    if (percentage > 0 && percentage <= 100) return { name, percentageDecimal: Math.round(percentage * 10_000) }
    throw new Fault('invalid', `The discount "${name}" takes ${percentage} % off: give a share from 0 to 100`, {
      ...(percentage < 0 ? { code: 'DISCOUNT_WRONG_SIGN' } : {}),
      field: 'percentage',
    })
  }
  return amountOff(name, amount ?? 0, 'amount') ?? { name, amount: 0 }
}

async function remove(session: Session, id: string): Promise<Outcome> {
  const [orderId = '', discountId = ''] = id.split('|')
  try {
    const path = `${salePath(session, orderId)}/discounts/${encodeURIComponent(discountId)}`
    await withPermission(session, 'ORDERS_W', () => session.http.delete(path, { allow: [404] }))
    return { status: 'removed', id }
  } catch (fault) {
    if (fault instanceof Fault) return { status: 'failed', fault }
    throw fault
  }
}

/** A discount is below its order, and Clover asks for both. */
function idOf(orderId: string, discountId: string): string {
  return `${orderId}|${discountId}`
}
