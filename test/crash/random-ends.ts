import { setTimeout as sleep } from 'node:timers/promises'
import { chance } from './chance.ts'
import { expireLeases } from './expire-leases.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'
import { type Given, type Proved, slowest } from './proved.ts'
import { queueRun, quiet } from './town.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

/** Changes at the till before each end, so that there is always something to be interrupted. */
const changes = 6
/** Calls of one such round, about. */
const mostCalls = 16
/** Milliseconds after the call, in which the database is told of it. */
const longestPause = 40

/** A hub that is killed at one call or another of its work, and the next one that goes on, again and again. */
export function killed(engine: 'pglite' | 'postgres') {
  return (given: Given) =>
    randomEnds(given, engine, async (hub) => {
      hub.kill()
      await hub.ended
    })
}

/** The same, but asked to stop, which it does in order. */
export async function drained(given: Given): Promise<Proved> {
  const took: number[] = []
  const proved = await randomEnds(given, 'postgres', async (hub) => {
    const asked = performance.now()
    const exit = await hub.stop()
    took.push(performance.now() - asked)
    if (exit !== 0) throw new Error(`Asked to stop, the hub ended with ${exit}:\n${hub.log()}`)
  })
  const late = took.filter((ms) => ms > 30_000)
  if (late.length > 0) throw new Error(`${late.length} hubs took more than 30 s to stop`)
  return { ...proved, note: `exit 0 each time, the slowest within ${slowest(took)}` }
}

async function randomEnds(
  { times, seed, newDatabase }: Given,
  engine: 'pglite' | 'postgres',
  end: (hub: HubProcess) => Promise<void>,
): Promise<Proved> {
  const number = chance(seed)
  const work = await openWorkplace(engine === 'postgres' ? await newDatabase() : null)
  const starts: number[] = []
  const start = async (): Promise<HubProcess> => {
    const asked = performance.now()
    const hub = await startHubProcess(work.environment)
    starts.push(performance.now() - asked)
    return hub
  }
  let inWork = 0
  try {
    for (let turn = 0; turn < times; turn += 1) {
      const hub = await start()
      if (await interrupted(work, hub, number)) inWork += 1
      await end(hub)
      await expireLeases(work.place)
    }
    const last = await start()
    await queueRun(last.api, 'clover-customers')
    await quiet(last.api)
    await last.stop()
    return {
      ...(await work.compare()),
      times,
      note: `${inWork} in the midst of work; the next hub answered within ${slowest(starts)}`,
    }
  } finally {
    await work.close()
  }
}

/** Gives the hub something to do, and comes back in the midst of it: true; or when all of it is done: false. */
async function interrupted(work: Workplace, hub: HubProcess, number: (most: number) => number): Promise<boolean> {
  const reached = work.call(number(mostCalls)).then(() => true)
  for (let turn = 0; turn < changes; turn += 1) work.shop.change()
  await queueRun(hub.api, 'clover-customers')
  const isInWork = await Promise.race([reached, quiet(hub.api).then(() => false, neverMind)])
  await sleep(number(longestPause))
  return isInWork
}

/** Whoever still waits for a hub that has ended is not waited for. */
function neverMind(): Promise<false> {
  return new Promise(() => {})
}
