import { inParallel, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { ask } from '../ask.ts'
import { levelsHeld } from '../generated/operations.gen.ts'
import { gidOf, numberOf } from '../gid.ts'
import { atOnce, chunksOf } from '../named-records.ts'
import { known, named } from '../wire.ts'
import { levelId } from './level.ts'

/** How an item stands at a location just before it is written to. */
export interface Held {
  isTracked: boolean
  /** It is stocked there; else nothing sells there, whatever its quantity. */
  isActive: boolean
  available: number
  on_hand: number
}

const most = 100

const wireHeld = z.object({
  id: z.string(),
  tracked: z.boolean(),
  inventoryLevel: z
    .object({
      isActive: z.boolean(),
      quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
    })
    .nullable(),
})

/** By `item@location`. What Shopify does not know is left out. */
export async function heldAt(session: Session, items: string[], locationId: string): Promise<Map<string, Held>> {
  const reads = named(wireHeld)
  const location = gidOf('Location', locationId)
  const found = await inParallel(chunksOf(items, most), atOnce, async (chunk) => {
    const ids = chunk.map((item) => gidOf('InventoryItem', item))
    const { nodes } = await ask(session, levelsHeld, { ids, location }, { reads, points: 4 * ids.length })
    return known(nodes)
  })
  return new Map(
    found.flat().map(({ id, tracked, inventoryLevel: level }) => {
      const quantity = (name: string) => level?.quantities.find((each) => each.name === name)?.quantity ?? 0
      const stands = { isTracked: tracked, isActive: level?.isActive === true }
      return [
        levelId(numberOf(id), locationId),
        { ...stands, available: quantity('available'), on_hand: quantity('on_hand') },
      ]
    }),
  )
}
