import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FlowDefinition, Recipe } from '@trefoil/mapping'
import {
  type CloverOptions,
  type CloverSimulator,
  type KlaviyoOptions,
  type KlaviyoSimulator,
  type ShopifyOptions,
  type ShopifySimulator,
  startClover,
  startKlaviyo,
  startShopify,
} from '@trefoil/simulators'
import { createClient, type Schemas, type TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { type Clock, systemClock } from '../../packages/hub/src/clock.ts'
import { type Config, readConfig } from '../../packages/hub/src/config.ts'
import { createGateway, type Gateway, type GatewayOptions } from '../../packages/hub/src/gateway/gateway.ts'
import { type Log, openLog } from '../../packages/hub/src/log.ts'
import { type RunningHub, startHub } from '../../packages/hub/src/main.ts'
import { intervalMs } from '../../packages/hub/src/sync/pull/schedule.ts'
import { newPlace } from '../database/test-database.ts'
import { audit } from './audit.ts'
import { quickClock } from './quick-clock.ts'
import { applyRecipe, connect, mainJob } from './set-up.ts'
import { shippedRecipes } from './shipped-recipes.ts'
import { told } from './told.ts'
import { turnedClock } from './turned-clock.ts'
import { until, Waiting } from './until.ts'

/** What a house may be told. */
export interface HouseOptions {
  /** More of the hub's environment. */
  settings?: Record<string, string>
  /** An empty shop without limits, unless told. */
  clover?: CloverOptions
  klaviyo?: KlaviyoOptions
  /** A web shop as well, empty and without limits unless told; absent: none. */
  shopify?: ShopifyOptions
  /** PostgreSQL; unless told, what TREFOIL_TEST_DB wishes, else the embedded database in a directory of its own. */
  databaseUrl?: string
  /** Changes each flow of the shipped recipes before it is applied. */
  flows?: (flow: FlowDefinition) => FlowDefinition
  /** The shipped recipes that are applied: those of the main job, unless told. */
  apply?: readonly string[]
  /** Makes the connections and applies the recipes; true unless told. */
  isSetUp?: boolean
  /** Where the built console is; unless told, the house has none. */
  consoleDir?: string
  /** Why the vendors and the hub are to disagree in the end; else that is an error. */
  unaudited?: string
  /** Time that passes so many times as quickly, and the real milliseconds for which the hub waits for a vendor. */
  pace?: { times: number; patience: number; compose?: GatewayOptions['compose'] }
}

/** A run that is over, with what its records needed words for. */
export type FinishedRun = Omit<Schemas['Run'], 'outcomes'> & {
  counts: Schemas['Run']['outcomes']
  outcomes: Schemas['Outcome'][]
}

/**
 * A pretended Clover shop (connection `till`), a pretended Klaviyo account (`mail`), a pretended Shopify (`shop`) where it
 * is asked for, and a hub between them.
 */
export interface House {
  clover: CloverSimulator
  klaviyo: KlaviyoSimulator
  shopify: ShopifySimulator | undefined
  hub: RunningHub
  api: TrefoilClient
  apiKey: string
  dataDir: string
  /** What the hub can apply; a test may add to it. */
  recipes: Recipe[]
  /** Runs a flow over all records, to its end. */
  run(flow: string): Promise<FinishedRun>
  /** Syncs one record by hand, to its end. */
  sync(flow: string, ref: { id: number } | { externalId: string }): Promise<FinishedRun>
  /** Lets one poll interval of the flow pass, and answers the run of this kind that comes of it. */
  poll(flow: string, kind?: 'poll' | 'touched'): Promise<FinishedRun>
  /** Lets time pass: what falls due meanwhile is done now. */
  pass(ms: number): void
  /** The time in the house. */
  now(): Date
  /** The hub's clock goes wrong by so much more; those of the vendors do not. */
  skew(ms: number): void
  /** Waits until no run is open and nothing is due in any flow that is enabled. */
  quiet(): Promise<void>
  /** The customer with this e-mail address or customer number, in full. */
  record(emailOrNumber: string): Promise<Schemas['RecordInFull'] | null>
  /** Brings a flow to a changed definition, as a new version of its recipe would. */
  change(flow: string, change: (flow: FlowDefinition) => FlowDefinition): Promise<void>
  /** Every line of the hub's log so far, from debug on. */
  log(): string
  /** Ends everything; what the hub says it did must be what the vendors saw done. */
  close(): Promise<void>
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const clock = turnedClock(options.pace === undefined ? systemClock : quickClock(options.pace.times))
  const quietVendor = { limits: false, now: () => clock.now() }
  const place = options.databaseUrl === undefined ? await newPlace({ migrated: true }) : { url: options.databaseUrl }
  const dataDir = 'dataDir' in place ? place.dataDir : mkdtempSync(join(tmpdir(), 'trefoil-house-'))
  const closing: (() => Promise<void>)[] = [async () => rmSync(dataDir, { recursive: true, force: true })]
  const endAll = async () => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    const clover = await startClover({ customers: 0, orders: 0, ...quietVendor, ...options.clover })
    closing.push(() => clover.stop())
    const klaviyo = await startKlaviyo({ ...quietVendor, ...options.klaviyo })
    closing.push(() => klaviyo.stop())
    const shopify = await openShop(options.shopify, quietVendor)
    if (shopify !== undefined) closing.push(() => shopify.stop())
    const recipes = (await shippedRecipes()).map((recipe) => withFlows(recipe, options.flows ?? asItIs))
    const lines: string[] = []
    const log = openLog({ level: 'debug', to: { write: (line) => void lines.push(line) } })
    const url = 'url' in place ? place.url : undefined
    const config = configFor(dataDir, { clover, klaviyo, shopify }, url, options.settings)
    const hubClock = turnedClock(clock)
    const hub = await startHub(config, {
      ...{ clock: hubClock, recipes, consoleDir: options.consoleDir, log },
      ...(options.pace === undefined ? {} : { gateway: hasty({ clock: hubClock, log, config }, options.pace) }),
    })
    closing.push(() => hub.stop())
    const apiKey = readFileSync(join(dataDir, 'api-key'), 'utf8').trim()
    const api = createClient(hub.url, apiKey)
    const pass = (ms: number) => {
      clock.turn(ms)
      hub.wake()
    }
    const skew = (ms: number) => {
      hubClock.turn(ms)
      hub.wake()
    }
    const house: House = {
      ...{ clover, klaviyo, shopify, hub, api, apiKey, dataDir, recipes, pass, skew, now: clock.now, close },
      run: async (name) => {
        const { run } = await told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } } }))
        return finished(api, run)
      },
      sync: async (name, body) => {
        const { run } = await told(api.POST('/api/v1/flows/{name}/sync', { params: { path: { name } }, body }))
        return finished(api, run)
      },
      poll: async (name, kind = 'poll') => {
        // A run that is under way reckons its next time when it ends: time passes after that.
        const [before] = await until('runs under way to end', async () => {
          const runs = await runsOf(api, name)
          return runs.some(({ state }) => state === 'queued' || state === 'running') ? new Waiting(runs) : runs
        })
        pass(pollInterval(recipes, name))
        const run = await until(`a run of ${name} by ${kind}`, async () => {
          const runs = await runsOf(api, name)
          return runs.find((each) => each.kind === kind && each.id > (before?.id ?? 0)) ?? new Waiting(runs)
        })
        return finished(api, run.id)
      },
      quiet: () => until('all work to be done', () => look(api)),
      record: (emailOrNumber) => findRecord(api, emailOrNumber),
      change: async (name, change) => {
        const at = recipes.findIndex(({ flows }) => flows.some((flow) => flow.name === name))
        const recipe = recipes[at]
        if (recipe === undefined) throw new Error(`No recipe has a flow called ${name}`)
        // The shipped cases hold for the shipped definition.
        recipes[at] = withFlows(recipe, ({ cases: _, ...flow }) => (flow.name === name ? change(flow) : flow))
        await applyRecipe(api, recipe.recipe)
      },
      log: () => lines.join(''),
    }
    async function close(): Promise<void> {
      const isOpen = closing.length > 0 && options.unaudited === undefined
      const complaints = isOpen ? await audit(house) : []
      await endAll()
      if (complaints.length > 0) throw new Error(`The hub and the vendors disagree:\n${complaints.join('\n')}`)
    }
    if (options.isSetUp !== false) await setUp(house, options.apply ?? mainJob)
    return house
  } catch (error) {
    await endAll()
    throw error
  }
}

function openShop(options: ShopifyOptions | undefined, quiet: ShopifyOptions): Promise<ShopifySimulator | undefined> {
  if (options === undefined) return Promise.resolve(undefined)
  return startShopify({ products: 0, customers: 0, orders: 0, choices: { indexDelay: 0 }, ...quiet, ...options })
}

function hasty(
  { clock, log, config }: { clock: Clock; log: Log; config: Config },
  { patience, compose }: NonNullable<HouseOptions['pace']>,
): Gateway {
  const typed = { allowHosts: config.privateHosts }
  const way = compose === undefined ? {} : { compose }
  return createGateway({ clock, log, endpoints: config.endpoints, typed, bounds: { timeout: patience }, ...way })
}

function asItIs(flow: FlowDefinition): FlowDefinition {
  return flow
}

function withFlows(recipe: Recipe, change: (flow: FlowDefinition) => FlowDefinition): Recipe {
  return { ...recipe, flows: recipe.flows.map((flow) => change(structuredClone(flow))) }
}

function configFor(
  dataDir: string,
  vendors: Pick<House, 'clover' | 'klaviyo' | 'shopify'>,
  databaseUrl: string | undefined,
  settings: Record<string, string> = {},
): Config {
  return readConfig({
    TREFOIL_DATA_DIR: dataDir,
    TREFOIL_PORT: '0',
    TREFOIL_ENDPOINT_CLOVER: vendors.clover.url,
    TREFOIL_ENDPOINT_CLOVER_ECOMMERCE: vendors.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: vendors.klaviyo.url,
    TREFOIL_ENDPOINT_SHOPIFY: vendors.shopify?.url,
    DATABASE_URL: databaseUrl,
    ...settings,
  })
}

async function setUp(house: House, recipes: readonly string[]): Promise<void> {
  await connect(house.api, house)
  for (const recipe of recipes) await applyRecipe(house.api, recipe)
}

async function runsOf(api: TrefoilClient, flow: string): Promise<Schemas['Run'][]> {
  return (await told(api.GET('/api/v1/runs', { params: { query: { flow, limit: 20 } } }))).data
}

function pollInterval(recipes: readonly Recipe[], name: string): number {
  const flow = recipes.flatMap(({ flows }) => flows).find((each) => each.name === name)
  if (flow?.triggers.poll === undefined) throw new Error(`No flow called ${name} polls`)
  return intervalMs(flow.triggers.poll)
}

async function finished(api: TrefoilClient, id: number): Promise<FinishedRun> {
  const path = { id: String(id) }
  const run = await until(`run ${id} to end`, async () => {
    const now = await told(api.GET('/api/v1/runs/{id}', { params: { path } }))
    return now.finishedAt === null ? new Waiting(now) : now
  })
  const outcomes = await told(api.GET('/api/v1/runs/{id}/outcomes', { params: { path, query: { limit: 200 } } }))
  return { ...run, counts: run.outcomes, outcomes: outcomes.data }
}

async function look(api: TrefoilClient): Promise<undefined | Waiting> {
  const { data } = await told(api.GET('/api/v1/flows'))
  for (const { name, state } of data) {
    if (state !== 'enabled') continue
    const { openRuns, deliveries } = await told(api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
    if (openRuns > 0 || deliveries.due > 0) return new Waiting({ name, openRuns, deliveries })
  }
  return undefined
}

async function findRecord(api: TrefoilClient, emailOrNumber: string): Promise<Schemas['RecordInFull'] | null> {
  const query = { entity: 'Customer', q: emailOrNumber, limit: 200 }
  const { data } = await told(api.GET('/api/v1/records', { params: { query } }))
  const found = data.find(({ data: fields }) =>
    [fields.emailAddress, fields.customerNumber].some((value) => value === emailOrNumber),
  )
  if (found === undefined) return null
  return told(api.GET('/api/v1/records/{id}', { params: { path: { id: String(found.id) } } }))
}
