import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import { type Gatepost, openGatepost } from '../crash/gatepost.ts'
import { DidNotStart, type HubProcess, startHubProcess, startWorkerProcess } from '../crash/hub-process.ts'
import { type Rows, rowsOf, unbalancedRuns } from '../crash/rows.ts'
import { openTown, queueRun, quiet, setUp, type Town } from '../crash/town.ts'
import { newPlace, type Place } from '../database/test-database.ts'

const closing: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

/** A shop and a hub that is set up and has not begun. */
interface Ready {
  town: Town
  place: Place
  environment: Record<string, string>
  end(): Promise<{ rows: Rows; unbalanced: string[] }>
}

async function ready(engine: 'pglite' | 'postgres', post?: (town: Town) => Promise<Gatepost>): Promise<Ready> {
  const town = await openTown({ clover: { customers: 400 } })
  const klaviyo = await post?.(town)
  const place = await newPlace({ migrated: true, engine })
  const dataDir = 'dataDir' in place ? place.dataDir : mkdtempSync(join(tmpdir(), 'trefoil-process-'))
  closing.push(
    town.close,
    () => klaviyo?.close(),
    () => rmSync(dataDir, { recursive: true, force: true }),
  )
  const environment = {
    TREFOIL_DATA_DIR: dataDir,
    ...('url' in place ? { DATABASE_URL: place.url } : {}),
    TREFOIL_ENDPOINT_CLOVER: town.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: klaviyo?.url ?? town.klaviyo.url,
  }
  const hub = await startHubProcess({ ...environment, TREFOIL_WORKER: 'off' })
  await setUp(hub.api, town)
  await queueRun(hub.api, 'clover-customers')
  await hub.stop()
  const end = async () => {
    const database = await openDatabase(place)
    const ended = { rows: await rowsOf(database.kysely, town), unbalanced: await unbalancedRuns(database.kysely) }
    await database.close()
    return ended
  }
  return { town, place, environment, end }
}

let calm: Rows
beforeAll(async () => {
  const { environment, end } = await ready('postgres')
  const hub = await startHubProcess(environment)
  await quiet(hub.api)
  await hub.stop()
  calm = (await end()).rows
})

test('two hubs on one PostgreSQL share the work, and nothing is done twice', async () => {
  const { town, environment, end } = await ready('postgres')
  const hubs = await Promise.all([startHubProcess(environment), startHubProcess(environment)])
  await Promise.all(hubs.map((hub) => quiet(hub.api)))
  expect(await Promise.all(hubs.map((hub) => hub.stop()))).toEqual([0, 0])
  const { rows, unbalanced } = await end()
  expect(rows).toEqual(calm)
  expect(unbalanced).toEqual([])
  const pages = town.clover.requests().filter(({ path }) => /\/customers\?.*expand/.test(path))
  expect(pages).toHaveLength(1)
})

test('a second hub on one data directory is refused with exit code 75, and the first goes on', async () => {
  const { environment, end } = await ready('pglite')
  const first = await startHubProcess(environment)
  const second = await startHubProcess(environment).catch((error: unknown) => error)
  expect(second).toBeInstanceOf(DidNotStart)
  expect(second).toMatchObject({ exit: 75, message: expect.stringContaining(`in use by process ${first.pid}`) })
  await quiet(first.api)
  expect(await first.stop()).toBe(0)
  expect((await end()).rows).toEqual(calm)
})

test('a hub that is asked to stop in the midst of its sync ends with 0 before it is done, and the next one goes on', async () => {
  let running: HubProcess | undefined
  const stopped = Promise.withResolvers<number | NodeJS.Signals>()
  const { environment, end } = await ready('pglite', (town) =>
    openGatepost({ name: 'klaviyo', url: town.klaviyo.url }, ({ line, when }) => {
      // Asked before the answer is let through, so that the hub cannot have finished.
      if (when === 'answered' && line.startsWith('POST /api/profile-bulk-import-jobs?') && running !== undefined)
        stopped.resolve(running.stop())
      return true
    }),
  )
  running = await startHubProcess(environment)
  expect(await stopped.promise).toBe(0)
  expect((await end()).rows).not.toEqual(calm)
  const next = await startHubProcess(environment)
  await quiet(next.api)
  expect(await next.stop()).toBe(0)
  expect(await end()).toEqual({ rows: calm, unbalanced: [] })
})

test('workers do the work of a hub that only answers, divide it, and one that is asked to stop lets the other go on', async () => {
  const { town, environment, end } = await ready('postgres')
  const hub = await startHubProcess({ ...environment, TREFOIL_WORKER: 'off' })
  const workers = await Promise.all([startWorkerProcess(environment), startWorkerProcess(environment)])
  const [first, second] = workers
  await quiet(hub.api)
  expect(await first.stop()).toBe(0)
  town.clover.customers.create({ firstName: 'Late', lastName: 'Comer', emailAddresses: [] })
  await queueRun(hub.api, 'clover-customers')
  await quiet(hub.api)
  expect(await Promise.all([second.stop(), hub.stop()])).toEqual([0, 0])
  const { unbalanced } = await end()
  expect(unbalanced).toEqual([])
  expect(town.clover.requests().filter(({ path }) => /\/customers\?.*expand/.test(path))).toHaveLength(2)
})

test('a worker without a PostgreSQL is refused with exit code 2 and told why', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-process-'))
  closing.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const refused = await startWorkerProcess({ TREFOIL_DATA_DIR: dataDir }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(DidNotStart)
  expect(refused).toMatchObject({ exit: 2, message: expect.stringContaining('DATABASE_URL') })
})
