import { expect, expectTypeOf, test } from 'vitest'
import type { Expanded } from './expand.ts'
import type { CloverPlatform } from './platform.ts'
import type { Address, Customer, CustomerShape, EmailAddress } from './shapes/customer.ts'
import type { Discount, LineItem, Order, OrderShape } from './shapes/order.ts'
import type { Tender } from './shapes/payment.ts'

/** These are proved by the type check: a line that compiles where it should not is an unused expectation, and fails. */
declare const till: CloverPlatform

test('a field that was not expanded is not in the type', () => {
  expectTypeOf<Expanded<CustomerShape, never>>().toEqualTypeOf<Customer>()
  type WithMail = Expanded<CustomerShape, 'emailAddresses'>
  expectTypeOf<WithMail['emailAddresses']>().toEqualTypeOf<EmailAddress[] | undefined>()
  expectTypeOf<WithMail>().not.toHaveProperty('addresses')
  expectTypeOf<Expanded<CustomerShape, 'emailAddresses' | 'addresses'>['addresses']>().toEqualTypeOf<
    Address[] | undefined
  >()
  expect(typeof till).toBe('undefined')
})

test('a nested expansion reaches into the elements', () => {
  type Deep = Expanded<OrderShape, 'lineItems.discounts'>
  type Line = NonNullable<Deep['lineItems']>[number]
  expectTypeOf<Line['discounts']>().toEqualTypeOf<Discount[] | undefined>()
  expectTypeOf<Line>().not.toHaveProperty('modifications')
  type Shallow = NonNullable<Expanded<OrderShape, 'lineItems'>['lineItems']>[number]
  expectTypeOf<Shallow>().toEqualTypeOf<LineItem>()
})

test('the tender of payments, which Clover writes in the singular, is in the payments', () => {
  type Paid = NonNullable<Expanded<OrderShape, 'payment.tender'>['payments']>[number]
  expectTypeOf<Paid['tender']>().toEqualTypeOf<Tender | undefined>()
})

test('an expanded reference is more than its id', () => {
  expectTypeOf<Order['employee']>().toEqualTypeOf<{ id: string } | undefined>()
  expectTypeOf<NonNullable<Expanded<OrderShape, 'employee'>['employee']>>().toHaveProperty('nickname')
})

/** Never called: what is said here is only compiled. */
export async function calls() {
  const plain = await till.customers.get('C')
  // @ts-expect-error contacts were not expanded
  plain.emailAddresses
  const customer = await till.customers.get('C', { expand: ['emailAddresses'] })
  customer.emailAddresses?.[0]?.emailAddress
  // @ts-expect-error phones were not expanded
  customer.phoneNumbers
  // @ts-expect-error Clover does not know this expansion
  till.customers.list({ expand: ['emails'] })
  // @ts-expect-error customers cannot be filtered by modifiedTime
  till.customers.list({ filter: { modifiedTime: 1 } })
  // @ts-expect-error a time is no text
  till.customers.list({ filter: { customerSince: 'yesterday' } })
  // @ts-expect-error refunds cannot be made here
  till.refunds.create({})
  // @ts-expect-error marketing consent cannot be written by an app
  till.customers.create({ marketingAllowed: true })
  // @ts-expect-error contacts are no part of an update
  till.customers.update('C', { emailAddresses: [] })
  // @ts-expect-error a discount has one value, not two
  till.orders.discounts('O').create({ name: 'x', amount: -1, percentage: 5 })
  for await (const order of till.orders.list({ expand: ['customers', 'lineItems'] })) {
    order.customers?.[0]?.firstName
    order.lineItems?.[0]?.price
    // @ts-expect-error payments were not expanded
    order.payments
  }
}
