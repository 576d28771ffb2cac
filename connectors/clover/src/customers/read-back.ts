import type { Session } from '@trefoil/sdk'
import { readNamed } from '../read-named.ts'
import { type CloverCustomer, readCustomer } from './customer.ts'
import type { CustomerWrite } from './customer-write.ts'
import { customers } from './customers.ts'

/** Customers as a write would give them: what was written can be compared with what stands at the till. */
export async function readBack(session: Session, ids: string[]): Promise<Map<string, CustomerWrite>> {
  const found = await customers.fetch?.(session, ids)
  const living = [...(found ?? [])].flatMap(([id, customer]) => (customer === 'gone' ? [] : [[id, customer] as const]))
  const ofLiving = await readNamed(
    session,
    'CUSTOMERS_R',
    living.map(([id]) => id),
    { expand: 'metadata' },
  )
  const wordsOf = (id: string) => {
    const row = ofLiving.get(id)
    return row === undefined ? undefined : readCustomer(row, session.log)
  }
  return new Map(living.map(([id, customer]) => [id, asWritten(customer, wordsOf(id))]))
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
