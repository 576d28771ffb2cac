import type { Target } from '@trefoil/sdk'
import { dashboardPage } from '../dashboard-page.ts'
import { customerWrite } from './customer-write.ts'
import { findCustomers } from './find-customers.ts'
import { readBack } from './read-back.ts'
import { writeCustomers } from './write-customer.ts'

/** Customers of the till: names, contacts and addresses, business name and note, each by the call that it takes. */
export const customersTarget: Target = {
  title: 'Customers with their e-mail, phone, addresses, business name and note',
  schema: customerWrite,
  needs: ['CUSTOMERS_R', 'CUSTOMERS_W'],
  maxBatch: 50,
  matchBy: ['emailAddress', 'phoneNumber'],
  // A family shares its phone, and Clover lets each of them have it: it is written, whoever else has it.
  shared: () => ['phoneNumber'],
  page: (session, id) => dashboardPage(session, 'customers', id),
  find: findCustomers,
  upsert: writeCustomers,
  read: readBack,
}
