import { setTimeout as sleep } from 'node:timers/promises'
import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { inPagesOf } from './connectors.ts'
import { apply, connect, readAll, withHub } from './open-hub.ts'
import { startVendors, type Vendors } from './vendors.ts'

/** What Clover lets through for one merchant. */
const perSecond = 16

/**
 * Reading from a Clover that keeps its limit, into a hub that sends nothing on. The limit binds where the hub is faster
 * than it: with small pages, and where nothing has changed.
 */
export async function cloverLimit(customers: number): Promise<object[]> {
  return [
    ...(await reading({ page: 100, customers: Math.ceil(customers / 2) })),
    ...(await reading({ page: 1_000, customers })),
  ]
}

async function reading({ page, customers }: { page: number; customers: number }): Promise<object[]> {
  const server = await startPostgres()
  const vendors = await startVendors(customers, { limits: true })
  try {
    return await withHub({ vendors, databaseUrl: server.socketUrl, connectors: inPagesOf(page) }, async (api) => {
      await connect(api, vendors, 'till')
      await apply(api, 'clover-customers')
      // Connecting asks the vendor a dozen things, out of a budget of its own: they are to be out of the first second.
      await sleep(1_000)
      const rows: object[] = []
      for (const what of ['first sync', 'rescan unchanged']) {
        rows.push({ what, 'a page': page, customers, ...(await read(api, vendors, customers)) })
      }
      return rows
    })
  } finally {
    await vendors.stop()
    await server.stop()
  }
}

interface RequestLine {
  n: number
  at: string
  path: string
  status: number
}

/** From the first request to the last, as the vendor saw them. */
async function read(api: TrefoilClient, { clover }: Vendors, customers: number): Promise<object> {
  const log = async (): Promise<RequestLine[]> => JSON.parse(await (await fetch(`${clover.url}/_sim/requests`)).text())
  const before = (await log()).at(-1)?.n ?? 0
  await readAll(api)
  const requests = (await log()).filter(({ n, path }) => n > before && path.includes('/customers?'))
  const times = requests.map(({ at }) => Date.parse(at))
  const seconds = (Math.max(...times) - Math.min(...times)) / 1_000
  // The first sixteen may go at once, and then sixteen in every second.
  const least = Math.floor((requests.length - 1) / perSecond)
  return {
    requests: requests.length,
    seconds: Number(seconds.toFixed(2)),
    'least by the limit, s': least,
    'of the limit': Number((least / seconds).toFixed(3)),
    bar: 0.95,
    'records/s': Math.round(customers / seconds),
    refused: requests.filter(({ status }) => status === 429).length,
  }
}
