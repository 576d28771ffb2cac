import type { Session, Source } from '@trefoil/sdk'
import { z } from 'zod'
import { adminPage } from '../admin-page.ts'
import { ask } from '../ask.ts'
import { changedSince, whole } from '../changed-since.ts'
import { orderLines, ordersChanged, ordersNamed } from '../generated/operations.gen.ts'
import { numberOf } from '../gid.ts'
import { namedRecords } from '../named-records.ts'
import { shopifySettings } from '../settings.ts'
import { connection, known, named } from '../wire.ts'
import { orderOf, type ShopifyOrder, shopifyOrder, type WireOrder, wireLine, wireOrder } from './order.ts'

/** Details of so many come in one call of some 500 points; Shopify takes none of more than 1,000. */
const mostNamed = 8
const mostListed = 6 * mostNamed
const pointsOfOne = 60

const day = 86_400_000

/**
 * In two steps: which orders changed, and then each as it stands now. The list is made by a search that lags behind;
 * what is asked for by id is fresh, and a call of both would cost more than Shopify takes.
 */
export const orders: Source<ShopifyOrder> = {
  title: 'Orders with their lines, payments, discounts and addresses',
  schema: shopifyOrder,
  needs: ['read_orders', 'read_customers'],
  key: ({ id }) => id,
  version: ({ updatedAt }) => updatedAt,
  page: (session, id) => adminPage(session, `orders/${id}`),
  touches: ({ customerId }) => (typeof customerId === 'string' ? [{ source: 'customers', id: customerId }] : []),

  async pull(session, from) {
    const { rows, cursor, more } = await changedSince(
      session,
      { source: 'orders', most: mostListed, begins, list },
      from,
    )
    const found = await fetchOrders(
      session,
      rows.map(({ id }) => numberOf(id)),
    )
    const gone = [...found].flatMap(([id, order]) => (order === 'gone' ? [id] : []))
    return { records: [...found.values()].filter((order) => order !== 'gone'), gone, cursor, more }
  },

  fetch: fetchOrders,
}

function begins(session: Session): string {
  const { orderHistoryDays } = shopifySettings.parse(session.settings)
  return whole(Math.max(0, session.now().getTime() - orderHistoryDays * day))
}

async function list(session: Session, from: { first: number; after: string | null; query: string | null }) {
  const reads = z.object({ orders: connection(z.object({ id: z.string(), updatedAt: z.string() })) })
  return (await ask(session, ordersChanged, from, { reads, points: 12 })).orders
}

function fetchOrders(session: Session, ids: string[]): Promise<Map<string, ShopifyOrder | 'gone'>> {
  const reads = named(wireOrder)
  return namedRecords(
    session,
    {
      type: 'Order',
      most: mostNamed,
      key: ({ id }) => id,
      async read(gids) {
        const { nodes } = await ask(session, ordersNamed, { ids: gids }, { reads, points: pointsOfOne * gids.length })
        const found: ShopifyOrder[] = []
        for (const node of known(nodes)) found.push(orderOf(await withLines(session, node)))
        return found
      },
    },
    ids,
  )
}

/** Fifty lines come with the order; it may have more. */
async function withLines(session: Session, wire: WireOrder): Promise<WireOrder> {
  const nodes = [...wire.lineItems.nodes]
  let { pageInfo } = wire.lineItems
  while (pageInfo.hasNextPage) {
    const reads = z.object({ order: z.object({ lineItems: connection(wireLine) }).nullable() })
    const from = { id: wire.id, after: pageInfo.endCursor }
    const { order } = await ask(session, orderLines, from, { reads, points: 60 })
    if (order === null) break
    nodes.push(...order.lineItems.nodes)
    pageInfo = order.lineItems.pageInfo
  }
  return { ...wire, lineItems: { nodes, pageInfo } }
}
