/** Whole numbers that look like chance, and are the same for the same seed. */
export function chance(seed: number): (most: number) => number {
  let state = seed % 2_147_483_647 || 1
  return (most) => {
    state = (state * 48_271) % 2_147_483_647
    return 1 + (state % most)
  }
}
