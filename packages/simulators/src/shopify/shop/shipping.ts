import { shipmentBody } from '../webhooks/order-bodies.ts'
import { refuse } from '../wire/problems.ts'
import type { Order, ShipLine, Shipment, ShipOrder } from './order-rows.ts'
import { unfulfilled } from './order-sums.ts'
import { editOrder, unclaim } from './orders.ts'
import { newPart, newRow, note, type Shop } from './shop.ts'

export interface Tracking {
  company: string | null
  number: string | null
  url: string | null
}

/** What is to be sent: a fulfilment order, and of which of its lines how much; without lines, all that remains. */
export interface Parcel {
  from: ShipOrder
  lines: { line: ShipLine; quantity: number }[] | undefined
}

/** Names that the vendor knows, with the pages on which parcels are followed. */
const carriers: Record<string, string> = {
  DHL: 'https://www.dhl.com/en/express/tracking.html?AWB=',
  'DHL Express': 'https://www.dhl.com/en/express/tracking.html?AWB=',
  UPS: 'https://www.ups.com/WebTracking?loc=en_US&requester=ST&trackNums=',
  USPS: 'https://tools.usps.com/go/TrackConfirmAction.action?tLabels=',
  FedEx: 'https://www.fedex.com/fedextrack/?trknbr=',
}

export function trackingOf(input: {
  company?: string | null
  number?: string | null
  numbers?: string[] | null
  url?: string | null
  urls?: string[] | null
}): Tracking[] {
  const numbers = input.numbers ?? (typeof input.number === 'string' ? [input.number] : [])
  const urls = input.urls ?? (typeof input.url === 'string' ? [input.url] : [])
  const company = input.company ?? null
  const count = Math.max(numbers.length, urls.length, company === null ? 0 : 1)
  return Array.from({ length: count }, (_, index) => {
    const number = numbers[index] ?? null
    const page = carriers[company ?? '']
    const made = page === undefined || number === null ? null : page + number
    return { company, number, url: urls[index] ?? made }
  })
}

/** Sends parcels of one order and one place; whoever cannot be sent stops all. */
export function ship(shop: Shop, parcels: readonly Parcel[], tracking: Tracking[]): Shipment {
  const [first] = parcels
  if (first === undefined) return refuse('fulfillment', 'Fulfillment order does not exist.')
  checkTogether(parcels)
  const { order, location } = first.from
  const wanted = parcels.map(({ from, lines }) => ({
    from,
    lines:
      lines ??
      from.lines.map((line) => ({ line, quantity: line.remainingQuantity })).filter(({ quantity }) => quantity > 0),
  }))
  const shipment: Shipment = {
    ...newRow(shop, 'Fulfillment'),
    order,
    name: `${order.name}-F${order.shipments.length + 1}`,
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    location,
    tracking,
    lines: [],
    from: wanted.map(({ from }) => from),
    events: [],
  }
  editOrder(shop, order, 'order.ship', () => {
    for (const { from, lines } of wanted) {
      for (const { line, quantity } of lines) {
        line.remainingQuantity -= quantity
        line.line.fulfilled += quantity
        unclaim(shop, order, line.line, quantity, true)
        shipment.lines.push({ ...newPart(shop, 'FulfillmentLineItem'), line: line.line, quantity, from: line })
      }
      closeWhenEmpty(shop, from)
    }
    order.shipments.push(shipment)
  })
  note(shop, 'fulfillment.create', shipment.id, { order: order.name, tracking: tracking.map(({ number }) => number) })
  shop.tell({ topic: 'fulfillments/create', by: shop.by, body: () => shipmentBody(shop.identity, shipment) })
  return shipment
}

function checkTogether(parcels: readonly Parcel[]): void {
  const orders = [...new Set(parcels.map(({ from }) => from.order.n))]
  const places = [...new Set(parcels.map(({ from }) => from.location.n))]
  if (orders.length > 1) {
    const words = `All fulfillment orders must belong to the same order. Multiple orders with ids [${orders.join(', ')}] were found.`
    refuse('fulfillment', words)
  }
  if (places.length > 1) {
    const words = `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${places.join(', ')}] were found.`
    refuse('fulfillment', words)
  }
  for (const [index, { from, lines }] of parcels.entries()) {
    if (from.status !== 'OPEN' && from.status !== 'IN_PROGRESS') {
      refuse('fulfillment', `Fulfillment order ${from.n} has an unfulfillable status= ${from.status.toLowerCase()}.`)
    }
    for (const [row, { line, quantity }] of (lines ?? []).entries()) {
      const at = `fulfillment.lineItemsByFulfillmentOrder.${index}.fulfillmentOrderLineItems.${row}.quantity`
      if (quantity <= 0) refuse(at, 'Quantity must be greater than 0')
      if (quantity > line.remainingQuantity)
        refuse('fulfillment', 'Invalid fulfillment order line item quantity requested.')
    }
  }
}

/** A part that was sent leaves the rest in progress; all of it closes. */
function closeWhenEmpty(shop: Shop, from: ShipOrder): void {
  const remaining = from.lines.reduce((sum, line) => sum + line.remainingQuantity, 0)
  shop.shipOrders.edit(from, () => {
    from.status = remaining === 0 ? 'CLOSED' : 'IN_PROGRESS'
  })
}

/** The quantity is open again, in a fulfilment order of a new id where the old one was closed. */
export function cancelShipment(shop: Shop, shipment: Shipment): Shipment {
  if (shipment.status === 'CANCELLED') return shipment
  const { order } = shipment
  editOrder(shop, order, 'order.unship', () => {
    shipment.status = 'CANCELLED'
    shipment.displayStatus = 'CANCELED'
    shipment.updatedAt = shop.now()
    for (const { line, quantity, from } of shipment.lines) {
      line.fulfilled -= quantity
      const owner = shipment.from.find(({ lines }) => lines.includes(from))
      if (owner !== undefined && owner.status !== 'CLOSED') from.remainingQuantity += quantity
    }
    reopen(shop, order, shipment)
  })
  note(shop, 'fulfillment.cancel', shipment.id)
  shop.tell({ topic: 'fulfillments/update', by: shop.by, body: () => shipmentBody(shop.identity, shipment) })
  return shipment
}

function reopen(shop: Shop, order: Order, shipment: Shipment): void {
  for (const closed of shipment.from.filter(({ status }) => status === 'CLOSED')) {
    const lines = shipment.lines.filter(({ from, line }) => closed.lines.includes(from) && unfulfilled(line) > 0)
    if (lines.length === 0) continue
    const again: ShipOrder = {
      ...newRow(shop, 'FulfillmentOrder'),
      order,
      status: 'OPEN',
      requestStatus: 'UNSUBMITTED',
      location: closed.location,
      methodType: closed.methodType,
      holds: [],
      lines: lines.map(({ line, quantity }) => ({
        ...newPart(shop, 'FulfillmentOrderLineItem'),
        line,
        totalQuantity: quantity,
        remainingQuantity: quantity,
      })),
    }
    order.shipOrders.push(again)
    shop.shipOrders.add(again)
  }
}

export function changeTracking(shop: Shop, shipment: Shipment, tracking: Tracking[]): Shipment {
  editOrder(shop, shipment.order, 'order.track', () => {
    shipment.tracking = tracking
    shipment.updatedAt = shop.now()
  })
  note(shop, 'fulfillment.track', shipment.id, { tracking: tracking.map(({ number }) => number) })
  shop.tell({ topic: 'fulfillments/update', by: shop.by, body: () => shipmentBody(shop.identity, shipment) })
  return shipment
}
