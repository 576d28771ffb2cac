import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startClover, startKlaviyo } from '@trefoil/simulators'
import { createClient } from '../../packages/hub/src/client/index.ts'
import { readConfig } from '../../packages/hub/src/config.ts'
import { startHub } from '../../packages/hub/src/main.ts'
import { apply, quiet, told } from './hub-job.ts'

/** What the vendor lets through in a minute, for the calls that a first sync makes most. */
const readsPerMinute = 750

/**
 * A first sync into Klaviyo with both of its windows in force, and then sixty changed people: which calls were made,
 * how many were refused, and how near the time comes to what the windows allow.
 */
export async function klaviyoLimits(customers: number): Promise<object[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-bench-'))
  const clover = await startClover({ customers: 0, orders: 0, limits: false })
  const klaviyo = await startKlaviyo({ limits: true })
  const ids = Array.from({ length: customers }, (_, number) => clover.customers.create(person(number)).id)
  const hub = await startHub(
    readConfig({
      TREFOIL_DATA_DIR: dataDir,
      TREFOIL_PORT: '0',
      TREFOIL_LOG_LEVEL: 'error',
      TREFOIL_ENDPOINT_CLOVER: clover.url,
      TREFOIL_ENDPOINT_KLAVIYO: klaviyo.url,
    }),
  )
  try {
    const api = createClient(hub.url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim())
    const { merchantId, token } = clover
    const till = { connector: 'clover', name: 'till', credentials: { merchantId, apiToken: token } }
    const mail = { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } }
    for (const body of [till, mail]) await told(api.POST('/api/v1/connections', { body }))
    for (const recipe of ['klaviyo-profiles', 'clover-customers']) await apply(api, recipe)
    const phase = async (what: string, people: number) => {
      const before = klaviyo.effects().at(-1)?.n ?? 0
      const asked = klaviyo.requests().at(-1)?.n ?? 0
      const begin = performance.now()
      await told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: 'clover-customers' } }, body: {} }))
      await quiet(api)
      const seconds = (performance.now() - begin) / 1000
      const lines = klaviyo.requests().filter(({ n }) => n > asked)
      const count = (start: string) => lines.filter(({ method, path }) => `${method} ${path}`.startsWith(start)).length
      const reads = count('GET /api/profiles')
      return {
        what,
        people,
        seconds: Number(seconds.toFixed(1)),
        'profile reads': reads,
        'least by the windows, s': Math.max(0, Math.floor(reads / readsPerMinute) * 60),
        'import jobs': count('POST /api/profile-bulk-import-jobs'),
        'single writes': count('POST /api/profile-import') + count('PATCH /api/profiles'),
        'subscribe calls': count('POST /api/profile-subscription'),
        refused: lines.filter(({ status }) => status === 429).length,
        effects: (klaviyo.effects().at(-1)?.n ?? 0) - before,
        linked: await linked(hub),
      }
    }
    const first = await phase('first sync', customers)
    for (const id of ids.slice(0, 60)) clover.customers.update(id, { lastName: 'Changed' })
    return [first, await phase('sixty changed', 60)]
  } finally {
    await hub.stop()
    await Promise.all([clover.stop(), klaviyo.stop()])
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function linked(hub: Awaited<ReturnType<typeof startHub>>): Promise<number> {
  const { n } = await hub.database.kysely
    .selectFrom('link')
    .innerJoin('connection', 'connection.id', 'link.connection_id')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('connection.name', '=', 'mail')
    .executeTakeFirstOrThrow()
  return Number(n)
}

function person(number: number) {
  const digits = String(number % 10_000).padStart(4, '0')
  return {
    firstName: `Person${number}`,
    lastName: 'Berg',
    emailAddresses: [{ emailAddress: `person${number}@example.com`, primaryEmail: true }],
    phoneNumbers: [{ phoneNumber: `(415) ${200 + Math.floor(number / 10_000)}-${digits}` }],
    addresses: [{ address1: '5 Elm St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }],
  }
}
