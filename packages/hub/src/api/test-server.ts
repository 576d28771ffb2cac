/** A real API over a real database, for tests: only the vendor is pretended. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FlowDefinition, Recipe } from '@trefoil/mapping'
import { type CheckReport, type Connector, Fault, type JsonObject } from '@trefoil/sdk'
import { z } from 'zod'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { systemClock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { openLog } from '../log.ts'
import { ensureFirstKey } from '../operations/first-key.ts'
import type { Hub } from '../operations/hub.ts'
import { openPasswords } from '../vault/password.ts'
import { openChangeFeed } from '../work/change-feed.ts'
import { buildApi } from './server.ts'

export interface TestServer {
  url: string
  key: string
  db: Db
  hub: Hub
  dataDir: string
  /** How often work was said to be due. */
  wakes: number
  till: Till
  /** Answers the status, the headers and the parsed body. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  stop(): Promise<void>
}

export interface Answer {
  status: number
  headers: Headers
  body: ReturnType<typeof JSON.parse>
}

/** A vendor with one account, whose permissions and customers a test can take away. */
export interface Till {
  permissions: CheckReport['permissions']
  customers: Set<string>
  /** What the vendor's door throws, if anything. */
  trouble?: Error | undefined
}

export async function startTestServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-api-'))
  const database = await testDatabase()
  await ensureFirstKey(database.kysely, 1, dataDir)
  const till: Till = { permissions: { CUSTOMERS_R: 'granted', ORDERS_R: 'granted' }, customers: new Set(['ABC']) }
  const state = { wakes: 0 }
  const hub: Hub = {
    db: database.kysely,
    workspaceId: 1,
    connectors: new Map([['till', tillConnector(till)]]),
    recipes: [recipe('till-customers', 'till-customers'), recipe('till-again', 'till-customers-too')],
    openSession: ({ account, credentials, settings }) => ({
      account,
      credentials,
      settings,
      http: refuseHttp,
      log: { debug: () => {}, info: () => {}, warn: () => {} },
      now: systemClock.now,
      signal: new AbortController().signal,
      linked: async () => new Set(),
      memo: (_key, load) => load(),
    }),
    oauth: { address: () => 'http://hub.test', endpointOf: () => undefined, door: refuseOAuth },
    vault: {
      seal: (plain) => Buffer.from(JSON.stringify(plain)).toString('hex'),
      open: (sealed) => JSON.parse(Buffer.from(sealed, 'hex').toString()),
    },
    passwords: openPasswords({ memory: 1_024, passes: 1 }),
    now: systemClock.now,
    log: openLog({ level: 'silent' }),
    system: { version: '0', engine: 'pglite', startedAt: systemClock.now(), self: null },
    wake: () => {
      state.wakes += 1
    },
    changes: openChangeFeed({ db: database.kysely, workspace: 1, clock: systemClock }),
  }
  const api = await buildApi({
    hub,
    editRecord: async (id, fields) => {
      await database.kysely
        .updateTable('record')
        .set({ data: JSON.stringify(fields), version: 2 })
        .where('id', '=', id)
        .execute()
      return { version: 2 }
    },
    ready: async () => void (await database.kysely.selectFrom('workspace').select('id').execute()),
    newId: systemClock.newId,
  })
  const url = await api.listen({ host: '127.0.0.1', port: 0 })
  const key = readFileSync(join(dataDir, 'api-key'), 'utf8').trim()
  return {
    url,
    key,
    db: database.kysely,
    hub,
    dataDir,
    till,
    get wakes() {
      return state.wakes
    },
    async call(method, path, body, headers = {}) {
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const reply = await fetch(url + path, {
        method,
        ...sent,
        headers: { authorization: `Bearer ${key}`, ...type, ...headers },
      })
      const text = await reply.text()
      return { status: reply.status, headers: reply.headers, body: text === '' ? null : JSON.parse(text) }
    },
    async stop() {
      await api.close()
      await hub.changes.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

const refuse = () => Promise.reject(new Error('The pretended till has no HTTP'))
const refuseOAuth = () => {
  throw new Error('Nobody signs in at the till')
}

const refuseHttp = { get: refuse, post: refuse, put: refuse, patch: refuse, delete: refuse }

const Credentials = z.object({ merchantId: z.string().min(3), apiToken: z.string().meta({ secret: true }) })
const Settings = z.object({ days: z.int().min(0).default(90) })

function tillConnector(till: Till): Connector {
  return {
    id: 'till',
    title: 'Till',
    category: 'Point of sale',
    credentials: Credentials,
    settings: Settings,
    limits: [],
    http: () => ({ baseUrl: 'https://till.example', headers: {} }),
    async check(session) {
      if (till.trouble !== undefined) throw till.trouble
      const { merchantId, apiToken } = Credentials.parse(session.credentials)
      if (!apiToken.startsWith('good-'))
        throw new Fault('credentials', `Till refused the token of ${merchantId}: make a new one`)
      return { account: merchantId, label: 'Corner shop', permissions: till.permissions }
    },
    sources: {
      customers: {
        title: 'Customers',
        schema: z.object({ id: z.string() }),
        needs: ['CUSTOMERS_R'],
        key: (record) => z.object({ id: z.string() }).parse(record).id,
        version: () => '',
        pull: async () => ({ records: [], gone: [], cursor: null, more: false }),
        fetch: async (_session, ids) =>
          new Map(ids.map((id) => [id, till.customers.has(id) ? { id } : ('gone' as const)])),
      },
      orders: {
        title: 'Orders',
        schema: z.object({ id: z.string() }),
        needs: ['ORDERS_R'],
        key: () => '',
        version: () => '',
        pull: async () => ({ records: [], gone: [], cursor: null, more: false }),
      },
    },
    targets: {},
  }
}

function recipe(name: string, flow: string): Recipe {
  const definition: FlowDefinition = {
    name: flow,
    title: 'Customers of the till',
    entity: 'Customer',
    direction: 'to_hub',
    endpoint: 'customers',
    triggers: { poll: '15m', touchedBy: ['orders'] },
    mappings: [{ name: 'All', type: 'add_and_update', rules: [{ to: 'customerNumber', field: 'id' }] }],
  }
  return { recipe: name, title: name, says: 'Customers of the till', connector: 'till', flows: [definition] }
}

export const goodTill = {
  connector: 'till',
  name: 'corner',
  credentials: { merchantId: 'SHOP1', apiToken: 'good-0123456789abcdef' },
}

/** A customer as the sync would have stored it, linked to the first connection. */
export async function insertCustomer(
  db: Db,
  id: number,
  data: JsonObject,
  link?: { connectionId: number; externalId: string },
): Promise<void> {
  const row = { workspace_id: 1, id, entity: 'Customer', data: JSON.stringify(data), provenance: '{"*":1}' }
  await db.insertInto('record').values(row).execute()
  await db
    .insertInto('change')
    .values({ workspace_id: 1, record_id: id, entity: 'Customer', version: 1, actor: 'flow', patch: null })
    .execute()
  if (link === undefined) return
  const { connectionId, externalId } = link
  await db
    .insertInto('link')
    .values({
      workspace_id: 1,
      connection_id: connectionId,
      entity: 'Customer',
      external_id: externalId,
      id,
      record_id: id,
      contribution: JSON.stringify(data),
    })
    .execute()
}
