import { told } from '../harness/told.ts'
import { type MatrixHouse, newcomer } from './matrix-house.ts'

/** One call of a connector, and how the hub is brought to make it. */
export interface Operation {
  vendor: 'clover' | 'klaviyo'
  title: string
  /** Which requests it makes; `:merchant` stands for the shop. */
  match: string
  /** `listing`: trouble is that of the whole flow. `delivery`: of the records that are on their way. */
  stage: 'listing' | 'delivery'
  /** A second time does no harm, so that it is repeated within the call. */
  isRepeatable: boolean
  /** The hub needs something of the answer. */
  isRead: boolean
  hasBody: boolean
  /** So many such calls leave at once, and share a fault that strikes several times; 1 unless told. */
  abreast?: number
  /** It has a time-out of its own, longer than anybody sits through here. */
  isPatient?: true
  /** All is calm: what must be there first. Answers what then brings the call about, once more each time. */
  prepare(house: MatrixHouse, number: number): Promise<() => Promise<unknown>>
}

const read = { isRepeatable: true, isRead: true, hasBody: true }
const write = { isRepeatable: true, isRead: true, hasBody: true }
/** Klaviyo answers such a call with 202 or 204 and nothing. */
const unanswered = { isRepeatable: true, isRead: false, hasBody: false }

export const operations: Operation[] = [
  {
    ...{ vendor: 'clover', title: 'list customers', stage: 'listing', ...read },
    match: 'GET /v3/merchants/:merchant/customers?expand',
    prepare: async (house, number) => {
      newcomer(house, number)
      return () => run(house, 'clover-customers')
    },
  },
  {
    ...{ vendor: 'clover', title: 'fetch customers by id', stage: 'listing', ...read },
    match: 'GET /v3/merchants/:merchant/customers?filter=id',
    prepare: ordered,
  },
  {
    ...{ vendor: 'clover', title: 'list orders, for their customers', stage: 'listing', ...read },
    match: 'GET /v3/merchants/:merchant/orders?filter=modifiedTime',
    prepare: ordered,
  },
  {
    ...{ vendor: 'clover', title: 'list sales', stage: 'listing', ...read },
    match: 'GET /v3/merchants/:merchant/orders?filter=modifiedTime',
    prepare: (house, number) => sale(house, number, 1),
  },
  {
    ...{ vendor: 'clover', title: 'load what hangs on sales', stage: 'listing', ...read },
    match: 'GET /v3/merchants/:merchant/orders?filter=id',
    abreast: 3,
    prepare: (house, number) => sale(house, number, 1),
  },
  {
    ...{ vendor: 'klaviyo', title: 'find profiles by e-mail', stage: 'delivery', ...read },
    match: 'GET /api/profiles?filter=any(email',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'look up lists', stage: 'delivery', ...read },
    match: 'GET /api/lists',
    abreast: 2,
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'create a profile', stage: 'delivery', ...write },
    match: 'POST /api/profile-import',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'read consent', stage: 'delivery', ...read },
    match: 'GET /api/profiles?filter=any(id',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'add to a list', stage: 'delivery', ...unanswered },
    match: 'POST /api/lists/*/relationships/profiles',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'subscribe', stage: 'delivery', ...unanswered, isRepeatable: false },
    match: 'POST /api/profile-subscription-bulk-create-jobs',
    prepare: arrival,
  },
  {
    ...{ vendor: 'klaviyo', title: 'unsubscribe', stage: 'delivery', ...unanswered },
    match: 'POST /api/profile-subscription-bulk-delete-jobs',
    prepare: async (house, number) => {
      const record = await house.record(await resident(house, number))
      const path = { id: String(record?.id) }
      return () => told(house.api.PATCH('/api/v1/records/{id}', { params: { path }, body: { company: 'Leaver' } }))
    },
  },
  {
    ...{ vendor: 'klaviyo', title: 'update a profile', stage: 'delivery', ...write },
    match: 'PATCH /api/profiles/',
    prepare: async (house, number) => {
      const [id = ''] = house.crowd
      house.clover.customers.update(id, { lastName: `Name${number}` })
      return () => sync(house, id)
    },
  },
  {
    ...{ vendor: 'klaviyo', title: 'import profiles in bulk', stage: 'delivery', ...write },
    match: 'POST /api/profile-bulk-import-jobs',
    isPatient: true,
    prepare: renameAll,
  },
  {
    ...{ vendor: 'klaviyo', title: 'ask how an import stands', stage: 'delivery', ...read },
    match: 'GET /api/profile-bulk-import-jobs/',
    prepare: renameAll,
  },
  {
    ...{ vendor: 'klaviyo', title: 'ask what an import refused', stage: 'delivery', ...read },
    match: 'GET /api/profile-bulk-import-jobs/*/import-errors',
    prepare: renameAll,
  },
  {
    ...{ vendor: 'klaviyo', title: 'send an event', stage: 'delivery', ...unanswered },
    match: 'POST /api/events',
    prepare: (house, number) => sale(house, number, 1),
  },
  {
    ...{ vendor: 'klaviyo', title: 'send events in bulk', stage: 'delivery', ...unanswered },
    match: 'POST /api/event-bulk-create-jobs',
    prepare: (house, number) => sale(house, number, 25),
  },
]

function run(house: MatrixHouse, name: string): Promise<unknown> {
  return told(house.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } } }))
}

function sync(house: MatrixHouse, externalId: string): Promise<unknown> {
  const params = { path: { name: 'clover-customers' } }
  return told(house.api.POST('/api/v1/flows/{name}/sync', { params, body: { externalId } }))
}

/** Somebody new at the till, about to be read. */
async function arrival(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  const { id } = newcomer(house, number)
  return () => sync(house, id)
}

/** Somebody who has arrived everywhere. */
async function resident(house: MatrixHouse, number: number): Promise<string> {
  const { id } = newcomer(house, number)
  await sync(house, id)
  await house.quiet()
  return id
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

/** Everybody of the crowd gets another name. */
async function renameAll(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  for (const id of house.crowd) house.clover.customers.update(id, { lastName: `Crowd${number}` })
  return () => run(house, 'clover-customers')
}
