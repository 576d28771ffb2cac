import type { Session } from '@trefoil/sdk'
import { readList } from '../read-list.ts'
import { type CloverCustomer, readCustomer } from './customer.ts'
import type { CustomerWrite } from './customer-write.ts'
import { customers } from './customers.ts'

const mostIds = 100

/** Customers as a write would give them: what was written can be compared with what stands at the till. */
export async function readBack(session: Session, ids: string[]): Promise<Map<string, CustomerWrite>> {
  const found = await customers.fetch?.(session, ids)
  const living = [...(found ?? [])].flatMap(([id, customer]) => (customer === 'gone' ? [] : [[id, customer] as const]))
  const words = new Map<string, CloverCustomer>()
  for (let at = 0; at < living.length; at += mostIds) {
    const some = living.slice(at, at + mostIds).map(([id]) => `'${id}'`)
    const rows = await readList(session, 'CUSTOMERS_R', [
      ['filter', `id in (${some.join(',')})`],
      ['expand', 'metadata'],
      ['limit', String(mostIds)],
    ])
    for (const row of rows) words.set(String(row.id), readCustomer(row, session.log))
  }
  return new Map(living.map(([id, customer]) => [id, asWritten(customer, words.get(id))]))
}

function asWritten(customer: CloverCustomer, words: CloverCustomer | undefined): CustomerWrite {
  return {
    firstName: customer.firstName ?? null,
    lastName: customer.lastName ?? null,
    emailAddress: customer.emailAddress ?? null,
    phoneNumber: customer.phoneNumber ?? null,
    businessName: words?.businessName ?? null,
    note: words?.note ?? null,
    addresses: (customer.addresses ?? []).map(({ id, address1, address2, address3, city, state, zip, country }) => ({
      ...{ id, address1, address2, address3, city, state, zip, country },
    })),
  }
}
