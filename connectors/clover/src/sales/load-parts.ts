import type { Session } from '@trefoil/sdk'
import type { CloverCustomer } from '../customers/customer.ts'
import { customers } from '../customers/customers.ts'
import { atOnce, inParallel } from '../in-parallel.ts'
import { type Row, readList } from '../read-list.ts'
import { readNamed } from '../read-named.ts'
import { readWhole } from '../read-whole.ts'
import { readSale } from './read-sale.ts'
import type { Sale } from './sale.ts'

/** Three names a call are the documented most. */
const expands = [
  'customers,lineItems.discounts,lineItems.modifications',
  'payments,payment.tender,refunds',
  'discounts,orderType,serviceCharge',
]

/** An expanded list is cut here without a word. */
const longestExpanded = 100

/** Orders with all that hangs on them, by id; those that Clover does not know are left out. */
export async function loadSales(session: Session, ids: string[]): Promise<Map<string, Sale>> {
  const rows = new Map<string, Row>()
  // Two at once, as each asks for two hundreds at once.
  const answers = await inParallel(expands, 2, (expand) => readNamed(session, 'ORDERS_R', ids, { expand }))
  for (const [id, row] of answers.flatMap((answer) => [...answer])) rows.set(id, { ...rows.get(id), ...row })
  const whole = await inParallel(
    [...rows],
    atOnce,
    async ([id, row]) => [id, await withAllLines(session, id, row)] as const,
  )
  const sales = new Map(whole.map(([id, row]) => [id, readSale(row, session)]))
  return withCustomers(session, sales)
}

/**
 * Whether payments come along in an order without their permission is not documented, and a page of nobody's orders asks
 * for no customer: so both are asked for once.
 */
export async function provePermissions(session: Session): Promise<void> {
  for (const permission of ['PAYMENTS_R', 'CUSTOMERS_R'] as const) {
    await session.memo(`clover.${permission}`, () => readList(session, permission, [['limit', '1']]))
  }
}

async function withAllLines(session: Session, id: string, row: Row): Promise<Row> {
  const { lineItems } = row
  const isCut =
    typeof lineItems === 'object' &&
    lineItems !== null &&
    'elements' in lineItems &&
    Array.isArray(lineItems.elements) &&
    lineItems.elements.length >= longestExpanded
  if (!isCut) return row
  const query: [string, string][] = [['expand', 'discounts,modifications']]
  return { ...row, lineItems: { elements: await readWhole(session, 'ORDERS_R', query, `/orders/${id}/line_items`) } }
}

/** The first customer of an order is the one who bought: an order shows no more of them than their id. */
async function withCustomers(session: Session, sales: Map<string, Sale>): Promise<Map<string, Sale>> {
  const ids = new Set(
    [...sales.values()].flatMap(({ customers: [first] = [] }) => (first === undefined ? [] : [first.id])),
  )
  const known = await customers.fetch?.(session, [...ids])
  return new Map(
    [...sales].map(([id, sale]) => {
      const [first] = sale.customers ?? []
      const buyer = first === undefined ? undefined : known?.get(first.id)
      return [id, buyer === undefined || buyer === 'gone' ? sale : { ...sale, ...asBuyer(buyer) }]
    }),
  )
}

function asBuyer({ id, firstName, lastName, emailAddress, phoneNumber, addresses }: CloverCustomer): Partial<Sale> {
  return { customerId: id, firstName, lastName, emailAddress, phoneNumber, addresses: addresses ?? [] }
}
