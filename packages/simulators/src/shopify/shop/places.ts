import { placeBody } from '../webhooks/bodies.ts'
import type { Place } from './rows.ts'
import { newRow, note, type Shop } from './shop.ts'

export interface PlaceDraft {
  name: string
  isActive?: boolean
  fulfillsOnlineOrders?: boolean
  isFulfillmentService?: boolean
  address?: Record<string, string | null>
}

export function addPlace(shop: Shop, draft: PlaceDraft): Place {
  const place: Place = {
    ...newRow(shop, 'Location'),
    name: draft.name,
    isActive: draft.isActive ?? true,
    fulfillsOnlineOrders: draft.fulfillsOnlineOrders ?? true,
    shipsInventory: true,
    isFulfillmentService: draft.isFulfillmentService ?? false,
    address: { countryCode: 'US', ...draft.address },
  }
  shop.places.set(place.n, place)
  note(shop, 'location.create', place.id, { name: place.name })
  shop.tell({ topic: 'locations/create', by: shop.by, body: () => placeBody(shop.identity, place) })
  return place
}

/** Where new things lie first: the first place that sends what is ordered online. */
export function primaryPlace(shop: Shop): Place {
  const [first] = shop.places.values()
  for (const place of shop.places.values()) if (place.isActive && place.fulfillsOnlineOrders) return place
  if (first === undefined) throw new Error('a shop has at least one place')
  return first
}
