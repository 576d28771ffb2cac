import type { Shared } from './run-databases.ts'

interface Use<T> {
  shared: Promise<Shared<T>>
  users: number
}

// Each project loads its set-up anew, so what they share hangs on the process, the one thing they have in common.
const place: unique symbol = Symbol.for('trefoil.test.shared')
const here: { [place]?: Map<string, Use<unknown>> } = globalThis

/** Prepares a thing for its first user and stops it after its last. */
export async function share<T>(name: string, prepare: () => Promise<Shared<T>>): Promise<Shared<T>> {
  here[place] ??= new Map()
  const uses = here[place]
  // Told to the compiler: under one name there is only ever what one `prepare` makes.
  const known = uses.get(name) as Use<T> | undefined
  const use = known ?? { shared: prepare(), users: 0 }
  uses.set(name, use)
  use.users += 1
  const { value, stop } = await use.shared
  return {
    value,
    async stop() {
      use.users -= 1
      if (use.users > 0) return
      uses.delete(name)
      await stop()
    },
  }
}
