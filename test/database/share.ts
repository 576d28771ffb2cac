import type { Shared } from './run-databases.ts'

interface Use {
  shared: Promise<Shared<unknown>>
  users: number
}

/** Prepares a thing for its first user and stops it after its last. */
export async function share<T>(name: string, prepare: () => Promise<Shared<T>>): Promise<Shared<T>> {
  const uses = usesOfProcess()
  const use = uses.get(name) ?? { shared: prepare(), users: 0 }
  uses.set(name, use)
  use.users += 1
  // Told to the compiler: under one name there is only ever what one `prepare` makes.
  const { value, stop } = (await use.shared) as Shared<T>
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

const place = Symbol.for('trefoil.test.shared')

/** Each project loads its set-up anew, so what they share hangs on the process, the one thing they have in common. */
function usesOfProcess(): Map<string, Use> {
  const known: unknown = Reflect.get(process, place)
  // Told to the compiler: nobody else writes under this symbol.
  if (known instanceof Map) return known as Map<string, Use>
  const uses = new Map<string, Use>()
  Reflect.set(process, place, uses)
  return uses
}
