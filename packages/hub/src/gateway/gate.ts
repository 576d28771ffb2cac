import type { Limit } from '@trefoil/sdk'
import type { Clock } from '../clock.ts'
import { slidingWindow } from './sliding-window.ts'

/** One limit of one vendor account or app: its window, its calls in flight, and the lanes that wait for it in turn. */
export interface Gate {
  readonly limit: Limit
  /** Milliseconds until a call that draws so much may pass; Infinity where only the end of another call can tell. */
  wait(tokens: number): number
  /** Somebody else is to be served before this lane. */
  isBefore(lane: Waiter): boolean
  pass(tokens: number): void
  /** A call that passed is over. `sentAt`: when it left for the vendor; undefined: it never did. */
  leave(drawn: Drawn, sentAt: number | undefined): void
  join(lane: Waiter, wait: number): void
  quit(lane: Waiter): boolean
  /** Serves those who wait, in the order in which they came, as far as there is room. */
  serve(): void
  /** Nobody passes for so long: the vendor said so. */
  close(ms: number): void
  closedFor(): number
  lower(left: number): void
  /** Only one part in so many is ours: other processes have the others. */
  share(parts: number): void
  stop(): void
}

export interface Drawn {
  tokens: number
  /** Of all the gates that the call passed, no other gives out less in the long run. */
  setsPace: boolean
}

/**
 * The vendor counts a call when it comes in, and all that we know is when it left and when it was answered. Where
 * another gate sets the pace, it counts from the answer, which is never too early. At the gate that sets the pace every
 * moment costs speed, so there no call is thought to be longer on its way than this share of the window.
 */
const longestWay = 0.04

export interface Waiter {
  /** Passes as many calls as it may; called when there may be room. */
  pump(): void
}

export function openGate(limit: Limit, clock: Clock): Gate {
  const windowMs = (limit.size / limit.refillPerSecond) * 1000
  const window = windowMs > 0 && Number.isFinite(windowMs) ? slidingWindow(limit.size, windowMs) : undefined
  let most = limit.concurrent ?? Number.POSITIVE_INFINITY
  const waiting = new Set<Waiter>()
  let inFlight = 0
  let closedUntil = 0
  let serving = false
  let alarm: { at: number; off: AbortController } | undefined

  function ring(ms: number): void {
    const at = clock.ticks() + ms
    if (alarm !== undefined && alarm.at <= at) return
    alarm?.off.abort()
    const mine = { at, off: new AbortController() }
    alarm = mine
    clock.sleep(Math.ceil(ms), mine.off.signal).then(
      () => {
        if (alarm === mine) alarm = undefined
        serve()
      },
      () => undefined, // called off: an earlier alarm took its place, or the gateway was closed
    )
  }

  function serve(): void {
    if (serving) return
    serving = true
    try {
      for (let first = firstOf(waiting); first !== undefined; first = firstOf(waiting)) {
        first.pump()
        if (firstOf(waiting) === first) return // no room for it yet, and it has said until when
      }
    } finally {
      serving = false
    }
  }

  return {
    limit,
    serve,
    wait(tokens) {
      if (inFlight >= most) return Number.POSITIVE_INFINITY
      const now = clock.ticks()
      return Math.max(closedUntil - now, window?.wait(now, tokens) ?? 0, 0)
    },
    isBefore(lane) {
      const first = firstOf(waiting)
      return first !== undefined && first !== lane
    },
    pass(tokens) {
      inFlight++
      window?.take(tokens)
    },
    leave({ tokens, setsPace }, sentAt) {
      inFlight--
      const now = clock.ticks()
      const bound = setsPace || limit.per === 'app' ? windowMs * longestWay : Number.POSITIVE_INFINITY
      window?.give(tokens, sentAt === undefined ? undefined : Math.min(now, sentAt + bound))
      if (waiting.size > 0 && inFlight < most) serve()
    },
    join(lane, wait) {
      waiting.add(lane)
      if (wait > 0 && Number.isFinite(wait)) ring(wait)
    },
    quit: (lane) => waiting.delete(lane),
    close(ms) {
      closedUntil = Math.max(closedUntil, clock.ticks() + ms)
      // Each looks anew whether it will wait for so long.
      for (const lane of [...waiting]) lane.pump()
    },
    closedFor: () => Math.max(0, closedUntil - clock.ticks()),
    lower: (left) => window?.lower(clock.ticks(), left),
    share(parts) {
      const part = (whole: number) => Math.max(1, Math.floor(whole / parts))
      if (limit.concurrent !== undefined) most = part(limit.concurrent)
      window?.resize(part(limit.size))
      serve()
    },
    stop: () => alarm?.off.abort(),
  }
}

function firstOf(waiting: Set<Waiter>): Waiter | undefined {
  for (const lane of waiting) return lane
  return undefined
}
