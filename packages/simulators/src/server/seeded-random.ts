/** A stream of chance that is the same for the same seed. */
export interface Random {
  /** A fraction from 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number
  chance(probability: number): boolean
  /** One of them; there must be one. */
  pick<T>(choices: readonly T[]): T
  /** `length` characters out of `alphabet`. */
  text(alphabet: string, length: number): string
  uuid(): string
}

/** Mulberry32: 32 bits of state are plenty for a pretend shop, and it is fast. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (count: number) => Math.floor(next() * count)
  const text = (alphabet: string, length: number) => {
    let made = ''
    for (let index = 0; index < length; index++) made += alphabet.charAt(below(alphabet.length))
    return made
  }
  const hex = (length: number) => text('0123456789abcdef', length)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (choices) => {
      const choice = choices[below(choices.length)]
      if (choice === undefined) throw new RangeError('nothing to pick from')
      return choice
    },
    text,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${text('89ab', 1)}${hex(3)}-${hex(12)}`,
  }
}
