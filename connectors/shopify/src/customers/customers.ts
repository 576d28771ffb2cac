import type { Session, Source } from '@trefoil/sdk'
import { z } from 'zod'
import { adminPage } from '../admin-page.ts'
import { ask } from '../ask.ts'
import { changedSince } from '../changed-since.ts'
import { customersChanged, customersNamed } from '../generated/operations.gen.ts'
import { namedRecords } from '../named-records.ts'
import { connection, known, named } from '../wire.ts'
import { consentIn, customerOf, type ShopifyCustomer, shopifyCustomer, wirePerson } from './customer.ts'

const mostListed = 50

/** By their time of change, oldest first. A listing does not show who was deleted; `fetch` and webhooks do. */
export const customers: Source<ShopifyCustomer> = {
  title: 'Customers with their e-mail, phone, addresses and consent',
  schema: shopifyCustomer,
  needs: ['read_customers'],
  key: ({ id }) => id,
  version: ({ updatedAt }) => updatedAt,
  page: (session, id) => adminPage(session, `customers/${id}`),
  consent: consentIn,

  async pull(session, from) {
    const { rows, cursor, more } = await changedSince(session, { source: 'customers', most: mostListed, list }, from)
    return { records: rows.map(customerOf), gone: [], cursor, more }
  },

  fetch: (session, ids) =>
    namedRecords(
      session,
      {
        type: 'Customer',
        most: mostListed,
        key: ({ id }) => id,
        async read(gids) {
          const reads = named(wirePerson)
          const { nodes } = await ask(session, customersNamed, { ids: gids }, { reads, points: 12 * gids.length })
          return known(nodes).map(customerOf)
        },
      },
      ids,
    ),
}

async function list(session: Session, from: { first: number; after: string | null; query: string | null }) {
  const reads = z.object({ customers: connection(wirePerson) })
  return (await ask(session, customersChanged, from, { reads, points: 90 })).customers
}
