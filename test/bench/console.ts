import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { told } from '../harness/told.ts'
import { unlimited } from './connectors.ts'
import { apply, connect, readAll, withHub } from './open-hub.ts'
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
  const vendors = await startVendors(customers)
  try {
    return await withHub({ vendors, databaseUrl, connectors: unlimited }, async (api) => {
      await connect(api, vendors, 'till')
      await apply(api, 'clover-customers')
      await readAll(api)
      const rows: object[] = []
      for (const [question, q] of await questions(api)) {
        rows.push({ engine, customers, question, ...(await wait(api, q)) })
      }
      return rows
    })
  } finally {
    await vendors.stop()
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
