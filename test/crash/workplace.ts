import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import type { Place } from '../database/test-database.ts'
import { audit } from '../harness/audit.ts'
import { openShop, type Shop } from '../soak/shop.ts'
import { openGatepost } from './gatepost.ts'
import { startHubProcess } from './hub-process.ts'
import { unbalancedRuns } from './rows.ts'
import { letAllChange, openTown, queueRun, setUp, type Town } from './town.ts'

/** What is not as it should be in the end, as sentences. */
export interface Compared {
  lost: string[]
  doubled: string[]
}

/** A shop that goes on while hubs come and go: both vendors, a database, and a post at each vendor's door. */
export interface Workplace {
  town: Town
  shop: Shop
  place: Place
  environment: Record<string, string>
  /** Resolves at the n-th call from now that leaves the hub, or whose answer comes. */
  call(nth: number): Promise<void>
  /** All that stands in the hub against both vendors. The embedded database must not be open elsewhere. */
  compare(): Promise<Compared>
  close(): Promise<void>
}

const customers = 60

/** A database of its own on PostgreSQL, or the embedded one in a fresh directory; both accounts are connected. */
export async function openWorkplace(databaseUrl: string | null): Promise<Workplace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-work-'))
  const place: Place = databaseUrl === null ? { dataDir } : { url: databaseUrl }
  const town = await openTown({ clover: { customers: 0 } })
  const shop = await openShop(town, customers)
  let next: { left: number; reached(): void } | undefined
  const watch = () => {
    if (next !== undefined) next.left -= 1
    if (next?.left === 0) next.reached()
    return true
  }
  const posts = await Promise.all([
    openGatepost({ name: 'clover', url: town.clover.url }, watch),
    openGatepost({ name: 'klaviyo', url: town.klaviyo.url }, watch),
  ])
  const [clover, klaviyo] = posts
  const environment = {
    TREFOIL_DATA_DIR: dataDir,
    TREFOIL_CONSOLE: 'off',
    ...('url' in place ? { DATABASE_URL: place.url } : {}),
    TREFOIL_ENDPOINT_CLOVER: clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: klaviyo.url,
  }
  const first = await startHubProcess({ ...environment, TREFOIL_WORKER: 'off' })
  await setUp(first.api, town)
  await letAllChange(first.api)
  await queueRun(first.api, 'clover-customers')
  await first.stop()
  return {
    ...{ town, shop, place, environment },
    call: (nth) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      next = { left: nth, reached: resolve }
      return promise
    },
    compare: () => compare(town, shop, place),
    close: async () => {
      for (const post of posts) await post.close()
      await town.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function compare(town: Town, shop: Shop, place: Place): Promise<Compared> {
  town.klaviyo.settle()
  const database = await openDatabase(place)
  const lost = [...(await shop.lost(database.kysely)), ...(await unbalancedRuns(database.kysely))]
  const doubled = [...(await audit({ ...town, hub: { database } })), ...consentTwice(town)]
  await database.close()
  return { lost, doubled }
}

/** Nobody is asked twice: whoever is subscribed by one channel is so until they say otherwise, which nobody here does. */
function consentTwice({ klaviyo }: Town): string[] {
  const asked = klaviyo.effects().filter(({ kind }) => kind === 'consent.subscribe' || kind === 'list.add')
  const byPerson = Map.groupBy(asked, ({ kind, id, detail }) => `${kind} of ${id} ${JSON.stringify(detail)}`)
  return [...byPerson].flatMap(([what, all]) => (all.length > 1 ? [`${what} was done ${all.length} times`] : []))
}
