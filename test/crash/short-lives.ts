import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createClient, type TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { readConfig } from '../../packages/hub/src/config.ts'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import { openLog } from '../../packages/hub/src/log.ts'
import { type RunningHub, startHub } from '../../packages/hub/src/main.ts'
import { connectors as builtIn } from '../../packages/hub/src/registry.ts'
import { databaseUrl, onServer } from '../database/run-databases.ts'
import { applyRecipe, mainJob } from '../harness/set-up.ts'
import { shippedRecipes } from '../harness/shipped-recipes.ts'
import { expireLeases } from './expire-leases.ts'
import { type CutPoint, openPostgresGate } from './postgres-gate.ts'
import { type Rows, rowsOf, unbalancedRuns } from './rows.ts'
import { letAllChange, openTown, queueRun, quiet, setUp, type Town } from './town.ts'

/** A small shop, in pages and rounds that are small beside it. */
export interface Journey {
  customers: number
  orders: number
  /** Records of one page of the till. */
  page: number
  /** Deliveries of one round to the mail tool; from a hundred on they go as a bulk import. */
  round: number
  /** What follows the first sync, and is then what is cut; absent: the first sync itself. */
  later?: Later
}

/** What happens in a shop that has been synced once. */
export interface Later {
  /** Recipes beside those of the main job. */
  recipes?: readonly string[]
  /** At the till, the same in every life. */
  happens?(town: Town): void
  /** What somebody then asks of the hub, and asks again if it went away meanwhile. */
  asks(api: TrefoilClient): Promise<unknown>
}

/** A hub that stands at the beginning of its first sync, to be copied for every life. */
export interface Beginning {
  journey: Journey
  dataDir: string
  /** On PostgreSQL, and connected to by nobody. */
  url: string
}

export interface Ended {
  /** False: the work was done before there was such a commit. */
  wasCut: boolean
  rows: Rows
  unbalanced: string[]
}

/** `url` is a migrated database on PostgreSQL. */
export async function beginning(journey: Journey, at: Pick<Beginning, 'dataDir' | 'url'>): Promise<Beginning> {
  const begun = { journey, ...at }
  const town = await townOf(journey)
  const hub = await open(begun, town, { url: at.url, worker: 'off' })
  const api = apiOf(hub, begun)
  await setUp(api, town)
  await letAllChange(api)
  for (const name of journey.later?.recipes ?? []) await applyRecipe(api, name)
  await queueRun(api, 'clover-customers')
  await hub.stop()
  await town.close()
  return begun
}

/** The same journey once more, cut at one commit and taken up again by another hub. */
export async function live(begun: Beginning, name: string, point: CutPoint | null): Promise<Ended> {
  const url = await copied(begun.url, name)
  const town = await townOf(begun.journey)
  try {
    if (begun.journey.later !== undefined) await liveOnce(begun, town, url)
    const wasCut = point !== null && (await liveUntil(begun, town, url, point))
    await expireLeases({ url })
    const direct = await openDatabase({ url })
    const hub = await open(begun, town, { url, worker: 'on' })
    await begun.journey.later?.asks(apiOf(hub, begun))
    await allQuiet(hub, begun)
    await hub.stop()
    const ended = {
      wasCut,
      rows: await rowsOf(direct.kysely, town),
      unbalanced: await unbalancedRuns(direct.kysely),
    }
    await direct.close()
    return ended
  } finally {
    await town.close()
  }
}

/** The first sync in peace, and what happens at the till after it. */
async function liveOnce(begun: Beginning, town: Town, url: string): Promise<void> {
  const hub = await open(begun, town, { url, worker: 'on' })
  await allQuiet(hub, begun)
  await hub.stop()
  begun.journey.later?.happens?.(town)
}

function allQuiet(hub: RunningHub, begun: Beginning): Promise<void> {
  return quiet(apiOf(hub, begun), [...mainJob, ...(begun.journey.later?.recipes ?? [])])
}

/** Answers whether the cut came before the end of the work. */
async function liveUntil(begun: Beginning, town: Town, url: string, point: CutPoint): Promise<boolean> {
  const gate = await openPostgresGate(url, point)
  let isOver = false
  try {
    const hub = await open(begun, town, { url: gate.url, worker: 'on' })
    gate.arm()
    const asked = begun.journey.later?.asks(apiOf(hub, begun)) ?? Promise.resolve()
    const done = asked
      .then(() => allQuiet(hub, begun))
      .then(
        () => false,
        (error: unknown) => {
          if (isOver) return true
          throw error
        },
      )
    const wasCut = await Promise.race([
      gate.cut.then(() => {
        isOver = true
        return true
      }),
      done,
    ])
    await hub.stop()
    return wasCut
  } finally {
    await gate.close()
  }
}

async function open(
  { dataDir, journey }: Beginning,
  town: Town,
  how: { url: string; worker: 'on' | 'off' },
): Promise<RunningHub> {
  const config = readConfig({
    TREFOIL_DATA_DIR: dataDir,
    TREFOIL_PORT: '0',
    TREFOIL_WORKER: how.worker,
    DATABASE_URL: how.url,
    TREFOIL_ENDPOINT_CLOVER: town.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: town.klaviyo.url,
  })
  const recipes = await shippedRecipes()
  return startHub(config, { connectors: smallSteps(journey), recipes, log: openLog({ level: 'silent' }) })
}

function apiOf(hub: RunningHub, { dataDir }: Beginning) {
  return createClient(hub.url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim())
}

/** The real connectors, asked for less at a time. */
function smallSteps({ page, round }: Journey): typeof builtIn {
  const small = [...builtIn.values()].map((connector) => ({
    ...connector,
    sources: Object.fromEntries(
      Object.entries(connector.sources).map(([name, source]) => [
        name,
        {
          ...source,
          pull: ((session, from) => source.pull(session, { ...from, limit: page })) satisfies typeof source.pull,
        },
      ]),
    ),
    targets: Object.fromEntries(
      Object.entries(connector.targets).map(([name, target]) => [name, { ...target, maxBatch: round }]),
    ),
  }))
  return new Map(small.map((connector) => [connector.id, connector]))
}

function townOf({ customers, orders }: Journey): Promise<Town> {
  return openTown({ clover: { customers, orders }, klaviyo: { asyncDelay: 0 } })
}

async function copied(url: string, name: string): Promise<string> {
  const server = new URL(url)
  const template = server.pathname.slice(1)
  const copy = `${template}_${name}`
  server.pathname = '/postgres'
  await onServer(server.href, async ({ kysely }) => {
    await sql`create database ${sql.id(copy)} template ${sql.id(template)}`.execute(kysely)
  })
  return databaseUrl(url, copy)
}
