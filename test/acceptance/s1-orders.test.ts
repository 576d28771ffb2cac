/** Orders of the till arrive in the hub, with all that hangs on them; what is odd about one is named and costs no other. */
import type { Order } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { type FinishedRun, openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const flow = 'clover-orders'

const house = shared(() => openHouse({ apply: ['clover-customers', flow], clover: { oddities: true } }))
let run: FinishedRun
let customerId: string
let orderId: string
beforeAll(async () => {
  const { customers, orders } = house.clover
  customerId = customers.create(customerDraft('Nora')).id
  orderId = orders.createFor(customerId, {
    title: '1042',
    paymentState: 'PAID',
    lineItems: [
      {
        ...{ id: 'L1', name: 'Lentil soup', price: 650, item: { id: 'J7M3Q9S5V1Y8Z' } },
        modifications: [{ id: 'M1', name: 'Bread', amount: 60, modifier: { id: 'M' } }],
        discounts: [{ id: 'D1', name: 'Silver 10%', percentage: 10 }],
      },
      { id: 'L2', name: 'Olives', price: 1400, unitQty: 350, unitName: 'kg' },
    ],
    discounts: [{ id: 'D2', name: 'Loyalty reward', amount: -100 }],
    payments: [paymentOf(1129, { taxAmount: 100, tipAmount: 200 })],
    total: 1129,
  }).id
  await house.run('clover-customers')
  run = await house.run(flow)
})

function paymentOf(amount: number, changes: Partial<NonNullable<Order['payments']>[number]> = {}) {
  const at = { createdTime: 1, clientCreatedTime: 1, modifiedTime: 1 }
  const none = { taxAmount: 0, tipAmount: 0, offline: false, result: 'SUCCESS' }
  return { id: `P${amount}`, tender: { id: 'T' }, amount, ...none, ...at, ...changes }
}

async function orderOf(number: string): Promise<Schemas['RecordInFull'] | undefined> {
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query: { entity: 'Order', limit: 200 } } }))
  const found = data.find(({ data: fields }) => fields.transactionNumber === number)
  if (found === undefined) return undefined
  return told(house.api.GET('/api/v1/records/{id}', { params: { path: { id: String(found.id) } } }))
}

test('a paid order arrives with lines, discounts, taxes, payment, customer and address', async () => {
  const customer = await house.record(customerId)
  expect((await orderOf('1042'))?.data).toMatchObject({
    customerId: customer?.id,
    total: 1129,
    // 710 less 71, and 0.35 of 1400.
    subtotal: 1129,
    discountAmount: 171,
    refundedAmount: 0,
    taxAmount: 100,
    locationId: house.clover.merchantId,
    discounts: [{ id: 'D2', name: 'Loyalty reward', amount: 100 }],
    lines: [
      { id: 'L1', productId: 'J7M3Q9S5V1Y8Z', description: 'Lentil soup (Bread)', unitPrice: 710, discountAmount: 71 },
      { id: 'L2', quantity: 0.35, extendedPrice: 490 },
    ],
    payments: [{ amount: 1129, status: 'SUCCESS' }],
    addresses: [{ firstName: 'Nora', isPrimaryBilling: true }],
    customFields: { 'Clover tip': 200 },
  })
})

test('what is not paid is passed over, and every order that was read has one outcome', () => {
  const { read, counts } = run
  expect(counts).toMatchObject({ error: 0, created: 1 })
  expect(run.outcomes.every(({ outcome, reason }) => outcome !== 'filtered' || reason?.includes('PaymentState'))).toBe(
    true,
  )
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(read)
})

test('an order of 120 lines arrives with all of them, although Clover cuts the list at 100', async () => {
  const lineItems = Array.from({ length: 120 }, (_, at) => ({ id: `B${at}`, name: `Bun ${at}`, price: 10 }))
  await arrives({ title: 'buns', paymentState: 'PAID', lineItems, total: 1200 })
  const { lines } = (await orderOf('buns'))?.data ?? {}
  expect(lines).toHaveLength(120)
})

test('an order without lines arrives as what was paid', async () => {
  await arrives({ title: 'by hand', paymentState: 'PAID', lineItems: [], total: 500, manualTransaction: true })
  expect((await orderOf('by hand'))?.data).toMatchObject({ total: 500, lines: [], payments: [{ amount: 500 }] })
})

test('a refund changes the order that is there, and leaves its payment as it was', async () => {
  const at = { createdTime: 1, clientCreatedTime: 1, status: 'SUCCESS', voided: false, taxAmount: 0, tipAmount: 0 }
  house.pass(60_000)
  house.clover.orders.update(orderId, {
    paymentState: 'PARTIALLY_REFUNDED',
    refunds: [{ id: 'R1', payment: { id: 'P1129' }, amount: 490, ...at }],
  })
  await house.sync(flow, { externalId: orderId })
  expect((await orderOf('1042'))?.data).toMatchObject({
    status: 'PARTIALLY_REFUNDED',
    payments: [{ amount: 1129, description: 'refunded 490' }],
    refundedAmount: 490,
  })
})

test('a discount with the wrong sign is an error that says so, closes when it is put right, and costs no other order', async () => {
  const id = house.clover.orders.createFor(undefined, {
    ...{ title: 'dearer', paymentState: 'PAID', total: 750 },
    discounts: [{ id: 'D3', name: 'Oops', amount: 100 }],
  }).id
  const good = house.clover.orders.createFor(undefined, { title: 'beside it', paymentState: 'PAID' })
  house.pass(60_000)
  const refused = await house.run(flow)
  expect(refused.outcomes.filter(({ outcome }) => outcome === 'error')).toMatchObject([
    { externalId: id, reason: expect.stringContaining('discount above zero') },
  ])
  expect(await orderOf('beside it')).toMatchObject({ data: { lines: [{ unitPrice: 650 }] } })
  expect(good.id).not.toBe(id)
  house.pass(60_000)
  house.clover.orders.update(id, { discounts: [{ id: 'D3', name: 'Oops', amount: -100 }], total: 550 })
  await house.sync(flow, { externalId: id })
  expect((await orderOf('dearer'))?.data).toMatchObject({ discountAmount: 100, total: 550 })
})

test('an order is read again by nobody while nothing changes', async () => {
  house.pass(60_000)
  const again = await house.run(flow)
  expect(again.counts).toMatchObject({ created: 0, updated: 0 })
})

async function arrives(changes: Partial<Omit<Order, 'id'>>): Promise<void> {
  const { id } = house.clover.orders.createFor(undefined, changes)
  await house.sync(flow, { externalId: id })
}
