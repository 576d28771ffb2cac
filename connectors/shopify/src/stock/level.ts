import { z } from 'zod'
import { numberOf } from '../gid.ts'
import { text } from '../wire.ts'

/** How much of an item there is at one location of the shop, as formulas see it. */
export const shopifyLevel = z.looseObject({
  /** Item and location: `4711@655`. */
  id: z.string(),
  itemId: z.string(),
  locationId: z.string(),
  locationName: text,
  ...{ sku: text, barcode: text, productId: text, variantId: text, productTitle: text, variantTitle: text },
  /** False: it sells without limit, and its quantities mean nothing. */
  tracked: z.boolean(),
  /** It is the location whose stock the hub writes. */
  isShopLocation: z.boolean(),
  /** Of the kind that the connection says. */
  quantity: z.int().nullish(),
  /** A part is kept back from the shop, so that its quantity is not what is there. */
  isKeptBack: z.boolean(),
  available: z.int().nullish(),
  onHand: z.int().nullish(),
  committed: z.int().nullish(),
})

export type ShopifyLevel = z.output<typeof shopifyLevel>

export const wireItem = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  tracked: z.boolean(),
  variants: z
    .object({
      nodes: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          barcode: z.string().nullable(),
          product: z.object({ id: z.string(), title: z.string() }),
        }),
      ),
    })
    .nullable(),
})

export const wireLevel = z.object({
  isActive: z.boolean(),
  location: z.object({ id: z.string(), name: z.string() }),
  quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
})

/** What of the connection's settings a level is read by. */
export interface Counting {
  /** The location of the shop's stock; null where none is chosen yet. */
  place: string | null
  kind: 'available' | 'on_hand'
  safetyStock: number
}

export function levelOf(
  item: z.output<typeof wireItem>,
  level: z.output<typeof wireLevel>,
  { place, kind, safetyStock }: Counting,
): ShopifyLevel {
  const [variant] = item.variants?.nodes ?? []
  const quantity = (name: string) => level.quantities.find((each) => each.name === name)?.quantity ?? null
  const [itemId, locationId] = [numberOf(item.id), numberOf(level.location.id)]
  const isShopLocation = locationId === place
  return {
    ...{ id: levelId(itemId, locationId), itemId, locationId, locationName: level.location.name },
    ...{ sku: item.sku, tracked: item.tracked },
    ...(variant === undefined
      ? {}
      : {
          ...{ barcode: variant.barcode, variantId: numberOf(variant.id), variantTitle: variant.title },
          ...{ productId: numberOf(variant.product.id), productTitle: variant.product.title },
        }),
    ...{ isShopLocation, quantity: quantity(kind), isKeptBack: isShopLocation && safetyStock > 0 },
    ...{ available: quantity('available'), onHand: quantity('on_hand'), committed: quantity('committed') },
  }
}

export function levelId(itemId: string, locationId: string): string {
  return `${itemId}@${locationId}`
}

/** Item and location of such an id; undefined: it is none. */
export function partsOf(id: string): { itemId: string; locationId: string } | undefined {
  const [, itemId, locationId] = /^(\d{1,20})@(\d{1,20})$/.exec(id) ?? []
  return itemId === undefined || locationId === undefined ? undefined : { itemId, locationId }
}
