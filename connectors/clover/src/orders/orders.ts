import type { Source } from '@trefoil/sdk'
import { readList } from '../read-list.ts'
import { readOn } from '../read-on.ts'
import { cloverSettings } from '../settings.ts'
import { type CloverOrder, cloverOrder, readOrder } from './order.ts'
import { beginning, closeWindow, isNews, openWindow, readOrdersCursor, remember, toCursor } from './window.ts'

/** Orders by their time of change, oldest window first: an order makes the hub look at its customers again. */
export const orders: Source<CloverOrder> = {
  title: 'Orders, as a reason to look at their customers again',
  schema: cloverOrder,
  needs: ['ORDERS_R'],
  key: (order) => order.id ?? '',
  version: (order) => order.modifiedTime ?? '',
  touches: (order) => (order.customers ?? []).map(({ id }) => ({ source: 'customers', id })),

  async pull(session, { cursor, limit }) {
    const now = session.now().getTime()
    const from =
      cursor === null
        ? beginning(now, cloverSettings.parse(session.settings).orderHistoryDays)
        : readOrdersCursor(cursor, now)
    const window = openWindow(from, now)
    const { rows, next } = await readOn(
      (offset, most) =>
        readList(session, 'ORDERS_R', [
          ['filter', `modifiedTime>=${window.since}`],
          ['filter', `modifiedTime<=${window.until}`],
          ['expand', 'customers'],
          ['limit', String(most)],
          ['offset', String(offset)],
        ]),
      window,
      limit,
    )
    const all = rows.map((row) => readOrder(row, session.log))
    const records = all.filter((order) => isNews(order, from))
    const known = remember(window, all)
    if (next !== null) return { records, gone: [], cursor: toCursor({ ...known, ...next }), more: true }
    return { records, gone: [], ...closeWindow(known, now) }
  },
}
