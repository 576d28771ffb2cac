import type { FlowDefinition } from '@trefoil/mapping'
import { sql } from 'kysely'
import { newPlace } from '../database/test-database.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

/** Real milliseconds for which the hub waits for a vendor in the house of the matrix. */
export const FAULTS_PATIENCE = 400

/** More than the mail tool is told of one by one, so that they go as an import. */
const crowd = 100

/** The house in which every fault meets every operation, with those who live in it from the start. */
export interface MatrixHouse extends House {
  /** The till's ids of customers who are there and linked. */
  crowd: string[]
  /** One look: there is nothing to do, or something has stopped. */
  settled(): Promise<true | Waiting>
  /** What a person does when credentials were refused. */
  connectAgain(): Promise<void>
}

/** One house on PostgreSQL in which half a minute passes in a second and nothing happens by itself. */
export async function openMatrixHouse(apply: readonly string[]): Promise<MatrixHouse> {
  const place = await newPlace({ migrated: true, engine: 'postgres' })
  if (!('url' in place)) throw new Error('PostgreSQL has an address')
  const house = await openHouse({
    ...{ apply, databaseUrl: place.url, flows: undisturbed },
    pace: { times: 30, patience: FAULTS_PATIENCE },
    // Nobody is asked to confirm: how many letters went out in asking is another question.
    klaviyo: {
      doubleOptIn: false,
      lists: [
        { name: 'Sms Subscribers', optInProcess: 'single_opt_in' },
        // To enter it without being asked is membership alone.
        { name: 'POS customers', optInProcess: 'double_opt_in' },
      ],
    },
  })
  const people = Array.from({ length: crowd }, (_, number) => newcomer(house, number).id)
  await house.run('clover-customers')
  await house.quiet()
  const quiet = () => until('nothing to be left to do', () => look(house)).then(() => {})
  return { ...house, crowd: people, quiet, settled: () => look(house), connectAgain: () => connectAgain(house) }
}

/** Asked of the tables: hundreds of cells look some hundred times each. */
async function look({ hub, now }: House): Promise<true | Waiting> {
  const { rows } = await sql<{ stopped: number; runs: number; due: number }>`
    select
      (select count(*) from connection where state = 'stopped') + (select count(*) from flow where state = 'stopped')
        as stopped,
      (select count(*) from run where state in ('queued', 'running')) as runs,
      (select count(*) from delivery where state = 'due')
        + (select count(*) from poll where next_at <= ${now()}::timestamptz) as due`.execute(hub.database.kysely)
  const [standing] = rows
  if (standing === undefined || standing.stopped > 0 || standing.runs + standing.due === 0) return true
  return new Waiting(standing)
}

async function connectAgain({ api, clover, klaviyo }: House): Promise<void> {
  const accounts = [
    { connector: 'clover', name: 'till', credentials: { merchantId: clover.merchantId, apiToken: clover.token } },
    { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } },
  ]
  for (const account of accounts) {
    await told(api.POST('/api/v1/connections', { body: { ...account, settings: {}, allowMissing: false } }))
  }
}

/** Somebody new at the till, with a phone that nobody shares. */
export function newcomer(house: Pick<House, 'clover'>, number: number) {
  const phoneNumber = `(415) 5${String(10 + Math.floor(number / 10_000))}-${String(number % 10_000).padStart(4, '0')}`
  return house.clover.customers.create(customerDraft(`Cell${number}`, { phoneNumbers: [{ phoneNumber }] }))
}

/** No poll comes in between, no brake asks, and the recipes' people also enter a list and may leave. */
function undisturbed(flow: FlowDefinition): FlowDefinition {
  const { poll: _, ...triggers } = flow.triggers
  const changed: FlowDefinition = { ...flow, brakes: { changed: 100, gone: 100, zeroed: 100 }, triggers }
  if (flow.triggers.touchedBy !== undefined) {
    changed.triggers.schedules = Object.fromEntries(flow.triggers.touchedBy.map((source) => [source, '1d']))
  }
  if (flow.name !== 'klaviyo-profiles') return changed
  const more = { add: { to: 'UCLIST_POS customers', static: true }, update: leaves }
  return {
    ...changed,
    mappings: changed.mappings.map((mapping) =>
      mapping.type === 'add' || mapping.type === 'update'
        ? { ...mapping, rules: [...mapping.rules, { ...more[mapping.type], says: 'Only here.' }] }
        : mapping,
    ),
  }
}

const leaves = { to: 'SubscribeProfile', formula: '(Company == "Leaver" ? false : null)' }
