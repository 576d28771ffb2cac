import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { readConfig } from '../../packages/hub/src/config.ts'
import { startHub } from '../../packages/hub/src/main.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { apply, told, unlimited } from './hub-job.ts'
import { startVendors } from './vendors.ts'

/** How long a person waits for the first rows of a list or a search among many customers, over HTTP. */
export async function consoleBench(customers: number): Promise<object[]> {
  const server = await startPostgres()
  try {
    return [
      ...(await waits('PostgreSQL', customers, server.url)),
      ...(await waits('embedded database', customers, undefined)),
    ]
  } finally {
    await server.stop()
  }
}

async function waits(engine: string, customers: number, databaseUrl: string | undefined): Promise<object[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-bench-'))
  const vendors = await startVendors(customers)
  const hub = await startHub(
    readConfig({
      TREFOIL_DATA_DIR: dataDir,
      TREFOIL_PORT: '0',
      TREFOIL_LOG_LEVEL: 'error',
      TREFOIL_ENDPOINT_CLOVER: vendors.clover.url,
      DATABASE_URL: databaseUrl,
    }),
    { connectors: unlimited },
  )
  try {
    const api = createClient(hub.url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim())
    const { merchantId, token } = vendors.clover
    const till = { connector: 'clover', name: 'till', credentials: { merchantId, apiToken: token } }
    await told(api.POST('/api/v1/connections', { body: till }))
    await apply(api, 'clover-customers')
    await told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: 'clover-customers' } }, body: {} }))
    await overAll(api)
    const rows: object[] = []
    for (const [question, q] of await questions(api)) {
      rows.push({ engine, customers, question, ...(await wait(api, q)) })
    }
    return rows
  } finally {
    await hub.stop()
    await vendors.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What a person asks, from the easiest question to the one that must look at everything. */
async function questions(api: TrefoilClient): Promise<[string, string][]> {
  const { data } = await told(api.GET('/api/v1/records', { params: { query: { entity: 'Customer', limit: 200 } } }))
  const some = data.at(-1)?.data ?? {}
  const [email, first, last] = [some.emailAddress, some.firstName, some.lastName].map(String)
  return [
    ['the list', ''],
    ['a first name', first ?? ''],
    ['a first and a last name', `${first} ${last}`],
    ['the beginning of an e-mail address', (email ?? '').slice(0, 8)],
    ['a whole e-mail address', email ?? ''],
    ['the middle of a word', (last ?? '').slice(1)],
    ['nobody', 'nobody at all'],
    ['nobody with a number', 'zz99@'],
  ]
}

async function wait(api: TrefoilClient, q: string): Promise<{ found: number; firstMs: number; medianMs: number }> {
  const times: number[] = []
  let found = 0
  for (let asked = 0; asked < 9; asked += 1) {
    const start = performance.now()
    const query = { entity: 'Customer', limit: 100, ...(q === '' ? {} : { q }) }
    found = (await told(api.GET('/api/v1/records', { params: { query } }))).data.length
    times.push(performance.now() - start)
  }
  const [first = 0] = times
  const median = times.toSorted((a, b) => a - b)[4] ?? 0
  return { found, firstMs: Math.round(first), medianMs: Math.round(median) }
}

/** Looks ten times a second, so that looking costs nothing worth measuring. */
async function overAll(api: TrefoilClient): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { data: runs } = await told(api.GET('/api/v1/runs', { params: { query: { limit: 20 } } }))
    if (runs.length > 0 && runs.every(({ finishedAt }) => finishedAt !== null)) return
  }
}
