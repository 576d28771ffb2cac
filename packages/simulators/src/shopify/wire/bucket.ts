/** The points of one token: they flow back steadily, and a question needs all that it may cost before it is asked. */
export interface Bucket {
  /** Whether that much is there; if so, it is taken. */
  take(points: number): boolean
  /** What was taken and not used. */
  giveBack(points: number): void
  status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
}

export function createBucket(parts: { size: number; restoreRate: number; tick: () => number }): Bucket {
  const { size, restoreRate, tick } = parts
  let level = size
  let seen = tick()
  const refill = () => {
    const at = tick()
    level = Math.min(size, level + ((at - seen) / 1000) * restoreRate)
    seen = at
  }
  return {
    take: (points) => {
      refill()
      if (level < points) return false
      level -= points
      return true
    },
    giveBack: (points) => {
      level = Math.min(size, level + points)
    },
    status: () => {
      refill()
      return { maximumAvailable: size, currentlyAvailable: Math.floor(level), restoreRate }
    },
  }
}
