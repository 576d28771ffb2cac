import { isObject, json, parsedBody, type SimRequest } from '../server/exchange.ts'
import type { Routes } from '../server/router.ts'
import type { BackDoor } from '../server/simulator.ts'
import type { Counter, ProductWish } from './counter.ts'
import type { Sale } from './counter-sales.ts'
import type { ShopifySimulator } from './start-shopify.ts'
import type { Tokens } from './wire/tokens.ts'

/** What tests and people in other processes do behind the counter. Rows are named by the number in their ids. */
export function shopifyBackDoor(parts: {
  counter: Counter
  permit: (scopes: readonly string[]) => void
  throttle: (times: number) => void
  settle: () => void
  webhooks: ShopifySimulator['webhooks']
  tokens: Tokens
}): Routes<BackDoor> {
  const { counter, permit, throttle, settle, webhooks, tokens } = parts
  const { products, customers, orders, inventory, locations } = counter
  const page = <T>(query: URLSearchParams, rows: T[]) => {
    const offset = Number(query.get('offset') ?? 0)
    return { total: rows.length, rows: rows.slice(offset, offset + Number(query.get('limit') ?? 100)) }
  }
  const id = (type: string, n: string | undefined) => `gid://shopify/${type}/${n}`
  return {
    'GET /_sim/products': ({ query }) => json(200, page(query, products.list())),
    'POST /_sim/products': (request) => json(201, products.create(posted<ProductWish>(request, ['title']))),
    'PATCH /_sim/products/:n': (request, { n }) => json(200, products.update(id('Product', n), posted(request))),
    'DELETE /_sim/products/:n': (_request, { n }) => {
      products.remove(id('Product', n))
      return json(200, { removed: n })
    },
    'PATCH /_sim/variants/:n': (request, { n }) =>
      json(200, products.updateVariant(id('ProductVariant', n), posted(request))),
    'PUT /_sim/inventory/:item/:location': (request, { item, location }) => {
      const { available } = posted<{ available: number }>(request, ['available'])
      inventory.set(id('InventoryItem', item), id('Location', location), available)
      return json(200, { available: inventory.available(id('InventoryItem', item), id('Location', location)) })
    },
    'GET /_sim/locations': () => json(200, locations.list()),
    'POST /_sim/locations': (request) => json(201, locations.create(posted(request, ['name']))),
    'GET /_sim/customers': ({ query }) => json(200, page(query, customers.list())),
    'POST /_sim/customers': (request) => json(201, customers.create(posted(request))),
    'PATCH /_sim/customers/:n': (request, { n }) => json(200, customers.update(id('Customer', n), posted(request))),
    'DELETE /_sim/customers/:n': (_request, { n }) => {
      customers.remove(id('Customer', n))
      return json(200, { removed: n })
    },
    'GET /_sim/orders': ({ query }) => json(200, page(query, orders.list())),
    'POST /_sim/orders': (request) => json(201, orders.create(posted<Sale>(request, ['lines']))),
    'POST /_sim/orders/:n/pay': (_request, { n }) => json(200, orders.markAsPaid(id('Order', n))),
    'POST /_sim/orders/:n/ship': (request, { n }) => json(200, orders.ship(id('Order', n), posted(request))),
    'POST /_sim/orders/:n/refund': (request, { n }) => json(200, orders.refund(id('Order', n), posted(request))),
    'POST /_sim/orders/:n/cancel': (request, { n }) => json(200, orders.cancel(id('Order', n), posted(request))),
    'PUT /_sim/scopes': (request) => {
      const scopes: unknown = parsedBody(request)
      if (!Array.isArray(scopes)) throw new Error('scopes are a list')
      permit(scopes.map(String))
      return json(200, scopes)
    },
    'DELETE /_sim/tokens/:token': (_request, { token = '' }) => {
      tokens.revoke(token)
      return json(200, { revoked: token })
    },
    'POST /_sim/throttle': (request) => {
      const { times = 1 } = posted<{ times?: number }>(request)
      throttle(times)
      return json(200, { times })
    },
    'POST /_sim/settle': () => {
      settle()
      return json(200, { settled: true })
    },
    'GET /_sim/webhooks': () =>
      json(200, { subscriptions: webhooks.subscriptions(), deliveries: webhooks.deliveries() }),
    'POST /_sim/webhooks/deliver': async () => {
      await webhooks.deliver()
      return json(200, { delivered: webhooks.deliveries().length })
    },
  }
}

/** A person's own tool: what it posts is believed but for what must be there. */
function posted<T extends object>(request: SimRequest, needed: string[] = []): T {
  const body = request.body === '' ? {} : parsedBody(request)
  if (!isObject(body)) throw new Error('a JSON object is wanted')
  for (const name of needed) if (body[name] === undefined) throw new Error(`${name} is missing`)
  // Whoever is behind the counter knows what they write; the shop's own rules still hold.
  return body as T
}
