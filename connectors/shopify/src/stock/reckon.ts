import { Fault } from '@trefoil/sdk'

/** What is to be written, as far as the shop's stock is concerned. */
export interface Wish {
  /** Of the hub. */
  quantity: number
  /** What the hub last heard or told, as it counts; null: nothing yet. */
  heard: number | null
  safetyStock: number
}

/** What the shop is told of a quantity of the hub: less what is kept back, whole, and never below zero. */
function shown(quantity: number, safetyStock: number): number {
  return Math.max(0, Math.floor(quantity) - safetyStock)
}

/**
 * What has to stand in the shop. What moved there since the hub heard of it last is kept: the quantity moves by as much
 * as the hub wants it to move, and no sale is undone. Where some are kept back the hub hears nothing of the shop's stock,
 * and its own count is the only one.
 */
export function reckon(held: number, { quantity, heard, safetyStock }: Wish): { quantity: number; moved: number } {
  const wanted = shown(quantity, safetyStock)
  // Below zero the hub heard of it as it stands.
  const isAsHeard = heard === null || safetyStock > 0 || held === heard
  const moved = isAsHeard ? 0 : held - shown(heard, safetyStock)
  return { quantity: Math.max(0, wanted + moved), moved }
}

export function required(quantity: number | null): number {
  if (quantity !== null) return quantity
  throw new Fault('invalid', 'No quantity is not a quantity of zero: say how many there are', { field: 'quantity' })
}
