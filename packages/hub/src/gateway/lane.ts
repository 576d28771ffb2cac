import type { Clock } from '../clock.ts'
import type { Gate, Waiter } from './gate.ts'
import { openQueue, type Queue } from './queue.ts'

/** The calls of one connection, each waiting for all the gates that it must pass at once. */
export interface Lane {
  /** Resolves when the call may go. A call that was sent back by the vendor keeps its `place` in the queue. */
  enter(draws: Draw[], options: { signal: AbortSignal; patience: number; place?: number }): Promise<Pass>
}

/** What a call takes from one gate. */
export interface Draw {
  gate: Gate
  tokens: number
}

export interface Pass {
  /** Not 0: a gate is closed for longer than the patience, and the call has not passed. */
  closedFor: number
  place: number
  waitedMs: number
  /** To be called when the call is over, by whoever passed. `sentAt`: when it left; undefined: it never did. */
  leave(sentAt: number | undefined): void
}

interface Ticket {
  draws: Draw[]
  place: number
  patience: number
  entered: number
  settle(pass: Pass): void
  giveUp(reason: unknown): void
}

export function openLane(clock: Clock): Lane {
  // Calls through the same gates are one queue; a call through other gates need not wait for them.
  const queues = new Map<string, Queue<Ticket>>()
  const waitsAt = new Set<Gate>()
  const bySignal: BySignal = new Map()
  const lane: Waiter = { pump }
  let places = 0

  function pump(): void {
    const quitted = new Set<Gate>()
    let short: Set<Gate>
    do short = new Set()
    while (serveOldest(short, quitted))
    for (const gate of waitsAt) if (!short.has(gate)) quit(gate, quitted)
    // Those behind us there may go now.
    for (const gate of quitted) gate.serve()
  }

  /** Serves the oldest call that may go, or that will not wait; false where there is none. */
  function serveOldest(short: Set<Gate>, quitted: Set<Gate>): boolean {
    for (const [route, queue] of oldestFirst(queues)) {
      const ticket = queue.head()
      if (ticket === undefined) {
        queues.delete(route)
        continue
      }
      const closedFor = longestClosed(ticket.draws)
      const mustGo = closedFor > ticket.patience
      if (!mustGo && !hasRoom(ticket.draws, short)) continue
      queue.shift()
      const waitedMs = clock.ticks() - ticket.entered
      if (mustGo) ticket.settle({ closedFor, place: ticket.place, waitedMs, leave: nothingToLeave })
      else {
        for (const { gate, tokens } of ticket.draws) {
          gate.pass(tokens)
          quit(gate, quitted) // whoever was served goes to the end: the lanes of one app take turns
        }
        ticket.settle(passOf(ticket, waitedMs))
      }
      return true
    }
    return false
  }

  function quit(gate: Gate, quitted: Set<Gate>): void {
    if (waitsAt.delete(gate) && gate.quit(lane)) quitted.add(gate)
  }

  /** Says of every gate without room that this lane waits there; a younger call must not slip through it. */
  function hasRoom(draws: Draw[], short: Set<Gate>): boolean {
    let room = true
    for (const { gate, tokens } of draws) {
      const wait = gate.wait(tokens)
      if (wait === 0 && !short.has(gate) && !gate.isBefore(lane)) continue
      short.add(gate)
      waitsAt.add(gate)
      gate.join(lane, wait)
      room = false
    }
    return room
  }

  function abandon(signal: AbortSignal): void {
    const tickets = bySignal.get(signal) ?? []
    bySignal.delete(signal)
    for (const ticket of tickets) {
      queues.get(routeOf(ticket.draws))?.remove(ticket)
      ticket.giveUp(signal.reason)
    }
    pump()
  }

  return {
    enter(draws, { signal, patience, place }) {
      if (signal.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        let isSettled = false
        const settle = (pass: Pass) => {
          isSettled = true
          forget(bySignal, signal, ticket)
          resolve(pass)
        }
        const ticket = { draws, place: place ?? ++places, patience, entered: clock.ticks(), settle, giveUp: reject }
        const route = routeOf(draws)
        const queue = queues.get(route) ?? openQueue()
        queues.set(route, queue)
        queue.add(ticket)
        // One behind others in its queue cannot go before them, so there is nothing to try.
        if (queue.head() === ticket) pump()
        if (!isSettled) remember(bySignal, signal, ticket, abandon)
      })
    },
  }
}

const routeOf = (draws: Draw[]) => draws.map(({ gate }) => gate.limit.bucket).join('\n')

// A signal looks through all of its listeners whenever one is added: thousands of waiting calls share one.
type BySignal = Map<AbortSignal, Set<Ticket> & { off?: () => void }>

function remember(
  bySignal: BySignal,
  signal: AbortSignal,
  ticket: Ticket,
  abandon: (signal: AbortSignal) => void,
): void {
  const tickets = bySignal.get(signal)
  if (tickets !== undefined) return void tickets.add(ticket)
  const listener = () => abandon(signal)
  signal.addEventListener('abort', listener, { once: true })
  const off = () => signal.removeEventListener('abort', listener)
  bySignal.set(signal, Object.assign(new Set([ticket]), { off }))
}

function forget(bySignal: BySignal, signal: AbortSignal, ticket: Ticket): void {
  const tickets = bySignal.get(signal)
  if (tickets?.delete(ticket) !== true || tickets.size > 0) return
  tickets.off?.()
  bySignal.delete(signal)
}

function nothingToLeave(): void {}

function passOf(ticket: Ticket, waitedMs: number): Pass {
  const paceOf = ({ gate, tokens }: Draw) => gate.limit.refillPerSecond / tokens
  const pace = Math.min(...ticket.draws.map(paceOf))
  let isOver = false
  return {
    closedFor: 0,
    place: ticket.place,
    waitedMs,
    leave(sentAt) {
      if (isOver) return
      isOver = true
      for (const draw of ticket.draws) {
        draw.gate.leave({ tokens: draw.tokens, setsPace: paceOf(draw) <= pace }, sentAt)
      }
    },
  }
}

function longestClosed(draws: Draw[]): number {
  let longest = 0
  for (const { gate } of draws) longest = Math.max(longest, gate.closedFor())
  return longest
}

function oldestFirst(queues: Map<string, Queue<Ticket>>): Iterable<[string, Queue<Ticket>]> {
  if (queues.size < 2) return [...queues]
  const place = ([, queue]: [string, Queue<Ticket>]) => queue.head()?.place ?? 0
  return [...queues].sort((a, b) => place(a) - place(b))
}
