/** Counts what was drawn, so that no window of the given length ever holds more than `size` tokens at the vendor. */
export interface SlidingWindow {
  /** Milliseconds until `tokens` may be drawn; 0: now; Infinity where only the end of a call under way can tell. */
  wait(now: number, tokens: number): number
  /** A call takes its tokens with it; they are nobody's until it is over. */
  take(tokens: number): void
  /** The call is over: its tokens count from this instant on. Undefined: it never left, so that they are free again. */
  give(tokens: number, from: number | undefined): void
  /** Believes the vendor where it says that fewer are left than we have counted. */
  lower(now: number, left: number): void
  /** From now on no window holds more than so many. */
  resize(size: number): void
}

/**
 * An exact sliding log. When the vendor counted a call is known to nobody but the vendor: after it was sent, and before
 * it was answered. So whoever takes and gives decides how much of that time is granted.
 */
export function slidingWindow(initial: number, windowMs: number): SlidingWindow {
  let size = initial
  // What counts within a grain is one entry, stamped at its end: memory is bounded however large the budget is.
  const grain = Math.max(1, windowMs / 1000)
  const kept = windowMs + grain
  const counted: { at: number; tokens: number }[] = []
  let first = 0
  let used = 0
  let underWay = 0

  function forgetUntil(now: number): void {
    let entry = counted[first]
    while (entry !== undefined && entry.at + kept <= now) {
      used -= entry.tokens
      entry = counted[++first]
    }
    if (first === counted.length) used = 0 // no dust of rounding is carried on
    if (first > 512 && first * 2 > counted.length) {
      counted.splice(0, first)
      first = 0
    }
  }

  function count(from: number, tokens: number): void {
    const at = Math.ceil(from / grain) * grain
    const last = counted[counted.length - 1]
    if (last !== undefined && first < counted.length && last.at >= at) last.tokens += tokens
    else counted.push({ at, tokens })
    used += tokens
  }

  return {
    take(tokens) {
      underWay += tokens
    },
    give(tokens, from) {
      underWay -= tokens
      if (from !== undefined) count(from, tokens)
    },
    resize(next) {
      size = next
    },
    wait(now, tokens) {
      forgetUntil(now)
      // More than our part of a shared budget goes out alone, rather than never.
      let short = used + underWay + Math.min(tokens, size) - size
      if (short <= 0) return 0
      for (let index = first; index < counted.length; index++) {
        const entry = counted[index]
        if (entry === undefined) break
        short -= entry.tokens
        if (short <= 0) return entry.at + kept - now
      }
      return Number.POSITIVE_INFINITY
    },
    lower(now, left) {
      forgetUntil(now)
      const believed = size - used - underWay
      if (left < believed) count(now, believed - Math.max(0, left))
    },
  }
}
