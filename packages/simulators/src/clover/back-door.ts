import { isObject, json, parsedBody, type SimRequest } from '../server/exchange.ts'
import type { Routes } from '../server/router.ts'
import type { BackDoor } from '../server/simulator.ts'
import type { AppDrawer } from './app/app-drawer.ts'
import { objectOf, textIn } from './back-door-body.ts'
import { appRoutes, keyRoutes } from './back-door-dashboard.ts'
import type { CustomerDraft, CustomerDrawer, OrderDrawer } from './counter.ts'
import type { KeyDrawer } from './keys/key-drawer.ts'
import type { RowDrawer } from './shelf-drawer.ts'
import { type ShelfName, shelfNames } from './shop/catalogue.ts'

/** The counter of the shop over HTTP, for tests that run in another process. */
export function cloverBackDoor(parts: {
  customers: CustomerDrawer
  orders: OrderDrawer
  shelf(name: ShelfName): RowDrawer
  setProperties(changes: Record<string, unknown>): void
  permit(permissions: string[]): void
  keys: KeyDrawer
  app: AppDrawer
}): Routes<BackDoor> {
  const { customers, orders, permit } = parts
  return {
    'GET /_sim/customers': ({ query }) => json(200, sliced(customers.list(), query)),
    'GET /_sim/customers/:id': (_request, { id = '' }) => {
      const customer = customers.get(id)
      return customer === undefined ? json(404, { message: `the shop has no ${id}` }) : json(200, customer)
    },
    'POST /_sim/customers': (request) => json(200, customers.create(draftOf(request))),
    'PATCH /_sim/customers/:id': (request, { id = '' }) => json(200, customers.update(id, draftOf(request))),
    'DELETE /_sim/customers/:id': (_request, { id = '' }) => {
      customers.remove(id)
      return json(200, {})
    },
    'GET /_sim/orders': ({ query }) => json(200, sliced(orders.list(), query)),
    'POST /_sim/orders': (request) => {
      return json(200, orders.createFor(textIn(objectOf(request, ['customerId']), 'customerId')))
    },
    'PUT /_sim/permissions': (request) => {
      const list = parsedBody(request)
      if (!Array.isArray(list) || !list.every((one) => typeof one === 'string')) {
        throw new Error('permissions are a list of texts, like ["CUSTOMERS_R"]')
      }
      permit(list)
      return json(200, list)
    },
    ...shelfRoutes(parts),
    ...keyRoutes(parts.keys),
    ...appRoutes(parts.app),
  }
}

/** The shelves, by their names: `/_sim/shelves/items`. */
function shelfRoutes(parts: {
  shelf(name: ShelfName): RowDrawer
  setProperties(changes: Record<string, unknown>): void
}): Routes<BackDoor> {
  const shelf = (name = '') => {
    const known = shelfNames.find((one) => one === name)
    if (known === undefined) throw new Error(`shelves are ${shelfNames.join(', ')}`)
    return parts.shelf(known)
  }
  return {
    'GET /_sim/shelves/:name': ({ query }, { name }) => json(200, sliced(shelf(name).list(), query)),
    'POST /_sim/shelves/:name': (request, { name }) => json(200, shelf(name).create(objectOf(request))),
    'PATCH /_sim/shelves/:name/:id': (request, { name, id = '' }) =>
      json(200, shelf(name).update(id, objectOf(request))),
    'DELETE /_sim/shelves/:name/:id': (_request, { name, id = '' }) => {
      shelf(name).remove(id)
      return json(200, {})
    },
    'PATCH /_sim/properties': (request) => {
      parts.setProperties(objectOf(request))
      return json(200, {})
    },
  }
}

/** `offset` and `limit`; without a limit all of it. */
function sliced<T>(list: T[], query: URLSearchParams): T[] {
  const offset = Number(query.get('offset') ?? 0)
  return list.slice(offset, offset + Number(query.get('limit') ?? list.length))
}

const contactLists = ['emailAddresses', 'phoneNumbers', 'addresses']
const draftFields = ['firstName', 'lastName', 'marketingAllowed', ...contactLists, 'metadata']

/** Parsed as far as a slip in a test would otherwise go unseen. */
function draftOf(request: SimRequest): CustomerDraft {
  const draft: CustomerDraft = objectOf(request, draftFields)
  for (const [name, value] of Object.entries(draft)) {
    if (contactLists.includes(name) && !(Array.isArray(value) && value.every(isObject))) {
      throw new Error(`${name} is a list of objects, like [{"emailAddress": "nora@example.com"}]`)
    }
  }
  return draft
}
