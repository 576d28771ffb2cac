import type { Effect } from '@trefoil/simulators'
import type { Place } from '../database/test-database.ts'
import { mainJob } from '../harness/set-up.ts'
import { expireLeases } from './expire-leases.ts'
import { type Gatepost, openGatepost, type Passing } from './gatepost.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'
import { queueRun, quiet, setUp, type Town } from './town.ts'

/** Where a process is killed: as the n-th such request since its start leaves the hub, or as its answer would come. */
export interface KillPoint {
  at: string
  vendor: 'clover' | 'klaviyo'
  line: RegExp
  when: Passing['when']
  nth?: number
}

export interface Life {
  /** The kill points that were met, in order. */
  met: string[]
  /** The full runs in which nothing was new. */
  further: number[]
  /** What the mail tool saw done during those. */
  furtherEffects: Effect[]
  /** What all its processes wrote to their logs. */
  log: string
}

/**
 * One hub's first sync, in as many processes as it takes: each is killed at the next of the points, and the one after
 * the last comes to the end of the work, and then through a full run of both flows in which nothing is new.
 */
export async function liveThrough(
  town: Town,
  place: { dataDir: string; database: Place },
  points: KillPoint[],
): Promise<Life> {
  const life: Life = { met: [], further: [], furtherEffects: [], log: '' }
  let armed: { point: KillPoint; seen: number; fell(): void } | undefined
  const watch = ({ vendor, line, when }: Passing): boolean => {
    if (armed === undefined || vendor !== armed.point.vendor || when !== armed.point.when) return true
    if (!armed.point.line.test(line)) return true
    armed.seen += 1
    if (armed.seen < (armed.point.nth ?? 1)) return true
    armed.fell()
    return false
  }
  const posts = await Promise.all([
    openGatepost({ name: 'clover', url: town.clover.url }, watch),
    openGatepost({ name: 'klaviyo', url: town.klaviyo.url }, watch),
  ])
  const environment = environmentFor(place, posts)
  try {
    // Without a worker nothing moves yet: the first process that works meets the first point.
    const first = await startHubProcess({ ...environment, TREFOIL_WORKER: 'off' })
    await setUp(first.api, town)
    await queueRun(first.api, 'clover-customers')
    life.log += await stopped(first)

    for (const point of points) {
      const hub = await startHubProcess(environment)
      const fall = Promise.withResolvers<'fell'>()
      armed = {
        point,
        seen: 0,
        fell: () => {
          hub.kill()
          armed = undefined
          fall.resolve('fell')
        },
      }
      const end = await Promise.race([fall.promise, quiet(hub.api).then(() => 'quiet' as const)])
      if (end === 'quiet') {
        await stopped(hub)
        throw new Error(`The work was done before this point was met: ${point.at}`)
      }
      await hub.ended
      life.met.push(point.at)
      life.log += hub.log()
      await expireLeases(place.database)
    }
    const last = await startHubProcess(environment)
    await quiet(last.api)
    // What the mail tool was asked for and does a moment later belongs to what was asked, not to the runs that follow.
    town.klaviyo.settle()
    const done = town.klaviyo.effects().length
    for (const flow of mainJob) life.further.push(await queueRun(last.api, flow))
    await quiet(last.api)
    town.klaviyo.settle()
    life.furtherEffects = town.klaviyo.effects().slice(done)
    life.log += await stopped(last)
  } finally {
    for (const post of posts) await post.close()
  }
  return life
}

/** Stops a hub that has nothing to do, and answers its log. */
async function stopped(hub: HubProcess): Promise<string> {
  const exit = await hub.stop()
  if (exit !== 0) throw new Error(`The hub was asked to stop and ended with ${exit}:\n${hub.log()}`)
  return hub.log()
}

function environmentFor(
  { dataDir, database }: { dataDir: string; database: Place },
  [clover, klaviyo]: [Gatepost, Gatepost] | Gatepost[],
): Record<string, string> {
  return {
    TREFOIL_DATA_DIR: dataDir,
    ...('url' in database ? { DATABASE_URL: database.url } : {}),
    TREFOIL_ENDPOINT_CLOVER: clover?.url ?? '',
    TREFOIL_ENDPOINT_KLAVIYO: klaviyo?.url ?? '',
  }
}
