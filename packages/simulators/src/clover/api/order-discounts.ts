import { isObject } from '../../server/exchange.ts'
import { badRequest, notFound, nothingThere, Refusal } from '../replies.ts'
import type { Discount, Order, ServiceCharge } from '../shop/order.ts'
import type { Shop } from '../shop/shop.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { changed, textField, wholeField } from './fields.ts'
import { lineOf, replaceLine } from './line-items.ts'
import { orderOf } from './orders.ts'
import { elementBytes, listReply, pageOfAll } from './paging.ts'

const order = '/v3/merchants/:merchant/orders/:order'
const line = `${order}/line_items/:line`

/** None of these touches the order's total: that is the app's own affair. */
export const orderDiscountRoutes: Record<string, CloverRoute> = {
  [`GET ${order}/discounts`]: {
    needs: 'ORDERS_R',
    answer: (call) => listReply(call, pageOfAll(call, orderOf(call).discounts ?? []).map(elementBytes), []),
  },
  [`POST ${order}/discounts`]: { needs: 'ORDERS_W', answer: create },
  [`DELETE ${order}/discounts/:discount`]: { needs: 'ORDERS_W', answer: remove },
  [`POST ${line}/discounts`]: { needs: 'ORDERS_W', answer: createOnLine },
  [`DELETE ${line}/discounts/:discount`]: { needs: 'ORDERS_W', answer: removeFromLine },
  [`POST ${order}/service_charge`]: { needs: 'ORDERS_W', answer: charge },
  [`DELETE ${order}/service_charge/:charge`]: { needs: 'ORDERS_W', answer: uncharge },
}

/** A reference to the merchant's discount is kept, but its name and value are not looked up. */
export function discountFrom(shop: Shop, body: Record<string, unknown>): Discount {
  const amount = wholeField(body, 'amount')
  const percentage = wholeField(body, 'percentage')
  const percentageDecimal = wholeField(body, 'percentageDecimal')
  if (typeof amount === 'number' && amount > 0) throw badRequest('amount must not be above zero')
  if (typeof percentage === 'number' && percentage < 0) throw badRequest('percentage must not be below zero')
  if (typeof percentageDecimal === 'number' && (percentageDecimal < 0 || percentageDecimal > 1_000_000)) {
    throw badRequest('percentageDecimal must be between 0 and 1000000')
  }
  const given = [amount, percentage, percentageDecimal].filter((value) => typeof value === 'number')
  if (given.length > 1) throw badRequest('Give one of amount, percentage and percentageDecimal')
  const name = textField(body, 'name', 64)
  const from = isObject(body.discount) && typeof body.discount.id === 'string' ? { id: body.discount.id } : undefined
  if (from === undefined && typeof name !== 'string') throw badRequest('name is required')
  const by = isObject(body.approver) && typeof body.approver.id === 'string' ? { id: body.approver.id } : undefined
  const blank: Discount = { id: shop.newId() }
  return changed(blank, { name, amount, percentage, percentageDecimal, discount: from, approver: by })
}

function keep(call: Call, changedOrder: Order, effect: string, detail: object) {
  const { shop } = call
  shop.orders.put({ ...changedOrder, modifiedTime: shop.stamp() })
  shop.effects.record(effect, changedOrder.id, 'api', detail)
  shop.effects.record('order.update', changedOrder.id, 'api')
}

function create(call: Call) {
  const before = orderOf(call)
  const discount = discountFrom(call.shop, bodyOf(call))
  keep(call, { ...before, discounts: [...(before.discounts ?? []), discount] }, 'order.discount.create', discount)
  return reply(discount)
}

function remove(call: Call) {
  const before = orderOf(call)
  const id = call.params.discount ?? ''
  keep(call, { ...before, discounts: without(before.discounts, id) }, 'order.discount.delete', { id })
  return reply({})
}

function createOnLine(call: Call) {
  const before = lineOf(call)
  const discount = discountFrom(call.shop, bodyOf(call))
  const discounts = [...(before.discounts ?? []), discount]
  replaceLine(call, { ...before, discounts }, 'lineItem.discount.create', discount)
  return reply({ ...discount, lineItemRef: { id: before.id } })
}

function removeFromLine(call: Call) {
  const before = lineOf(call)
  const id = call.params.discount ?? ''
  replaceLine(call, { ...before, discounts: without(before.discounts, id) }, 'lineItem.discount.delete', { id })
  return reply({})
}

function without(discounts: readonly Discount[] = [], id: string): Discount[] {
  const left = discounts.filter((discount) => discount.id !== id)
  if (left.length === discounts.length) throw notFound(nothingThere)
  return left
}

function charge(call: Call) {
  const before = orderOf(call)
  const serviceCharge = serviceChargeFrom(call.shop, bodyOf(call))
  keep(call, { ...before, serviceCharge }, 'order.serviceCharge.create', serviceCharge)
  return reply(serviceCharge)
}

/** The merchant's own service charge by its id, perhaps under another name and with another share. */
export function serviceChargeFrom(shop: Shop, body: Record<string, unknown>): ServiceCharge {
  if (typeof body.id !== 'string') throw new Refusal(400, 'Service charge in body is missing an ID')
  const { id, name, percentage, percentageDecimal } = shop.singles.serviceCharge
  if (body.id !== id) throw notFound(nothingThere)
  const share = {
    percentage: wholeField(body, 'percentage') ?? undefined,
    percentageDecimal: wholeField(body, 'percentageDecimal') ?? undefined,
  }
  const isOwnShare = share.percentage !== undefined || share.percentageDecimal !== undefined
  const usual = { percentage: Number(percentage), percentageDecimal: Number(percentageDecimal) }
  const named: ServiceCharge = { id, name: textField(body, 'name', 127) ?? String(name), enabled: true }
  // Half of an own share and half of the usual one would be two different charges.
  return changed(named, isOwnShare ? share : usual)
}

function uncharge(call: Call) {
  const { serviceCharge, ...rest } = orderOf(call)
  if (serviceCharge?.id !== call.params.charge) throw notFound(nothingThere)
  keep(call, rest, 'order.serviceCharge.delete', { id: call.params.charge })
  return reply({})
}
