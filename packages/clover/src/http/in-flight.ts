/** Lets so many calls run at once; the others wait in the order in which they came. */
export interface Gate {
  pass<T>(work: () => Promise<T>): Promise<T>
}

export function openGate(places: number): Gate {
  let free = places
  const waiting: (() => void)[] = []
  const enter = () => {
    if (free > 0) {
      free -= 1
      return Promise.resolve()
    }
    return new Promise<void>((resolve) => waiting.push(resolve))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return {
    pass: async (work) => {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
