import type { FlowDefinition } from '@trefoil/mapping'
import { customerDraft } from '../harness/customer-draft.ts'
import type { House } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import type { Job, MatrixHouse } from './matrix-house.ts'
import { lookingOn, nothing, type Operation, read, run, sync } from './operation.ts'

/** More than the mail tool is told of one by one, so that they go as an import. */
const many = 100

/** The main job: customers and orders of the till arrive in the mail tool. */
export const mailJob: Job = {
  // Nobody is asked to confirm: how many letters went out in asking is another question.
  klaviyo: {
    doubleOptIn: false,
    lists: [
      { name: 'Sms Subscribers', optInProcess: 'single_opt_in' },
      // To enter it without being asked is membership alone.
      { name: 'POS customers', optInProcess: 'double_opt_in' },
    ],
  },
  flows: entersAndLeaves,
  accounts: ({ clover, klaviyo }) => [
    {
      ...{ connector: 'clover', name: 'till', settings: {} },
      credentials: { merchantId: clover.merchantId, apiToken: clover.token },
    },
    { connector: 'klaviyo', name: 'mail', settings: {}, credentials: { apiKey: klaviyo.apiKey } },
  ],
  furnish: async (house) => {
    const watch = { title: 'Look', says: 'Only here.', connector: 'klaviyo' }
    house.recipes.push({ ...watch, recipe: 'mail-lists', flows: [lookingOn('mail-lists', 'lists')] })
    for (const name of ['clover-customers', 'klaviyo-profiles', 'clover-orders', 'klaviyo-order-events', 'mail-lists'])
      await house.apply(name)
    for (let number = 0; number < many; number += 1) newcomer(house, number)
    await house.run('clover-customers')
  },
}

const write = { isRepeatable: true, isRead: true, hasBody: true }
/** Klaviyo answers such a call with 202 or 204 and nothing. */
const unanswered = { isRepeatable: true, isRead: false, hasBody: false }

/** What it is to arrive in the mail tool. */
const arrived = { 'consent.subscribe': 1, 'list.add': 2, 'profile.create': 1 }

export const mailOperations: Operation[] = [
  {
    ...{ vendor: 'clover', title: 'list customers', stage: 'listing', ...read, effects: arrived },
    match: 'GET /v3/merchants/:merchant/customers?expand',
    prepare: async (house, number) => {
      newcomer(house, number)
      return () => run(house, 'clover-customers')
    },
  },
  {
    ...{
      vendor: 'clover',
      title: 'fetch customers by id',
      stage: 'listing',
      ...read,
      effects: { 'profile.update': 1 },
    },
    match: 'GET /v3/merchants/:merchant/customers?filter=id',
    prepare: ordered,
  },
  {
    ...{ vendor: 'clover', title: 'list orders, for their customers', stage: 'listing', ...read },
    effects: { 'profile.update': 1 },
    match: 'GET /v3/merchants/:merchant/orders?filter=modifiedTime',
    prepare: ordered,
  },
  {
    ...{ vendor: 'clover', title: 'list sales', stage: 'listing', ...read, effects: { 'event.create': 2 } },
    match: 'GET /v3/merchants/:merchant/orders?filter=modifiedTime',
    isDated: true,
    prepare: (house, number) => sale(house, number, 1),
  },
  {
    ...{ vendor: 'clover', title: 'load what hangs on sales', stage: 'listing', ...read },
    effects: { 'event.create': 2 },
    match: 'GET /v3/merchants/:merchant/orders?filter=id',
    calls: 3,
    isDated: true,
    prepare: (house, number) => sale(house, number, 1),
  },
  {
    ...{ vendor: 'clover', title: 'ask whether payments may be read', stage: 'listing', ...read },
    effects: { 'event.create': 2 },
    match: 'GET /v3/merchants/:merchant/payments',
    isDated: true,
    prepare: (house, number) => sale(house, number, 1),
  },
  {
    ...{ vendor: 'klaviyo', title: 'find profiles by e-mail', stage: 'delivery', ...read, effects: arrived },
    match: 'GET /api/profiles?filter=any(email',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'find profiles by phone', stage: 'delivery', ...read, effects: arrived },
    match: 'GET /api/profiles?filter=any(phone_number',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'find profiles by our own id', stage: 'delivery', ...read, effects: arrived },
    match: 'GET /api/profiles?filter=any(external_id',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'look up lists', stage: 'delivery', ...read, effects: arrived },
    match: 'GET /api/lists?filter',
    calls: 2,
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'create a profile', stage: 'delivery', ...write, effects: arrived },
    match: 'POST /api/profile-import',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'read consent', stage: 'delivery', ...read, effects: arrived },
    match: 'GET /api/profiles?filter=any(id',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'add to a list', stage: 'delivery', ...unanswered, effects: arrived },
    match: 'POST /api/lists/*/relationships/profiles',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'take off a list', stage: 'delivery', ...unanswered },
    effects: { 'list.remove': 1, 'profile.update': 1 },
    match: 'DELETE /api/lists/*/relationships/profiles',
    prepare: (house, number) => renamed(house, number, 'Quitter'),
  },
  {
    ...{ vendor: 'klaviyo', title: 'subscribe', stage: 'delivery', ...unanswered, isRepeatable: false },
    effects: arrived,
    match: 'POST /api/profile-subscription-bulk-create-jobs',
    rows: '/data/attributes/profiles/data/0/attributes/email',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'unsubscribe', stage: 'delivery', ...unanswered },
    effects: { 'consent.unsubscribe': 1, 'profile.update': 1 },
    match: 'POST /api/profile-subscription-bulk-delete-jobs',
    rows: '/data/attributes/profiles/data/0/attributes/email',
    prepare: (house, number) => renamed(house, number, 'Leaver'),
  },
  {
    ...{ vendor: 'klaviyo', title: 'update a profile', stage: 'delivery', ...write, effects: { 'profile.update': 1 } },
    match: 'PATCH /api/profiles/',
    prepare: (house, number) => renamed(house, number, `Company ${number}`),
  },
  {
    ...{ vendor: 'klaviyo', title: 'import profiles in bulk', stage: 'delivery', ...write },
    effects: { 'profile.update': many },
    match: 'POST /api/profile-bulk-import-jobs',
    rows: '/data/attributes/profiles/data/17/attributes/email',
    isPatient: true,
    prepare: renameAll,
  },
  {
    ...{ vendor: 'klaviyo', title: 'ask how an import stands', stage: 'delivery', ...read },
    effects: { 'profile.update': many },
    match: 'GET /api/profile-bulk-import-jobs/',
    prepare: renameAll,
  },
  {
    ...{ vendor: 'klaviyo', title: 'ask what an import refused', stage: 'delivery', ...read },
    effects: { 'profile.update': many },
    match: 'GET /api/profile-bulk-import-jobs/*/import-errors',
    prepare: renameAll,
  },
  {
    ...{ vendor: 'klaviyo', title: 'send an event', stage: 'delivery', ...unanswered, effects: { 'event.create': 2 } },
    match: 'POST /api/events',
    isDated: true,
    prepare: (house, number) => sale(house, number, 1),
  },
  {
    ...{ vendor: 'klaviyo', title: 'send events in bulk', stage: 'delivery', ...unanswered },
    effects: { 'event.create': 26 },
    match: 'POST /api/event-bulk-create-jobs',
    rows: '/data/attributes/events-bulk-create/data/0/attributes/profile',
    isDated: true,
    prepare: (house, number) => sale(house, number, 25),
  },
  {
    ...{ vendor: 'klaviyo', title: 'list lists', stage: 'listing', ...read, effects: nothing },
    match: 'GET /api/lists?sort',
    prepare: async (house) => () => run(house, 'mail-lists'),
  },
]

/** Somebody new at the till, with a phone that nobody shares. */
function newcomer(house: Pick<House, 'clover'>, number: number) {
  const phoneNumber = `(415) 5${String(10 + Math.floor(number / 10_000))}-${String(number % 10_000).padStart(4, '0')}`
  return house.clover.customers.create(customerDraft(`Cell${number}`, { phoneNumbers: [{ phoneNumber }] }))
}

/** Somebody new at the till, about to be read. */
async function arrival(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  const { id } = newcomer(house, number)
  return () => sync(house, 'clover-customers', id)
}

/** Somebody who has arrived everywhere. */
async function resident(house: MatrixHouse, number: number): Promise<string> {
  const { id } = newcomer(house, number)
  await sync(house, 'clover-customers', id)
  await house.quiet()
  return id
}

/** Somebody who has arrived, and whose company is about to be typed into the hub. */
async function renamed(house: MatrixHouse, number: number, company: string): Promise<() => Promise<unknown>> {
  const record = await house.record(await resident(house, number))
  const path = { id: String(record?.id) }
  return () => told(house.api.PATCH('/api/v1/records/{id}', { params: { path }, body: { company } }))
}

/** Somebody has ordered and changed meanwhile, and the day's look at the orders falls due. */
async function ordered(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  const id = await resident(house, number)
  house.clover.orders.createFor(id, {})
  house.clover.customers.update(id, { lastName: 'Ordered' })
  return async () => house.pass(25 * 3_600_000)
}

/** A paid order of a customer whom the mail tool knows. */
async function sale(house: MatrixHouse, number: number, lines: number): Promise<() => Promise<unknown>> {
  const id = await resident(house, number)
  const at = { createdTime: 1, clientCreatedTime: 1, modifiedTime: 1 }
  house.clover.orders.createFor(id, {
    ...{ title: `Sale ${number}`, paymentState: 'PAID', total: 100 * lines },
    lineItems: Array.from({ length: lines }, (_, line) => ({
      id: `L${number}.${line}`,
      name: `Tea ${line}`,
      price: 100,
    })),
    payments: [
      {
        ...{ id: `P${number}`, tender: { id: 'T' }, amount: 100 * lines, taxAmount: 0, tipAmount: 0 },
        ...{ offline: false, result: 'SUCCESS', ...at },
      },
    ],
  })
  return () => run(house, 'clover-orders')
}

/** Everybody who was there from the start gets another name. */
async function renameAll(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  for (const { id } of house.clover.customers.list().slice(0, many))
    house.clover.customers.update(id, { lastName: `Crowd${number}` })
  return () => run(house, 'clover-customers')
}

/** The recipes' people also enter a list, and may leave it and all mail. */
function entersAndLeaves(flow: FlowDefinition): FlowDefinition {
  if (flow.name !== 'klaviyo-profiles') return flow
  const more = {
    add: [{ to: 'UCLIST_POS customers', static: true, says: 'Only here.' }],
    update: [
      { to: 'SubscribeProfile', formula: '(Company == "Leaver" ? false : null)', says: 'Only here.' },
      { to: 'LIST_POS customers', formula: '(Company == "Quitter" ? false : null)', says: 'Only here.' },
    ],
  }
  return {
    ...flow,
    mappings: flow.mappings.map((mapping) =>
      mapping.type === 'add' || mapping.type === 'update'
        ? { ...mapping, rules: [...mapping.rules, ...more[mapping.type]] }
        : mapping,
    ),
  }
}
