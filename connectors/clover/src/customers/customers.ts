import { Fault, type Source } from '@trefoil/sdk'
import { z } from 'zod'
import { readCursor } from '../cursor.ts'
import { dashboardPage } from '../dashboard-page.ts'
import { readList } from '../read-list.ts'
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
    const found = new Map<string, CloverCustomer | 'gone'>(ids.map((id) => [id, 'gone']))
    // What is no id cannot be known to Clover, and must not get into the filter's quotes.
    const asked = [...found.keys()].filter((id) => /^[0-9A-Za-z]{1,64}$/.test(id))
    for (let at = 0; at < asked.length; at += mostIds) {
      const some = asked.slice(at, at + mostIds)
      const rows = await readList(session, 'CUSTOMERS_R', [
        ['filter', `id in (${some.map((id) => `'${id}'`).join(',')})`],
        ['expand', expand],
        ['limit', String(mostIds)],
      ])
      for (const row of rows) {
        const customer = readCustomer(row, session.log)
        if (customer.id === undefined || !found.has(customer.id)) {
          // An ignored filter looks like this; believing the rest would call living customers gone.
          throw new Fault('protocol', 'Clover answered a request for named customers with one that was not named')
        }
        found.set(customer.id, customer)
      }
    }
    return found
  },
}

/** Three is the documented most that may be expanded in a call; notes and birthdays (`metadata`) would be a fourth. */
const expand = 'addresses,emailAddresses,phoneNumbers'

/** Clover's advice for `id in (…)`. */
const mostIds = 100

const customersCursor = z.strictObject({ v: z.literal(1), ...place.shape })
