/** The database goes away and comes back, and its disk is full for a while: the hub says so, waits, and loses nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import { emptyDisk, fillDisk } from '../crash/full-disk.ts'
import { newPlace } from '../database/test-database.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { openPostgresSwitch, type PostgresSwitch } from './postgres-switch.ts'

let house: House
let door: PostgresSwitch
/** To the same database, past the door. */
let direct: Awaited<ReturnType<typeof openDatabase>>
let hook: string

beforeAll(async () => {
  const place = await newPlace({ migrated: true, engine: 'postgres' })
  if (!('url' in place)) throw new Error('PostgreSQL has an address')
  direct = await openDatabase(place)
  door = await openPostgresSwitch(place.url)
  house = await openHouse({ databaseUrl: door.url })
  hook = (await told(house.api.GET('/api/v1/connections/{name}/hook', { params: { path: { name: 'till' } } }))).url
})
afterAll(async () => {
  await house?.close()
  await door?.close()
  await direct?.close()
})

/** So many new people at the till, and the run that is to bring them to the mail tool. */
async function beginRun(prefix: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    house.clover.customers.create(customerDraft(`${prefix}${number}`, { phoneNumbers: [] }))
  }
  const params = { path: { name: 'clover-customers' } }
  await told(house.api.POST('/api/v1/flows/{name}/runs', { params }))
}

/** What the hub answers from outside, without a word of SQL. */
async function answers(path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${house.apiKey}`, 'content-type': 'application/json' }
  const reply = await fetch(path.startsWith('http') ? path : house.hub.url + path, { headers, ...init })
  const body: { code?: string } = JSON.parse(await reply.text())
  return { status: reply.status, code: body.code, retryAfter: reply.headers.get('retry-after') }
}

const post = (path: string, body: unknown) => answers(path, { method: 'POST', body: JSON.stringify(body) })

async function arrived(prefix: string, count: number): Promise<void> {
  await house.quiet()
  const there = house.klaviyo.profiles.list().filter(({ first_name }) => first_name?.startsWith(prefix))
  expect(there).toHaveLength(count)
}

test('the database goes away in the midst of a sync and comes back: the hub says that it is not ready, and loses nothing', async () => {
  await beginRun('Away', 250)
  await until('the first profile to be made', async () =>
    house.klaviyo.effects().length > 0 ? true : new Waiting('none'),
  )
  door.shut()
  expect(await answers('/livez')).toMatchObject({ status: 200 })
  expect(await answers('/readyz')).toMatchObject({ status: 503, code: 'not_ready' })
  const away = { status: 503, code: 'database_away', retryAfter: '5' }
  expect(await answers('/api/v1/flows')).toEqual(away)
  expect(await post(hook, {})).toEqual(away)
  door.open()
  await until('the hub to be ready', async () => {
    const { status } = await answers('/readyz')
    return status === 200 ? true : new Waiting(status)
  })
  await arrived('Away', 250)
})

test('a full disk refuses what would write with 507, what reads goes on, and after that all is done', async () => {
  await fillDisk(direct.kysely)
  for (let number = 0; number < 30; number += 1) {
    house.clover.customers.create(customerDraft(`Full${number}`, { phoneNumbers: [] }))
  }
  const runs = '/api/v1/flows/clover-customers/runs'
  expect(await post(runs, {})).toMatchObject({ status: 507, code: 'disk_full' })
  expect(await answers('/api/v1/flows')).toMatchObject({ status: 200 })
  await emptyDisk(direct.kysely)
  expect(await post(runs, {})).toMatchObject({ status: 202 })
  await arrived('Full', 30)
})
