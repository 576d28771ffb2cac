import { setTimeout as sleep } from 'node:timers/promises'
import { type Customer, type KlaviyoSimulator, startClover, startKlaviyo } from '@trefoil/simulators'
import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { systemClock } from '../../packages/hub/src/clock.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { townsman } from '../harness/customer-draft.ts'
import { listen } from '../harness/listen.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { readAll, setUpMainJob, withHub } from './open-hub.ts'

/** Below the 750 single writes that Klaviyo lets through in a minute, so that it is the hub that is measured. */
const perSecond = 8

/**
 * Somebody changes all the time, at the till and by hand in the hub: how long it takes until the request that says so
 * is at Klaviyo, whose limits are kept.
 */
export async function latency(seconds: number): Promise<object[]> {
  const server = await startPostgres()
  try {
    return [...(await waits('PostgreSQL', seconds, server.url)), ...(await waits('embedded database', seconds))]
  } finally {
    await server.stop()
  }
}

async function waits(engine: string, seconds: number, databaseUrl?: string): Promise<object[]> {
  const clover = await startClover({ customers: 0, orders: 0 })
  const klaviyo = await startKlaviyo()
  const people = Array.from({ length: seconds * perSecond }, (_, number) =>
    clover.customers.create(townsman('Person', number)),
  )
  try {
    return await withHub({ vendors: { clover, klaviyo }, databaseUrl }, async (api) => {
      await setUpMainJob(api, { clover, klaviyo })
      await listen(api, clover)
      await readAll(api)
      const records = await recordIds(api)
      const profiles = people.map(({ emailAddresses: [email] }) =>
        klaviyo.profiles.findByEmail(email?.emailAddress ?? ''),
      )
      const atTheTill = ({ id }: Customer) => void clover.customers.update(id, { lastName: 'Till' })
      const byHand = async ({ id }: Customer) => {
        const path = { id: String(records.get(id)) }
        await told(api.PATCH('/api/v1/records/{id}', { params: { path }, body: { lastName: 'Hand' } }))
      }
      const phase = async (what: string, change: (person: Customer) => unknown) => {
        const before = klaviyo.requests().at(-1)?.n ?? 0
        const changedAt = await changeEach(people, change)
        const sentAt = await sendings(klaviyo, before, people.length)
        const times = profiles.map(
          (profile, at) => (sentAt.get(profile?.id ?? '') ?? Number.NaN) - (changedAt[at] ?? 0),
        )
        return { engine, 'changed at': what, changes: times.length, ...figuresOf(times) }
      }
      return [await phase('the till, told of by webhook', atTheTill), await phase('the hub, by hand', byHand)]
    })
  } finally {
    await Promise.all([clover.stop(), klaviyo.stop()])
  }
}

/** Customer number → hub id. */
async function recordIds(api: TrefoilClient): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (let cursor: string | undefined; ; ) {
    const query = { entity: 'Customer', limit: 200, ...(cursor === undefined ? {} : { cursor }) }
    const { data, next_cursor: next } = await told(api.GET('/api/v1/records', { params: { query } }))
    for (const { id, data: fields } of data) found.set(String(fields.customerNumber), id)
    if (next === null) return found
    cursor = next
  }
}

/** One after the other at a steady pace; answers when each was. */
async function changeEach(people: Customer[], change: (person: Customer) => unknown): Promise<number[]> {
  const changedAt: number[] = []
  const changes: unknown[] = []
  const start = systemClock.ticks()
  for (const [number, person] of people.entries()) {
    await sleep(Math.max(0, start + (number * 1_000) / perSecond - systemClock.ticks()))
    changedAt.push(systemClock.now().getTime())
    changes.push(change(person))
  }
  await Promise.all(changes)
  return changedAt
}

/** Profile → when the first request that writes it was there. */
function sendings(klaviyo: KlaviyoSimulator, before: number, wanted: number): Promise<Map<string, number>> {
  return until(`${wanted} profiles to be written`, async () => {
    const sent = new Map<string, number>()
    for (const { n, at, method, path } of klaviyo.requests()) {
      const [, profile] = /^\/api\/profiles\/(\w+)/.exec(path) ?? []
      if (n > before && method === 'PATCH' && profile !== undefined && !sent.has(profile))
        sent.set(profile, Date.parse(at))
    }
    return sent.size >= wanted ? sent : new Waiting(sent.size)
  })
}

function figuresOf(times: number[]): object {
  const sorted = times.toSorted((a, b) => a - b)
  const share = (part: number) => Math.round(sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN)
  return {
    'p50 ms': share(0.5),
    'p95 ms': share(0.95),
    'p99 ms': share(0.99),
    'longest ms': share(1),
    'bar p99': 1_000,
  }
}
