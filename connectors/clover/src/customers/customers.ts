import type { Source } from '@trefoil/sdk'
import { z } from 'zod'
import { readCursor } from '../cursor.ts'
import { dashboardPage } from '../dashboard-page.ts'
import { readList } from '../read-list.ts'
import { readNamed } from '../read-named.ts'
import { place, readOn } from '../read-on.ts'
import { type CloverCustomer, cloverCustomer, readCustomer } from './customer.ts'

/**
 * Customers have no time of change, so every listing is a full one, and the hub finds what changed by comparing.
 * A listing does not show what was deleted; `fetch` does.
 */
export const customers: Source<CloverCustomer> = {
  title: 'Customers with their e-mails, phones and addresses',
  schema: cloverCustomer,
  needs: ['CUSTOMERS_R'],
  key: (customer) => customer.id ?? '',
  version: () => '',
  page: (session, id) => dashboardPage(session, 'customers', id),

  async pull(session, { cursor, limit }) {
    const from = cursor === null ? { offset: 0 } : readCursor(customersCursor, cursor, 'customers')
    const { rows, next } = await readOn(
      (offset, most) =>
        readList(session, 'CUSTOMERS_R', [
          ['expand', expand],
          ['limit', String(most)],
          ['offset', String(offset)],
        ]),
      from,
      limit,
    )
    return {
      records: rows.map((row) => readCustomer(row, session.log)),
      gone: [],
      cursor: next === null ? { v: 1, offset: 0 } : { v: 1, offset: next.offset, last: next.last ?? '' },
      more: next !== null,
    }
  },

  async fetch(session, ids) {
    const rows = await readNamed(session, 'CUSTOMERS_R', ids, { expand })
    return new Map(
      ids.map((id) => {
        const row = rows.get(id)
        return [id, row === undefined ? 'gone' : readCustomer(row, session.log)]
      }),
    )
  },
}

/** Three is the documented most that may be expanded in a call; notes and birthdays (`metadata`) would be a fourth. */
const expand = 'addresses,emailAddresses,phoneNumbers'

const customersCursor = z.strictObject({ v: z.literal(1), ...place.shape })
