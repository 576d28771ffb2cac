import type { Patch } from '@trefoil/mapping'
import type { Json, JsonObject } from '@trefoil/sdk'

/** Fields that say how much of a thing is there, by any entity's or vendor's name for it. */
const stockFields = new Set(['quantity', 'available', 'quantityAvailable', 'onHand', 'quantityOnHand', 'stock'])

/** Whether a change leaves nothing of something of which there was some, in the record or in a child of it. */
export function zeroes(patch: Patch): boolean {
  return Object.entries(patch).some(([path, change]) => {
    return stockFields.has(path.split('/').at(-1) ?? '') && isZeroed(change.old, change.new)
  })
}

/** The same of what would be written where `told` is known to be. */
export function zeroesThere(told: JsonObject | null, output: JsonObject): boolean {
  return Object.keys(output).some((name) => stockFields.has(name) && isZeroed(told?.[name], output[name]))
}

function isZeroed(old: Json | undefined, now: Json | undefined): boolean {
  return Number(now ?? 0) === 0 && typeof old === 'number' && old > 0
}
