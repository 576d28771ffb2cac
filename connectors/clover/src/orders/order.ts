import type { Log } from '@trefoil/sdk'
import { z } from 'zod'
import type { Row } from '../read-list.ts'
import { instant, readerOf, wireInstant, wireList } from '../wire.ts'

const text = z.string().nullish()

const plain = {
  id: z.string().optional(),
  /** Free text; Clover writes `open`, `OPEN` and `locked`. */
  state: text,
  currency: text,
  /** Cents; absent on an order that nobody totalled. */
  total: z.int().nullish(),
  title: text,
  note: text,
  paymentState: text,
  externalReferenceId: text,
}

/** An order as formulas see it, with the customers that it names. What Clover did not send is absent. */
export const cloverOrder = z.looseObject({
  ...plain,
  /** ISO 8601, UTC, as are the others. */
  createdTime: text,
  clientCreatedTime: text,
  modifiedTime: text,
  customers: z.array(z.object({ id: z.string() })).optional(),
})

export type CloverOrder = z.output<typeof cloverOrder>

const wire = z.looseObject({
  ...plain,
  createdTime: wireInstant,
  clientCreatedTime: wireInstant,
  modifiedTime: wireInstant,
  customers: wireList(z.looseObject({ id: z.string() })),
})

const readWire = readerOf(wire, 'order')

/** One row of Clover's list. */
export function readOrder(row: Row, log: Log): CloverOrder {
  return toOrder(readWire(row, log).read)
}

function toOrder(from: z.output<typeof wire>): CloverOrder {
  // Payments hold card tokens; nothing that reads orders as a trigger needs them.
  const { href, payments, createdTime, clientCreatedTime, modifiedTime, customers, ...rest } = from
  const order: CloverOrder = rest
  if (createdTime !== undefined) order.createdTime = instant(createdTime)
  if (clientCreatedTime !== undefined) order.clientCreatedTime = instant(clientCreatedTime)
  if (modifiedTime !== undefined) order.modifiedTime = instant(modifiedTime)
  if (customers !== undefined && customers !== null) order.customers = customers.elements.map(({ id }) => ({ id }))
  return order
}
