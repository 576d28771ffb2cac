import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { databaseUrl } from '../database/run-databases.ts'
import { told } from '../harness/told.ts'
import { openPostgresSwitch } from '../journeys/postgres-switch.ts'
import { emptyDisk, fillDisk } from './full-disk.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'
import { type Given, type Proved, slowest } from './proved.ts'
import { queueRun, quiet } from './town.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

/** So long a hub may need to be ready again, by itself. */
const longest = 30_000

/** PostgreSQL ends at once under load, and is started again. */
export async function databaseHalted({ times }: Given): Promise<Proved> {
  const server = await startPostgres(undefined, 'careful')
  const took: number[] = []
  const work = await openWorkplace(databaseUrl(server.url, 'postgres'))
  try {
    return await underLoad(work, async (hub) => {
      for (let turn = 0; turn < times; turn += 1) {
        await busy(work, hub)
        await server.halt()
        await server.resume()
        took.push(await readyAgain(hub))
      }
      return { times, note: `ready again by itself within ${slowest(took)}` }
    })
  } finally {
    await work.close()
    await server.stop()
  }
}

/** The way to PostgreSQL is shut for some seconds, and the hub says so. */
export function databaseAway(seconds: number) {
  return async ({ times, newDatabase }: Given): Promise<Proved> => {
    const door = await openPostgresSwitch(await newDatabase())
    const took: number[] = []
    const work = await openWorkplace(door.url)
    try {
      return await underLoad(work, async (hub) => {
        for (let turn = 0; turn < times; turn += 1) {
          await busy(work, hub)
          door.shut()
          if (await isReady(hub)) throw new Error('The hub says that it is ready, and its database is away')
          await sleep(seconds * 1_000)
          door.open()
          took.push(await readyAgain(hub))
        }
        return { times, note: `not ready meanwhile; ready again by itself within ${slowest(took)}` }
      })
    } finally {
      await work.close()
      await door.close()
    }
  }
}

/** One hub throughout: it is never started again, and in the end all has arrived. */
async function underLoad(
  work: Workplace,
  act: (hub: HubProcess) => Promise<Pick<Proved, 'times' | 'note'>>,
): Promise<Proved> {
  const hub = await startHubProcess(work.environment)
  const done = await act(hub)
  await queueRun(hub.api, 'clover-customers')
  await quiet(hub.api)
  const compared = await work.compare()
  const exit = await hub.stop()
  if (exit !== 0) throw new Error(`The hub ended with ${exit}:\n${hub.log()}`)
  return { ...compared, ...done }
}

/** Comes back in the midst of work. */
async function busy(work: Workplace, hub: HubProcess): Promise<void> {
  const reached = work.call(3)
  for (let turn = 0; turn < 10; turn += 1) work.shop.change()
  await queueRun(hub.api, 'clover-customers')
  await reached
}

async function isReady({ url }: HubProcess): Promise<boolean> {
  const reply = await fetch(`${url}/readyz`)
  await reply.text()
  return reply.ok
}

async function readyAgain(hub: HubProcess): Promise<number> {
  const began = performance.now()
  while (!(await isReady(hub))) {
    if (performance.now() - began > longest) throw new Error(`The hub was not ready again within ${longest} ms`)
    await sleep(100)
  }
  return performance.now() - began
}

/** The disk of PostgreSQL is full for a while: what writes is refused with 507, what reads goes on. */
export async function diskFull({ times, newDatabase }: Given): Promise<Proved> {
  const url = await newDatabase()
  const direct = await openDatabase({ url })
  const work = await openWorkplace(url)
  try {
    return await underLoad(work, async (hub) => {
      for (let turn = 0; turn < times; turn += 1) {
        await busy(work, hub)
        await fillDisk(direct.kysely)
        const params = { params: { path: { name: 'clover-customers' as const } } }
        const { response } = await hub.api.POST('/api/v1/flows/{name}/runs', params)
        if (response.status !== 507) throw new Error(`The disk is full, and a run was answered ${response.status}`)
        await told(hub.api.GET('/api/v1/flows'))
        await emptyDisk(direct.kysely)
      }
      return { times, note: 'writes refused with 507, reads answered; went on by itself' }
    })
  } finally {
    await direct.close()
    await work.close()
  }
}
