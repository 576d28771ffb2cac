import type { Session } from '@trefoil/sdk'
import { z } from 'zod'
import type { Row } from '../read-list.ts'
import { instant, readerOf, wireInstant, wireList } from '../wire.ts'
import { doubtful, quantityOf, sum, takenOff } from './reckon.ts'
import { plainSale, type Sale, type SaleLine, type SalePayment } from './sale.ts'
import { wireCut, wireReference } from './wire-parts.ts'

const text = z.string().nullish()
const cents = z.number().nullish()

const wireLine = z.looseObject({
  id: text,
  name: text,
  item: wireReference,
  itemCode: text,
  note: text,
  price: cents,
  unitQty: cents,
  refunded: z.boolean().nullish(),
  exchanged: z.boolean().nullish(),
  discounts: wireList(wireCut),
  modifications: wireList(z.looseObject({ name: text, amount: cents })),
})

const payment = z.looseObject({
  id: text,
  amount: cents,
  tipAmount: cents,
  taxAmount: cents,
  result: text,
  tender: z.looseObject({ id: text, label: text }).nullish(),
  createdTime: wireInstant,
})

const refund = z.looseObject({
  id: text,
  payment: wireReference,
  amount: cents,
  status: text,
  voided: z.boolean().nullish(),
  reason: text,
  createdTime: wireInstant,
})

const wire = z.object({
  ...plainSale,
  createdTime: wireInstant,
  modifiedTime: wireInstant,
  employee: wireReference,
  orderType: z.looseObject({ label: text }).nullish(),
  customers: wireList(z.looseObject({ id: z.string() })),
  lineItems: wireList(wireLine),
  discounts: wireList(wireCut),
  payments: wireList(payment),
  refunds: wireList(refund),
})

type WireOrder = z.output<typeof wire>
type WireCut = z.output<typeof wireCut>

const readWire = readerOf(wire, 'sale')

/** One order with its parts. What could not be read of it stands in `trouble` as well. */
export function readSale(row: Row, { account, log }: Pick<Session, 'account' | 'log'>): Sale {
  const { read, leftOut } = readWire(row, log)
  const troubles = leftOut.length === 0 ? [] : [`${leftOut.join(', ')} cannot be read`]
  return { ...toSale(read, troubles), merchantId: account }
}

function toSale(from: WireOrder, troubles: string[]): Sale {
  const {
    createdTime,
    modifiedTime,
    employee,
    orderType,
    customers,
    lineItems,
    discounts,
    payments,
    refunds,
    ...rest
  } = from
  const cuts = discounts?.elements ?? []
  const rows = lineItems?.elements ?? []
  const lines = rows.map(toLine)
  const lineTotal = sum(lines.map((line) => (line.extendedPrice ?? 0) - (line.discountAmount ?? 0)))
  const orderDiscount = sum(cuts.map((each) => takenOff(each, lineTotal)))
  const back = (refunds?.elements ?? []).filter(
    (each) => each.voided !== true && (each.status ?? 'SUCCESS') === 'SUCCESS',
  )
  const paid = (payments?.elements ?? []).map((each) => toPayment(each, back))
  const good = paid.filter((each) => (each.result ?? 'SUCCESS') === 'SUCCESS')
  const doubts = [...cuts, ...rows.flatMap((row) => row.discounts?.elements ?? [])].flatMap(
    (each) => doubtful(each) ?? [],
  )
  const trouble = [...troubles, ...doubts].join('; ')
  const sale: Sale = {
    ...rest,
    lines,
    discounts: cuts.map((each) => ({ id: each.id, name: each.name, amount: takenOff(each, lineTotal) })),
    payments: paid,
    refunds: back.map(({ id, payment: of, amount, reason, createdTime: at }) => ({
      ...{ id, paymentId: of?.id, amount, reason },
      ...(at === undefined ? {} : { createdTime: instant(at) }),
    })),
    subtotal: lineTotal,
    discountAmount: orderDiscount + sum(lines.map((line) => line.discountAmount)),
    taxAmount: sum(good.map((each) => each.taxAmount)),
    tipAmount: sum(good.map((each) => each.tipAmount)),
    refundedAmount: sum(back.map((each) => each.amount)),
    ...(trouble === '' ? {} : { trouble }),
  }
  if (createdTime !== undefined) sale.createdTime = instant(createdTime)
  if (modifiedTime !== undefined) sale.modifiedTime = instant(modifiedTime)
  if (employee?.id !== undefined) sale.employeeId = employee.id
  if (orderType?.label !== undefined) sale.orderType = orderType.label
  if (customers !== undefined && customers !== null) sale.customers = customers.elements.map(({ id }) => ({ id }))
  return sale
}

function toLine(row: z.output<typeof wireLine>): SaleLine {
  const { item, price, unitQty, refunded, exchanged, discounts, modifications, id, name, itemCode, note } = row
  const modifiers = modifications?.elements ?? []
  const unitPrice = sum([price, ...modifiers.map((each) => each.amount)])
  const quantity = quantityOf(unitQty)
  const extendedPrice = Math.round(unitPrice * quantity)
  const cuts: WireCut[] = discounts?.elements ?? []
  return {
    ...{ id, name, itemId: item?.id, itemCode, note, quantity, unitPrice, extendedPrice },
    discountAmount: sum(cuts.map((each) => takenOff(each, extendedPrice))),
    modifiers: modifiers.length === 0 ? null : modifiers.map((each) => each.name ?? '').join(', '),
    isRefunded: refunded === true,
    isExchanged: exchanged === true,
  }
}

/** Cards stay at the till: what is kept of a payment is how much, by what and how it ended. */
function toPayment(row: z.output<typeof payment>, refunds: z.output<typeof refund>[]): SalePayment {
  const { id, amount, tipAmount, taxAmount, result, tender, createdTime } = row
  const refundedAmount = sum(refunds.filter((each) => each.payment?.id === id).map((each) => each.amount))
  return {
    ...{ id, amount, tipAmount, taxAmount, result, tender: tender?.label ?? tender?.id, refundedAmount },
    ...(createdTime === undefined ? {} : { createdTime: instant(createdTime) }),
  }
}
