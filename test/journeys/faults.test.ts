import type { CloverOptions, Fault } from '@trefoil/simulators'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { type Rows, rowsOf } from '../crash/rows.ts'
import { applyRecipe, connect } from '../harness/set-up.ts'
import { openTroubledHouse, type TroubledHouse } from './troubled-house.ts'

/** So few that they are written one by one, and so many that they go as an import job. */
const few: CloverOptions = { customers: 5, dirt: false }
const many: CloverOptions = { customers: 130, dirt: false }

const list = 'GET /v3/merchants'
const single = 'POST /api/profile-import'
const bulk = 'POST /api/profile-bulk-import-jobs'
const subscribing = 'POST /api/profile-subscription-bulk-create-jobs'
const forEver = 10_000

const passing: [what: string, shop: CloverOptions, vendor: 'clover' | 'klaviyo', fault: Fault][] = [
  [
    'Clover is over its limit',
    few,
    'clover',
    { kind: 'status', status: 429, headers: { 'retry-after': '7' }, match: list },
  ],
  ['Clover fails for a while', few, 'clover', { kind: 'status', status: 500, match: list, times: 5 }],
  ['Clover shows a web page for a while', few, 'clover', { kind: 'html', match: list, times: 4 }],
  ['Clover hangs up', few, 'clover', { kind: 'reset', match: list, times: 2 }],
  ['Clover hangs', few, 'clover', { kind: 'hang', match: list }],
  ['Clover breaks off in the midst of a page', few, 'clover', { kind: 'truncate', match: list }],
  [
    'Klaviyo is over its limit',
    few,
    'klaviyo',
    { kind: 'status', status: 429, headers: { 'retry-after': '7' }, match: single },
  ],
  ['Klaviyo fails for a while', few, 'klaviyo', { kind: 'status', status: 500, match: single, times: 20 }],
  ['Klaviyo shows a web page for a while', few, 'klaviyo', { kind: 'html', match: single, times: 4 }],
  ['Klaviyo hangs up', few, 'klaviyo', { kind: 'reset', match: single, times: 3 }],
  ['Klaviyo creates a profile and hangs up', few, 'klaviyo', { kind: 'reset-after-commit', match: single }],
  [
    'Klaviyo creates profiles and hangs up each time',
    few,
    'klaviyo',
    { kind: 'reset-after-commit', match: single, times: 15 },
  ],
  ['Klaviyo hangs', few, 'klaviyo', { kind: 'hang', match: single, times: 2 }],
  ['Klaviyo creates a profile and breaks off', few, 'klaviyo', { kind: 'truncate', match: single, times: 4 }],
  ['Klaviyo subscribes people and hangs up', few, 'klaviyo', { kind: 'reset-after-commit', match: subscribing }],
  [
    'Klaviyo does not subscribe for a while',
    few,
    'klaviyo',
    { kind: 'status', status: 500, match: subscribing, times: 4 },
  ],
  ['Klaviyo takes an import and hangs up', many, 'klaviyo', { kind: 'reset-after-commit', match: bulk }],
  [
    'Klaviyo takes imports and hangs up each time',
    many,
    'klaviyo',
    { kind: 'reset-after-commit', match: bulk, times: 3 },
  ],
  ['Klaviyo takes no import for a while', many, 'klaviyo', { kind: 'status', status: 503, match: bulk, times: 3 }],
  ['Klaviyo takes an import and breaks off', many, 'klaviyo', { kind: 'truncate', match: bulk }],
  [
    'Klaviyo cannot say for a while how an import went',
    many,
    'klaviyo',
    { kind: 'status', status: 500, match: 'GET /api/profile-bulk-import-jobs', times: 4 },
  ],
  [
    'Klaviyo does not subscribe an import for a while',
    many,
    'klaviyo',
    { kind: 'status', status: 500, match: subscribing, times: 2 },
  ],
]

const stopping: [
  what: string,
  vendor: 'clover' | 'klaviyo',
  fault: Fault,
  stops: 'connection' | 'flow',
  says: RegExp,
][] = [
  [
    'Clover refuses the token',
    'clover',
    { kind: 'status', status: 401, match: list, times: forEver },
    'connection',
    /Clover.*401.*token/,
  ],
  [
    'Klaviyo refuses the key',
    'klaviyo',
    { kind: 'status', status: 401, match: single, times: forEver },
    'connection',
    /Klaviyo refused the private API key.*make a new one/,
  ],
  [
    'Klaviyo refuses the key for consent',
    'klaviyo',
    { kind: 'status', status: 401, match: subscribing, times: forEver },
    'connection',
    /Klaviyo refused the private API key.*make a new one/,
  ],
  [
    'Klaviyo misses a scope',
    'klaviyo',
    { kind: 'status', status: 403, body: '{}', match: single, times: forEver },
    'flow',
    /Klaviyo refused the call.*scope/,
  ],
  [
    'Clover answers a web page as if all were well',
    'clover',
    { kind: 'html', status: 200, match: list, times: forEver },
    'flow',
    /web page/,
  ],
  [
    'Clover answers nothing',
    'clover',
    { kind: 'empty', match: list, times: forEver },
    'flow',
    /Clover answered .* other than a list/,
  ],
]

const calm = new Map<CloverOptions, Rows>()
let house: TroubledHouse

beforeAll(async () => {
  for (const shop of [few, many]) {
    house = await openTroubledHouse({ clover: shop })
    expect(await sync()).toBe(null)
    calm.set(shop, await rowsOf(house.hub.database.kysely, house.town))
    await house.close()
  }
})

afterEach(() => house.close())

test.each(passing)('%s: it is tried again, and all ends well without a person', async (_, shop, vendor, fault) => {
  house = await openTroubledHouse({ clover: shop })
  const { faults } = house.town[vendor]
  expect(await sync(() => faults.add(fault))).toBe(null)
  expect(faults.pending()).toEqual([])
  await expectAgreement(shop)
  expectDiscretion()
})

test.each(stopping)(
  '%s: what cannot go on stops with a reason, and goes on when a person has seen to it',
  async (_, vendor, fault, stops, says) => {
    house = await openTroubledHouse({ clover: few })
    const { faults } = house.town[vendor]
    const stop = await sync(() => faults.add(fault))
    expect(stop).toMatchObject({ what: stops, message: expect.stringMatching(says) })
    faults.clear()
    await house.mend()
    expect(await sync()).toBe(null)
    await expectAgreement(few)
    expectDiscretion()
  },
)

/** Connects and applies what is not there yet, and has the whole shop read; trouble begins with the first reading. */
async function sync(begin: () => void = () => {}): Promise<unknown> {
  const { api, town, settled } = house
  const { data } = await api.GET('/api/v1/connections')
  if (data?.data.length === 0) {
    await connect(api, town)
    await applyRecipe(api, 'klaviyo-profiles')
    begin()
    await applyRecipe(api, 'clover-customers')
  }
  // Refused where the first poll has met with trouble already; what follows is the same.
  await api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: 'clover-customers' } } })
  return settled()
}

/** Every record and profile is what it is without any trouble, and nothing was done twice. */
async function expectAgreement(shop: CloverOptions): Promise<void> {
  const { records, effects, strangers, openBatches } = await rowsOf(house.hub.database.kysely, house.town)
  const wanted = calm.get(shop)
  expect({ records, strangers, openBatches }).toEqual({ records: wanted?.records, strangers: [], openBatches: 0 })
  expect(effects).toEqual(wanted?.effects)
}

/** The log holds no secret, and nobody's address. */
function expectDiscretion(): void {
  const log = house.log()
  const { clover, klaviyo } = house.town
  for (const secret of [clover.token, klaviyo.apiKey]) expect(log).not.toContain(secret)
  expect(log).not.toMatch(/@(?:mail\.|post\.)?example\.(?:com|net|org)/)
}
