/** Tickets in the order of their places. */
export interface Queue<T extends Placed> {
  head(): T | undefined
  add(ticket: T): void
  shift(): void
  remove(ticket: T): void
}

export interface Placed {
  place: number
}

/** First in, first out, at constant cost: an array's own shift moves every ticket behind. */
export function openQueue<T extends Placed>(): Queue<T> {
  const tickets: (T | undefined)[] = []
  let first = 0

  function skipGone(): void {
    while (first < tickets.length && tickets[first] === undefined) first++
    if (first > 512 && first * 2 > tickets.length) {
      tickets.splice(0, first)
      first = 0
    }
  }

  return {
    head: () => tickets[first],
    add(ticket) {
      let index = tickets.length
      // Only a call that the vendor sent back is older than the last one; it is found near the front.
      if ((tickets[index - 1]?.place ?? 0) > ticket.place) {
        index = tickets.findIndex((other, at) => at >= first && other !== undefined && other.place > ticket.place)
      }
      tickets.splice(index, 0, ticket)
    },
    shift() {
      tickets[first] = undefined
      skipGone()
    },
    remove(ticket) {
      const index = tickets.indexOf(ticket, first)
      if (index >= 0) tickets[index] = undefined
      skipGone()
    },
  }
}
