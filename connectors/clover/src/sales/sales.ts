import type { Source } from '@trefoil/sdk'
import { dashboardPage } from '../dashboard-page.ts'
import { orders } from '../orders/orders.ts'
import { loadSales, provePermissions } from './load-parts.ts'
import { type Sale, sale } from './sale.ts'

/** A call for lines, one for money and one for the rest, for every hundred orders: a page is not large. */
const mostOnPage = 200

/** Orders by their time of change, with what the other source of orders, which only says that they changed, leaves out. */
export const sales: Source<Sale> = {
  title: 'Orders with their lines, discounts, payments, refunds and customer',
  schema: sale,
  needs: ['ORDERS_R', 'PAYMENTS_R', 'CUSTOMERS_R'],
  key: (order) => order.id ?? '',
  version: (order) => order.modifiedTime ?? '',
  page: (session, id) => dashboardPage(session, 'orders', id),
  touches: (order) => (order.customers ?? []).map(({ id }) => ({ source: 'customers', id })),

  async pull(session, { cursor, limit }) {
    await provePermissions(session)
    const page = await orders.pull(session, { cursor, limit: Math.min(limit, mostOnPage) })
    const found = await loadSales(
      session,
      page.records.flatMap(({ id }) => id ?? []),
    )
    return {
      ...page,
      // One that was deleted since is left out here; one without an id is told by the hub.
      records: page.records.flatMap(({ id }): Sale[] => (id === undefined ? [{}] : [found.get(id) ?? []].flat())),
    }
  },

  async fetch(session, ids) {
    await provePermissions(session)
    const found = await loadSales(session, ids)
    return new Map(ids.map((id) => [id, found.get(id) ?? 'gone']))
  },
}
