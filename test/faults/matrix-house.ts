import type { FlowDefinition } from '@trefoil/mapping'
import type { KlaviyoOptions, Running } from '@trefoil/simulators'
import { sql } from 'kysely'
import { newPlace } from '../database/test-database.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { startReceiver } from './receiver.ts'
import { openWays, type Ways } from './ways.ts'

/** Real milliseconds for which the hub waits for a vendor in the house of the matrix. */
export const FAULTS_PATIENCE = 400

/** What a house of the matrix is for. */
export interface Job {
  klaviyo?: KlaviyoOptions
  /** Changes each flow of the recipes before it is applied. */
  flows?: (flow: FlowDefinition) => FlowDefinition
  /** All that people connect: once at first, and again when credentials were refused. */
  accounts(house: MatrixHouse): Account[]
  /** The accounts are there: recipes are applied, and whoever is to be there from the start comes. */
  furnish(house: MatrixHouse): Promise<void>
}

/** An account as a person connects it. */
interface Account {
  connector: string
  name: string
  settings: Record<string, string>
  credentials: Record<string, string>
}

/** A house in which every fault meets every operation. */
export interface MatrixHouse extends House {
  /** A program that takes messages. */
  receiver: Running
  ways: Ways
  /** By how much the hub's clock is wrong. */
  skewed(): number
  /** One look: there is nothing to do, or something has stopped. */
  settled(): Promise<true | Waiting>
  /** What a person does at first, and when credentials were refused. */
  connect(): Promise<void>
  apply(recipe: string, connection?: string): Promise<void>
}

/** One house on PostgreSQL in which half a minute passes in a second and nothing happens by itself. */
export async function openMatrixHouse(job: Job): Promise<MatrixHouse> {
  const place = await newPlace({ migrated: true, engine: 'postgres' })
  if (!('url' in place)) throw new Error('PostgreSQL has an address')
  const ways = await openWays()
  const bare = await openHouse({
    ...{ isSetUp: false, databaseUrl: place.url },
    settings: { TREFOIL_PRIVATE_HOSTS: '127.0.0.1' },
    flows: (flow) => undisturbed(job.flows?.(flow) ?? flow),
    pace: { times: 30, patience: FAULTS_PATIENCE, compose: ways.compose },
    clover: { items: 0 },
    klaviyo: job.klaviyo ?? {},
  })
  const receiver = await startReceiver(bare.now)
  let skewed = 0
  const settled = () => look(bare, skewed)
  const house: MatrixHouse = {
    ...{ ...bare, receiver, ways, settled, skewed: () => skewed },
    quiet: () => until('nothing to be left to do', settled).then(() => {}),
    skew: (ms) => {
      skewed += ms
      bare.skew(ms)
    },
    connect: async () => {
      for (const account of job.accounts(house)) {
        await told(bare.api.POST('/api/v1/connections', { body: { ...account, allowMissing: false } }))
      }
    },
    apply: async (name, connection) => {
      const body = connection === undefined ? {} : { connection }
      await told(bare.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } }, body }))
    },
    close: async () => {
      await bare.close()
      await receiver.stop()
      await ways.close()
    },
  }
  await house.connect()
  await job.furnish(house)
  await house.quiet()
  return house
}

/** Asked of the tables: hundreds of cells look some hundred times each. */
async function look({ hub, now }: House, skewed: number): Promise<true | Waiting> {
  const time = new Date(now().getTime() + skewed)
  const { rows } = await sql<{ stopped: number; runs: number; due: number }>`
    select
      (select count(*) from connection where state = 'stopped') + (select count(*) from flow where state = 'stopped')
        as stopped,
      (select count(*) from run where state in ('queued', 'running')) as runs,
      (select count(*) from delivery where state = 'due')
        + (select count(*) from poll where next_at <= ${time}::timestamptz) as due`.execute(hub.database.kysely)
  const [standing] = rows
  if (standing === undefined || standing.stopped > 0 || standing.runs + standing.due === 0) return true
  return new Waiting(standing)
}

/** No poll comes in between and no brake asks; what touches others is looked at once a day. */
function undisturbed(flow: FlowDefinition): FlowDefinition {
  const { poll: _, ...triggers } = flow.triggers
  if (flow.triggers.touchedBy !== undefined) {
    triggers.schedules = Object.fromEntries(flow.triggers.touchedBy.map((source) => [source, '1d']))
  }
  return { ...flow, brakes: { changed: 100, gone: 100, zeroed: 100 }, triggers }
}
