import type { FlowDefinition } from '@trefoil/mapping'
import type { KlaviyoOptions, Running } from '@trefoil/simulators'
import { sql } from 'kysely'
import { newPlace } from '../database/test-database.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { startReceiver } from './receiver.ts'
import { openTicks } from './ticks.ts'
import { openWays, type Ways } from './ways.ts'

/** Real milliseconds for which the hub waits for a vendor in the house of the matrix. */
export const FAULTS_PATIENCE = 400

/** In the house time passes so many times as quickly. */
const pace = 30
/** For as long the hub remembers a call that failed, and a little longer. */
const aMinute = 61_000

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
  /** So many messages are on their way to a program: dated, so that no time may pass now. */
  telling(): Promise<number>
  /** A minute passes in which nothing goes wrong: the hub has forgotten that a vendor was in trouble. */
  rest(): void
  /** What a person does at first, and when credentials were refused. */
  connect(): Promise<void>
  apply(recipe: string, connection?: string): Promise<void>
}

/** One house on PostgreSQL in which half a minute passes in a second and nothing happens by itself. */
export async function openMatrixHouse(job: Job): Promise<MatrixHouse> {
  const place = await newPlace({ migrated: true, engine: 'postgres' })
  if (!('url' in place)) throw new Error('PostgreSQL has an address')
  const ways = await openWays()
  const ticks = openTicks()
  const bare = await openHouse({
    ...{ isSetUp: false, databaseUrl: place.url },
    settings: { TREFOIL_PRIVATE_HOSTS: '127.0.0.1' },
    flows: (flow) => undisturbed(job.flows?.(flow) ?? flow),
    pace: { times: pace, patience: FAULTS_PATIENCE, compose: ways.compose },
    clover: { items: 0 },
    klaviyo: job.klaviyo ?? {},
  })
  const receiver = await startReceiver(bare.now)
  let skewed = 0
  const settled = () => look(bare, skewed)
  const house: MatrixHouse = {
    ...{ ...bare, receiver, ways, settled, skewed: () => skewed },
    telling: () => messagesDue(bare, skewed),
    rest: () => ticks.pass(aMinute / pace),
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
      ticks.restore()
    },
  }
  await house.connect()
  await job.furnish(house)
  await house.quiet()
  return house
}

/** Asked of the tables: hundreds of cells look some hundred times each. */
async function look({ hub, now }: House, skewed: number): Promise<true | Waiting> {
  const time = byHub(now, skewed)
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

async function messagesDue({ hub, now }: House, skewed: number): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*)::int as due from delivery
      join flow on (flow.workspace_id, flow.id) = (delivery.workspace_id, delivery.flow_id)
      join connection on (connection.workspace_id, connection.id) = (flow.workspace_id, flow.connection_id)
    where connection.connector = 'webhook' and delivery.state = 'due'
      and delivery.due_at <= ${byHub(now, skewed)}::timestamptz`.execute(hub.database.kysely)
  return rows[0]?.due ?? 0
}

function byHub(now: () => Date, skewed: number): Date {
  return new Date(now().getTime() + skewed)
}

/** No poll comes in between and no brake asks; what touches others is looked at once a day. */
function undisturbed(flow: FlowDefinition): FlowDefinition {
  const { poll: _, ...triggers } = flow.triggers
  if (flow.triggers.touchedBy !== undefined) {
    triggers.schedules = Object.fromEntries(flow.triggers.touchedBy.map((source) => [source, '1d']))
  }
  return { ...flow, brakes: { changed: 100, gone: 100, zeroed: 100 }, triggers }
}
