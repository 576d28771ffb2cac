import type { Order, ShipLine, Shipment, ShipOrder } from '../shop/order-rows.ts'
import { editOrder } from '../shop/orders.ts'
import { cancelShipment, changeTracking, ship, trackingOf } from '../shop/shipping.ts'
import { newPart, note, type Shop } from '../shop/shop.ts'
import type { Call } from '../wire/call.ts'
import { listPage, type PageArgs, shelfPage } from '../wire/pages.ts'
import { refuse } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { numberOf, shipOrderBy } from './ids.ts'
import { bagOf } from './money-bag.ts'
import { payload } from './payload.ts'

type None = Record<string, never>

interface TrackingInput {
  company?: string | null
  number?: string | null
  numbers?: string[] | null
  url?: string | null
  urls?: string[] | null
}

interface FulfillmentInput {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string
    fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null
  }[]
  trackingInfo?: TrackingInput | null
}

function shipmentBy(shop: Shop, id: string): Shipment | undefined {
  const n = numberOf('Fulfillment', id)
  for (const order of shop.orders.all()) {
    const found = order.shipments.find((shipment) => shipment.n === n)
    if (found !== undefined) return found
  }
  return undefined
}

const isOpen = ({ status }: ShipOrder) => status !== 'CLOSED' && status !== 'CANCELLED'

export const shippingResolvers: Resolvers = {
  QueryRoot: {
    fulfillment: (_root: unknown, { id }: { id: string }, { shop }: Call) => shipmentBy(shop, id) ?? null,
    fulfillmentOrder: (_root: unknown, { id }: { id: string }, { shop }: Call) => shipOrderBy(shop, id) ?? null,
    fulfillmentOrders: (_root: unknown, args: PageArgs & { includeClosed?: boolean }, call: Call) =>
      shelfPage(
        call,
        call.shop.shipOrders,
        args,
        { UPDATED_AT: ({ updatedAt }) => updatedAt },
        args.includeClosed === true ? {} : { where: isOpen, name: 'open' },
      ),
  },
  FulfillmentOrder: {
    orderId: ({ order }: ShipOrder) => order.id,
    orderName: ({ order }: ShipOrder) => order.name,
    orderProcessedAt: ({ order }: ShipOrder) => order.processedAt,
    fulfillAt: ({ createdAt }: ShipOrder) => createdAt,
    assignedLocation: ({ location }: ShipOrder) => ({ ...location.address, name: location.name, location }),
    deliveryMethod: ({ n, methodType, order }: ShipOrder) => ({
      id: `gid://shopify/DeliveryMethod/${n}`,
      methodType,
      presentedName: order.shipping[0]?.title ?? null,
      serviceCode: order.shipping[0]?.code ?? null,
    }),
    destination: ({ n, order }: ShipOrder) => destinationOf(n, order),
    fulfillmentHolds: ({ holds }: ShipOrder) => holds,
    supportedActions: (shipOrder: ShipOrder) => actionsOf(shipOrder).map((action) => ({ action })),
    lineItems: ({ lines }: ShipOrder, args: PageArgs) => listPage(lines, args),
    fulfillments: (shipOrder: ShipOrder, args: PageArgs) =>
      listPage(
        shipOrder.order.shipments.filter(({ from }) => from.includes(shipOrder)),
        args,
      ),
  },
  FulfillmentOrderLineItem: {
    lineItem: ({ line }: ShipLine) => line,
    sku: ({ line }: ShipLine) => line.sku,
    productTitle: ({ line }: ShipLine) => line.title,
    variantTitle: ({ line }: ShipLine) => line.variantTitle,
    vendor: ({ line }: ShipLine) => line.vendor,
    requiresShipping: ({ line }: ShipLine) => line.requiresShipping,
    variant: ({ line }: ShipLine, _args: None, { shop }: Call) => shop.variants.get(line.variant ?? 0) ?? null,
    inventoryItemId: ({ line }: ShipLine, _args: None, { shop }: Call) =>
      shop.variants.get(line.variant ?? 0)?.item.id ?? null,
  },
  Fulfillment: {
    legacyResourceId: ({ n }: Shipment) => n,
    deliveredAt: ({ events }: Shipment) => events.find(({ status }) => status === 'DELIVERED')?.happenedAt ?? null,
    inTransitAt: ({ events }: Shipment) => events.find(({ status }) => status === 'IN_TRANSIT')?.happenedAt ?? null,
    requiresShipping: ({ lines }: Shipment) => lines.some(({ line }) => line.requiresShipping),
    totalQuantity: ({ lines }: Shipment) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ tracking }: Shipment, { first }: { first?: number }) => tracking.slice(0, first ?? undefined),
    fulfillmentLineItems: ({ lines }: Shipment, args: PageArgs) => listPage(lines, args),
    fulfillmentOrders: ({ from }: Shipment, args: PageArgs) => listPage(from, args),
    events: ({ events }: Shipment, args: PageArgs) => listPage(events, args),
  },
  FulfillmentLineItem: {
    lineItem: ({ line }: { line: Order['lines'][number] }) => line,
    originalTotalSet: ({ line, quantity }: Shipment['lines'][number]) => bagOf(line.order, line.price * quantity),
    discountedTotalSet: ({ line, quantity }: Shipment['lines'][number]) => bagOf(line.order, line.price * quantity),
  },
  Mutation: {
    fulfillmentCreate: (_root: unknown, { fulfillment }: { fulfillment: FulfillmentInput }, { shop }: Call) =>
      payload(() => {
        const parcels = fulfillment.lineItemsByFulfillmentOrder.map((group) => {
          const from = shipOrderBy(shop, group.fulfillmentOrderId)
          if (from === undefined) return refuse('fulfillment', 'Fulfillment order does not exist.')
          return { from, lines: group.fulfillmentOrderLineItems?.map((row) => parcelLine(from, row)) }
        })
        return { fulfillment: ship(shop, parcels, trackingOf(fulfillment.trackingInfo ?? {})) }
      }),
    fulfillmentTrackingInfoUpdate: (
      _root: unknown,
      { fulfillmentId, trackingInfoInput }: { fulfillmentId: string; trackingInfoInput: TrackingInput },
      { shop }: Call,
    ) =>
      payload(() => {
        const shipment = shipmentBy(shop, fulfillmentId) ?? refuse('fulfillmentId', 'Fulfillment does not exist.')
        return { fulfillment: changeTracking(shop, shipment, trackingOf(trackingInfoInput)) }
      }),
    fulfillmentCancel: (_root: unknown, { id }: { id: string }, { shop }: Call) =>
      payload(() => ({
        fulfillment: cancelShipment(shop, shipmentBy(shop, id) ?? refuse('id', 'Fulfillment not found.')),
      })),
    fulfillmentEventCreate: (
      _root: unknown,
      {
        fulfillmentEvent: input,
      }: { fulfillmentEvent: { fulfillmentId: string; status: string; happenedAt?: number; message?: string } },
      { shop }: Call,
    ) =>
      payload(() => {
        const words = 'Fulfillment does not exist.'
        const shipment = shipmentBy(shop, input.fulfillmentId) ?? refuse('fulfillmentEvent.fulfillmentId', words)
        const event = {
          ...newPart(shop, 'FulfillmentEvent'),
          status: input.status,
          happenedAt: input.happenedAt ?? shop.now(),
          createdAt: shop.now(),
          message: input.message ?? null,
        }
        editOrder(shop, shipment.order, 'order.track', () => {
          shipment.events.push(event)
          if (['IN_TRANSIT', 'DELIVERED', 'OUT_FOR_DELIVERY'].includes(input.status))
            shipment.displayStatus = input.status
        })
        return { fulfillmentEvent: event }
      }),
    fulfillmentOrderHold: (
      _root: unknown,
      { id, fulfillmentHold }: { id: string; fulfillmentHold: { reason: string; reasonNotes?: string } },
      { shop }: Call,
    ) =>
      payload(() => {
        const shipOrder =
          shipOrderBy(shop, id) ?? refuse('id', 'Fulfillment order does not exist.', 'FULFILLMENT_ORDER_NOT_FOUND')
        if (!isOpen(shipOrder))
          refuse('id', 'The fulfillment order is not in a state that can be held.', 'INVALID_STATE')
        const hold = {
          ...newPart(shop, 'FulfillmentHold'),
          reason: fulfillmentHold.reason,
          reasonNotes: fulfillmentHold.reasonNotes ?? null,
        }
        change(shop, shipOrder, 'fulfillmentOrder.hold', () => {
          shipOrder.holds.push(hold)
          shipOrder.status = 'ON_HOLD'
        })
        return { fulfillmentHold: hold, fulfillmentOrder: shipOrder }
      }),
    fulfillmentOrderReleaseHold: (_root: unknown, { id }: { id: string }, { shop }: Call) =>
      payload(() => {
        const shipOrder =
          shipOrderBy(shop, id) ?? refuse('id', 'Fulfillment order does not exist.', 'FULFILLMENT_ORDER_NOT_FOUND')
        change(shop, shipOrder, 'fulfillmentOrder.release', () => {
          shipOrder.holds = []
          shipOrder.status = 'OPEN'
        })
        return { fulfillmentOrder: shipOrder }
      }),
  },
}

function parcelLine(from: ShipOrder, { id, quantity }: { id: string; quantity: number }) {
  const n = numberOf('FulfillmentOrderLineItem', id)
  const line = from.lines.find((one) => one.n === n)
  return line === undefined ? refuse('fulfillment', 'Fulfillment order line item does not exist.') : { line, quantity }
}

function change(shop: Shop, shipOrder: ShipOrder, kind: string, work: () => void): void {
  shop.shipOrders.edit(shipOrder, work)
  note(shop, kind, shipOrder.id)
}

function actionsOf({ status }: ShipOrder): string[] {
  if (status === 'OPEN') return ['CREATE_FULFILLMENT', 'MOVE', 'HOLD', 'SPLIT']
  if (status === 'ON_HOLD') return ['RELEASE_HOLD']
  return status === 'IN_PROGRESS' ? ['CREATE_FULFILLMENT'] : []
}

function destinationOf(n: number, { shippingAddress, email, phone }: Order) {
  if (shippingAddress === null) return null
  const { provinceCode: province, ...address } = shippingAddress
  return {
    ...address,
    id: `gid://shopify/FulfillmentOrderDestination/${n}`,
    province,
    email,
    phone: address.phone ?? phone,
  }
}
