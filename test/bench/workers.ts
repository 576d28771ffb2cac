import { setTimeout as sleep } from 'node:timers/promises'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import type { RunningHub } from '../../packages/hub/src/main.ts'
import { startWorkerProcess } from '../crash/hub-process.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { townsman } from '../harness/customer-draft.ts'
import { told } from '../harness/told.ts'
import { cpuOf } from './cpu-of.ts'
import { type BenchDatabase, freshDatabase } from './fresh-database.ts'
import { hubProgram } from './hub-program.ts'
import { withHub } from './open-hub.ts'
import { ration } from './ration.ts'

const shopCount = 40
const latency = 50
/** So many customers of forty other shops are read first and not counted: the pace of a process begins when it is warm. */
const warmUp = 40_000
/** Of one core, for each worker: four of them and the database have room on two cores. */
const slowMachine = 0.125

/**
 * Forty shops are read by one, two and four workers on one PostgreSQL, from vendors that take 50 ms for each answer:
 * first as if each worker had a slow machine of its own, and then with all that this machine has.
 */
export async function workers(customers: number): Promise<object[]> {
  const clover = await startClover({ customers: 0, orders: 0, latency })
  try {
    const shops = [...openShops(clover, 'Early', warmUp), ...openShops(clover, 'Person', customers)]
    const rows: object[] = []
    for (const share of [slowMachine, 1]) {
      let one: number | undefined
      for (const count of [1, 2, 4]) {
        const figures = await onServerOfItsOwn((database) => reading({ clover, shops, database, count, share }))
        one ??= figures['records/s']
        rows.push({
          workers: count,
          'cores for each': share,
          ...figures,
          'ratio to one': round(figures['records/s'] / one),
        })
      }
    }
    return rows
  } finally {
    await clover.stop()
  }
}

/** What a server tidies of one reading, minutes later, is no part of the next one. */
async function onServerOfItsOwn<T>(job: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const server = await startPostgres()
  try {
    return await job(await freshDatabase(server.url, 'hub'))
  } finally {
    await server.stop()
  }
}

interface Shop {
  merchantId: string
  token: string
}

function openShops(clover: CloverSimulator, family: string, customers: number): Shop[] {
  return Array.from({ length: shopCount }, (_, shop) => {
    const merchant = clover.addMerchant()
    const each = customers / shopCount
    for (let number = shop * each; number < (shop + 1) * each; number += 1) {
      merchant.customers.create(townsman(family, number))
    }
    return merchant
  })
}

interface Reading {
  clover: CloverSimulator
  shops: Shop[]
  database: BenchDatabase
  count: number
  share: number
}

async function reading({ clover, shops, database, count, share }: Reading) {
  const vendors = { clover, klaviyo: { url: clover.url, apiKey: '' } }
  const setting = { vendors, databaseUrl: database.url, settings: { TREFOIL_WORKER: 'off' } }
  return withHub(setting, async (api, hub, environment) => {
    const flows = await connectAll(api, shops)
    const read = async (names: string[]) => {
      await Promise.all(
        names.map((name) => told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } }, body: {} }))),
      )
      await allRead(hub)
    }
    const staff = await Promise.all(
      Array.from({ length: count }, () => startWorkerProcess(environment, hubProgram('worker', 'shops'))),
    )
    const pids = staff.map(({ pid }) => pid)
    await read(flows.slice(0, shopCount))
    const known = await recordCount(hub)
    const rations = ration(pids, share)
    try {
      const cpu = () => [...pids, database.pid].map((pid) => cpuOf(pid) ?? 0)
      const [before, begin] = [cpu(), performance.now()]
      await read(flows.slice(shopCount))
      const seconds = (performance.now() - begin) / 1_000
      const spent = cpu().map((now, at) => now - (before[at] ?? 0))
      const records = (await recordCount(hub)) - known
      return {
        records,
        seconds: round(seconds),
        'records/s': Math.round(records / seconds),
        'CPU s of each': spent.slice(0, count).map(round).join(' + '),
        'CPU s of the database': round(spent.at(-1) ?? 0),
      }
    } finally {
      rations.stop()
      await Promise.all(staff.map((worker) => worker.stop()))
    }
  })
}

/** Answers the names of the flows. */
async function connectAll(api: TrefoilClient, shops: Shop[]): Promise<string[]> {
  const names: string[] = []
  for (const [number, { merchantId, token }] of shops.entries()) {
    const connection = `shop-${number}`
    const body = { connector: 'clover', name: connection, credentials: { merchantId, apiToken: token } }
    await told(api.POST('/api/v1/connections', { body }))
    const params = { path: { name: 'clover-customers' } }
    const applied = await told(api.POST('/api/v1/recipes/{name}/apply', { params, body: { connection } }))
    names.push(...applied.flows.map(({ name }) => name))
  }
  return names
}

/** Asks the database, which costs next to nothing. */
async function allRead({ database }: RunningHub): Promise<void> {
  for (;;) {
    await sleep(100)
    const { n } = await database.kysely
      .selectFrom('run')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where('finished_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(n) === 0) return
  }
}

async function recordCount({ database }: RunningHub): Promise<number> {
  const counted = database.kysely.selectFrom('record').select(({ fn }) => fn.countAll<string>().as('n'))
  return Number((await counted.executeTakeFirstOrThrow()).n)
}

function round(value: number): number {
  return Number(value.toFixed(2))
}
