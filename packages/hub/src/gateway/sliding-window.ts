/** Counts what was drawn, so that no window of the given length ever holds more than `size` tokens. */
export interface SlidingWindow {
  /** Milliseconds until `tokens` may be drawn; 0: now. */
  wait(now: number, tokens: number): number
  draw(now: number, tokens: number): void
  /** Believes the vendor where it says that fewer are left than we have counted. */
  lower(now: number, left: number): void
  /** From now on no window holds more than so many. */
  resize(size: number): void
}

/**
 * An exact sliding log. Sending is not arriving: the window is kept a little longer than the vendor's, so that two
 * calls that the network pushes together still fall into different windows. It costs 3 % of the budget at the most.
 */
export function slidingWindow(initial: number, windowMs: number): SlidingWindow {
  let size = initial
  const kept = windowMs + Math.min(windowMs * 0.03, 100)
  // Draws within a grain are one entry, stamped at its end: memory is bounded however large the budget is.
  const grain = Math.max(1, windowMs / 1000)
  const drawn: { at: number; tokens: number }[] = []
  let first = 0
  let used = 0

  function forgetUntil(now: number): void {
    let entry = drawn[first]
    while (entry !== undefined && entry.at + kept <= now) {
      used -= entry.tokens
      entry = drawn[++first]
    }
    if (first === drawn.length) used = 0 // no dust of rounding is carried on
    if (first > 512 && first * 2 > drawn.length) {
      drawn.splice(0, first)
      first = 0
    }
  }

  function draw(now: number, tokens: number): void {
    const at = Math.ceil(now / grain) * grain
    const last = drawn[drawn.length - 1]
    if (last !== undefined && first < drawn.length && last.at >= at) last.tokens += tokens
    else drawn.push({ at, tokens })
    used += tokens
  }

  return {
    draw,
    resize(next) {
      size = next
    },
    wait(now, tokens) {
      forgetUntil(now)
      let short = used + tokens - size
      if (short <= 0) return 0
      for (let index = first; index < drawn.length; index++) {
        const entry = drawn[index]
        if (entry === undefined) break
        short -= entry.tokens
        if (short <= 0) return entry.at + kept - now
      }
      return kept
    },
    lower(now, left) {
      forgetUntil(now)
      const believed = size - used
      if (left < believed) draw(now, believed - Math.max(0, left))
    },
  }
}
