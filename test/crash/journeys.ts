import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { told } from '../harness/told.ts'
import type { Journey } from './short-lives.ts'
import { queueRun, type Town } from './town.ts'

/** Two pages, profiles written one by one in two rounds, and orders that have their customers looked at again. */
export const singly: Journey = { customers: 24, orders: 6, page: 12, round: 15 }
/** One page, and an import job. */
export const inBulk: Journey = { customers: 150, orders: 0, page: 150, round: 150 }

const small: Journey = { customers: 24, orders: 0, page: 24, round: 15 }
const readAgain = (api: TrefoilClient) => queueRun(api, 'clover-customers')

/** Some change their names: profiles are updated one by one. */
const renamed: Journey = { ...small, later: { happens: rename(15), asks: readAgain } }
/** So many change that they go in a bulk import. */
const large: Journey = { customers: 400, orders: 0, page: 400, round: 400 }
const renamedInBulk: Journey = { ...large, later: { happens: rename(120), asks: readAgain } }

/** Orders are paid, and the mail tool is told of each and of its lines. */
const sold: Journey = {
  ...small,
  later: {
    recipes: ['clover-orders', 'klaviyo-order-events'],
    happens: sellToAll,
    asks: (api) => queueRun(api, 'clover-orders'),
  },
}

/** Somebody types a company into each record of the hub. */
const edited: Journey = { ...small, later: { asks: editAll } }

/** The journeys that are cut at each of their commits, by what they are. */
export const journeys: Record<string, Journey> = {
  'a first sync, one by one': singly,
  'a first sync in bulk': inBulk,
  'changes, one by one': renamed,
  'changes in bulk': renamedInBulk,
  'orders and their events': sold,
  'edits in the hub': edited,
}

function rename(count: number): (town: Town) => void {
  return ({ clover }) => {
    for (const { id, lastName } of clover.customers.list().slice(0, count)) {
      clover.customers.update(id, { lastName: `${lastName ?? ''} the Second`.trim() })
    }
  }
}

function sellToAll({ clover }: Town): void {
  const placed = Date.UTC(2026, 9, 5, 9)
  const at = { createdTime: placed, clientCreatedTime: placed, modifiedTime: placed }
  for (const [number, { id }] of clover.customers.list().entries()) {
    const payment = { id: `P${number}`, tender: { id: 'T' }, amount: 500, taxAmount: 0, tipAmount: 0, offline: false }
    clover.orders.createFor(id, {
      ...at,
      ...{ title: `Sale ${number}`, paymentState: 'PAID', total: 500 },
      lineItems: [{ id: `L${number}`, name: 'Tea', price: 500 }],
      payments: [{ ...payment, result: 'SUCCESS', ...at }],
    })
  }
}

async function editAll(api: TrefoilClient): Promise<void> {
  const { data } = await told(api.GET('/api/v1/records', { params: { query: { entity: 'Customer', limit: 200 } } }))
  for (const { id } of data) {
    const params = { path: { id: String(id) } }
    await told(api.PATCH('/api/v1/records/{id}', { params, body: { company: 'Oolong' } }))
  }
}
