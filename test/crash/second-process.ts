import { DidNotStart, startHubProcess } from './hub-process.ts'
import { type Given, type Proved, slowest } from './proved.ts'
import { queueRun, quiet } from './town.ts'
import { openWorkplace } from './workplace.ts'

/** A second hub on the directory of the first one is refused, and the first one goes on. */
export async function refused({ times }: Given): Promise<Proved> {
  const work = await openWorkplace(null)
  const hub = await startHubProcess(work.environment)
  const took: number[] = []
  try {
    for (let turn = 0; turn < times; turn += 1) {
      const asked = performance.now()
      const second = await startHubProcess(work.environment).catch((error: unknown) => error)
      took.push(performance.now() - asked)
      if (!(second instanceof DidNotStart) || second.exit !== 75) {
        throw new Error(`A second hub was to be refused with 75: ${String(second)}`)
      }
    }
    await queueRun(hub.api, 'clover-customers')
    await quiet(hub.api)
    await hub.stop()
    return { ...(await work.compare()), times, note: `exit 75, the slowest within ${slowest(took)} of its start` }
  } finally {
    await work.close()
  }
}
