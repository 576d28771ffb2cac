import { setTimeout as sleep } from 'node:timers/promises'

const lookEvery = 10
// It ends a wait that is in vain; a machine that is busy with much else is not to.
const longest = 120_000

/**
 * Looks until there is something to see, and answers it. What is not there in time is an error that says what was
 * waited for, and what the last look found instead.
 */
export async function until<T>(what: string, look: () => Promise<T | Waiting>): Promise<T> {
  const last = AbortSignal.timeout(longest)
  for (;;) {
    const found = await look()
    if (!(found instanceof Waiting)) return found
    if (last.aborted) throw new Error(`Waited ${longest} ms in vain for ${what}: ${found.stands}`)
    await sleep(lookEvery)
  }
}

/** Not yet; `stands` says how things are instead. */
export class Waiting {
  readonly stands: string

  constructor(stands: unknown) {
    this.stands = typeof stands === 'string' ? stands : JSON.stringify(stands)
  }
}
