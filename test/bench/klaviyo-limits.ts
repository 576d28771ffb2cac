import { startClover, startKlaviyo } from '@trefoil/simulators'
import type { RunningHub } from '../../packages/hub/src/main.ts'
import { townsman } from '../harness/customer-draft.ts'
import { readAll, setUpMainJob, withHub } from './open-hub.ts'

/** What the vendor lets through in a minute, for the calls that a first sync makes most. */
const readsPerMinute = 750

/**
 * A first sync into Klaviyo with both of its windows in force, and then sixty changed people: which calls were made,
 * how many were refused, and how near the time comes to what the windows allow.
 */
export async function klaviyoLimits(customers: number): Promise<object[]> {
  const clover = await startClover({ customers: 0, orders: 0, limits: false })
  const klaviyo = await startKlaviyo()
  const ids = Array.from({ length: customers }, (_, n) => clover.customers.create(townsman('Person', n)).id)
  try {
    return await withHub({ vendors: { clover, klaviyo } }, async (api, hub) => {
      await setUpMainJob(api, { clover, klaviyo })
      const phase = async (what: string, people: number) => {
        const before = klaviyo.effects().at(-1)?.n ?? 0
        const asked = klaviyo.requests().at(-1)?.n ?? 0
        const begin = performance.now()
        await readAll(api)
        const seconds = (performance.now() - begin) / 1000
        const lines = klaviyo.requests().filter(({ n }) => n > asked)
        const count = (start: string) =>
          lines.filter(({ method, path }) => `${method} ${path}`.startsWith(start)).length
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
    })
  } finally {
    await Promise.all([clover.stop(), klaviyo.stop()])
  }
}

async function linked(hub: RunningHub): Promise<number> {
  const { n } = await hub.database.kysely
    .selectFrom('link')
    .innerJoin('connection', 'connection.id', 'link.connection_id')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('connection.name', '=', 'mail')
    .executeTakeFirstOrThrow()
  return Number(n)
}
