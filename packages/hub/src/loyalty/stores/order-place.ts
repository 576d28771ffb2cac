import type { OrderPlace, SaidPlace } from '../../store/order-place.ts'

/** A place as it is counted: an order whose time cannot be read was made when it came to the hub. */
export function placeOf({ orderId, connectionId, key, customerId, orderedAt, createdAt }: SaidPlace): OrderPlace {
  const ordered = new Date(orderedAt ?? Number.NaN)
  return {
    ...{ orderId, connectionId, key },
    customerId: /^[1-9]\d{0,14}$/.test(customerId ?? '') ? Number(customerId) : null,
    at: Number.isNaN(ordered.getTime()) ? createdAt : ordered,
  }
}
