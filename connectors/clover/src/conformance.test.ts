import { conformance, type PretendVendor, type VendorFault } from '@trefoil/sdk/testing'
import { type CloverSimulator, type Fault, startClover } from '@trefoil/simulators'
import { afterAll, describe, expect, test } from 'vitest'
import { clover } from './connector.ts'
import { orderDiscountsBench, salesBench } from './sales/test-benches.ts'

const clock = { now: Date.UTC(2026, 2, 11, 10, 0, 0, 400) }
const shop = await startClover({ customers: 23, orders: 23, limits: false, now: () => new Date(clock.now) })
afterAll(() => shop.stop())
const checks = conformance(clover, pretendClover(shop))

describe('the Clover connector keeps the contract', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.holds())
})

describe('a Clover connector that is broken in just this way is caught', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.saboteurIsCaught())
})

test('every source and target is under all of the checks', () => {
  const names = new Set([...Object.keys(clover.sources), ...Object.keys(clover.targets)])
  const counted = [...names].map((name) => [name, checks.filter((check) => check.name.startsWith(`${name}:`)).length])
  // Those that can be written, too, have more; fetching by id is not for orders.
  expect(Object.fromEntries(counted)).toEqual({
    customers: 29,
    orders: 17,
    sales: 34,
    orderDiscounts: 10,
    products: 19,
    items: 29,
    itemGroups: 10,
    categories: 18,
    employees: 18,
    stock: 31,
  })
})

function pretendClover(running: CloverSimulator): PretendVendor {
  const everything = [
    'MERCHANT_R',
    'CUSTOMERS_R',
    'CUSTOMERS_W',
    'INVENTORY_W',
    'INVENTORY_R',
    'EMPLOYEES_R',
    'ORDERS_R',
    'ORDERS_W',
    'PAYMENTS_R',
  ]
  const { customers, orders } = running
  let added = 0
  running.setProperties({ trackStock: true })
  const shelfBench = (name: 'items' | 'categories' | 'employees') => {
    const shelf = running.shelf(name)
    while (shelf.list().length < 12) shelf.create({ name: `More ${++added}`, price: 1 })
    return {
      ids: () => shelf.list().map(({ id }) => id),
      add: () => shelf.create({ name: `New ${++added}`, price: 1 }).id,
      edit: (id: string) => void shelf.update(id, { name: `Edited ${++added}` }),
      remove: (id: string) => shelf.remove(id),
    }
  }
  const group = running.shelf('itemGroups').create({ name: 'Tee' }).id
  for (const size of ['S', 'M']) {
    running.shelf('items').create({ name: `Tee ${size}`, price: 1900, sku: `TEE-${size}`, itemGroup: { id: group } })
  }
  const singles = () =>
    running
      .shelf('items')
      .list()
      .filter(({ itemGroup }) => itemGroup === undefined)
  return {
    endpoint: running.url,
    credentials: { merchantId: running.merchantId, apiToken: running.token },
    settings: { environment: 'sandbox', orderHistoryDays: 365 },
    wrongCredentials: { merchantId: running.merchantId, apiToken: 'not-this-one' },
    secrets: [running.token],
    now: () => new Date(clock.now),
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    breakWith: (fault) => running.faults.add({ ...asPlanned(fault), times: Number.MAX_SAFE_INTEGER }),
    mend: () => {
      running.faults.clear()
      running.permit(everything)
    },
    revoke: (permission) => running.permit(everything.filter((each) => each !== permission)),
    webhook: {
      secrets: { webhookCode: 'a-code-of-the-app' },
      delivery: () => ({
        ...{ method: 'POST', path: '/', headers: { 'x-clover-auth': 'a-code-of-the-app' } },
        body: Buffer.from(
          JSON.stringify({
            appId: 'APP',
            merchants: { [running.merchantId]: [{ objectId: 'C:ABCD1234ABCD1', type: 'UPDATE', ts: clock.now }] },
          }),
        ),
      }),
      // Clover signs nothing: one code in a header says who sends.
      ...{ proof: ['x-clover-auth'], signsBody: false },
    },
    sources: {
      customers: {
        ids: () => customers.list().map(({ id }) => id),
        add: () => customers.create({ firstName: `New ${++added}` }).id,
        edit: (id) => customers.update(id, { lastName: `Edited ${++added}` }),
        remove: (id) => customers.remove(id),
        odd: () => {
          const { id } = customers.create({
            firstName: '',
            emailAddresses: [{ emailAddress: '' }],
            addresses: [{ zip: '' }],
          })
          return { id, reads: { firstName: '', emailAddress: '', marketingAllowed: false, phoneNumbers: [] } }
        },
      },
      orders: {
        // An order without a state is hidden from every list.
        ids: () => orders.list().flatMap(({ id, state }) => (state === undefined ? [] : [id])),
        add: () => orders.createFor(customers.list()[0]?.id).id,
        edit: (id) => orders.update(id, { note: `Edited ${++added}` }),
        remove: (id) => orders.remove(id),
        odd: () => {
          const { id } = orders.createFor(undefined, { total: 0, note: '' })
          return { id, reads: { total: 0, note: '', testMode: false, customers: [] } }
        },
      },
      sales: {
        // An order without a state is hidden from every list.
        ids: () => orders.list().flatMap(({ id, state }) => (state === undefined ? [] : [id])),
        add: () => orders.createFor(customers.list()[0]?.id).id,
        edit: (id) => orders.update(id, { note: `Edited ${++added}` }),
        remove: (id) => orders.remove(id),
        odd: () => {
          const { id } = orders.createFor(undefined, { total: 0, note: '' })
          return { id, reads: { total: 0, note: '', testMode: false, customers: [], discountAmount: 0 } }
        },
      },
      items: {
        ...shelfBench('items'),
        odd: () => {
          const { id } = running.shelf('items').create({ name: 'Nothing', price: 0, sku: '', hidden: false })
          return { id, reads: { price: 0, sku: '', hidden: false, categories: [] } }
        },
      },
      products: {
        // Those in a group are variants of it, and no products of their own.
        ids: () => [...running.shelf('itemGroups').list(), ...singles()].map(({ id }) => id),
        add: () => running.shelf('items').create({ name: `New ${++added}`, price: 1 }).id,
        edit: (id) => {
          const shelf = running.shelf('items').get(id) === undefined ? 'itemGroups' : 'items'
          running.shelf(shelf).update(id, { name: `Edited ${++added}` })
        },
        remove: (id) => running.shelf(running.shelf('items').get(id) === undefined ? 'itemGroups' : 'items').remove(id),
        odd: () => {
          const { id } = running.shelf('items').create({ name: 'Free', price: 0, sku: '', available: false })
          return { id, reads: { price: 0, sku: '', available: false, tags: [], isGroup: false } }
        },
      },
      stock: {
        ...shelfBench('items'),
        edit: (id) => void running.shelf('items').update(id, { sku: `Edited ${++added}` }),
        odd: () => {
          const { id } = running.shelf('items').create({ name: 'None left', price: 5, sku: '' })
          running.shelf('stocks').create({ id, quantity: 0 })
          return { id, reads: { quantity: 0, sku: '' } }
        },
      },
      categories: {
        ...shelfBench('categories'),
        odd: () => {
          const { id } = running.shelf('categories').create({ name: '', sortOrder: 0 })
          return { id, reads: { name: '', sortOrder: 0 } }
        },
      },
      employees: {
        ...shelfBench('employees'),
        odd: () => {
          const { id } = running.shelf('employees').create({ name: 'Ana', nickname: '', isOwner: false, pin: '1234' })
          return { id, reads: { nickname: '', isOwner: false } }
        },
      },
    },
    targets: {
      sales: salesBench(running),
      orderDiscounts: orderDiscountsBench(running),
      itemGroups: {
        sample(number) {
          const sku = `GROUP-${number}`
          const shelf = running.shelf('items')
          // The checks of the items may have taken it away.
          if (!shelf.list().some((item) => item.sku === sku)) {
            const { id } = running.shelf('itemGroups').create({ name: `Group ${number}` })
            shelf.create({ name: sku, price: 100, sku, itemGroup: { id } })
          }
          return { variants: [{ sku, price: 200 + number, available: true }] }
        },
        bad: { variants: [{ sku: 'GROUP-unknown', price: 1 }] },
        odd: [
          {
            write: { variants: [{ sku: 'GROUP-0', price: 0, available: false }] },
            stored: { price: 0, available: false },
          },
          { write: { variants: [{ sku: 'GROUP-0', barcode: null }] }, stored: { price: 0, code: null } },
        ],
        stored(id) {
          const held = running
            .shelf('items')
            .list()
            .find(({ itemGroup }) => Object(itemGroup).id === id)
          if (held === undefined) return undefined
          const { price, available, code = null } = held
          return JSON.parse(JSON.stringify({ price, available, code }))
        },
        settle: () => {},
      },
      items: {
        sample: (number) => ({
          ...{ name: `Sample ${number}`, sku: `SAMPLE-${number}`, barcode: `40063810${number}`, price: 100 + number },
        }),
        bad: { name: 'Bad', sku: 'BAD', price: -1 },
        odd: [
          { write: { price: 0, available: false }, stored: { price: 0, available: false } },
          { write: { alternateName: '', barcode: null }, stored: { alternateName: '', code: null, price: 0 } },
        ],
        stored(id) {
          const held = running.shelf('items').get(id)
          if (held === undefined) return undefined
          const { price, available, alternateName = null, code = null } = held
          return JSON.parse(JSON.stringify({ price, available, alternateName, code }))
        },
        settle: () => {},
      },
      stock: {
        // Quantities with decimals and below zero are as good as any.
        sample(number) {
          const sku = `STOCK-${number}`
          // The checks of the items may have taken it away; 33 is the one that is never there.
          if (number === 33) return { sku, quantity: 1 }
          if (
            !running
              .shelf('items')
              .list()
              .some((item) => item.sku === sku)
          ) {
            running.shelf('items').create({ name: sku, price: 100, sku })
          }
          return { sku, quantity: number + 0.5 }
        },
        bad: { sku: 'STOCK-unknown', quantity: 1 },
        odd: [
          { write: { quantity: 0 }, stored: { quantity: 0 } },
          { write: { sku: '', quantity: -2.25 }, stored: { quantity: -2.25 } },
        ],
        stored(id) {
          const held = running.shelf('stocks').get(id)
          return held === undefined ? undefined : { quantity: Number(held.quantity) }
        },
        settle: () => {},
      },
      customers: {
        sample: customerSample,
        bad: { ...customerSample(99), emailAddress: 'nobody@' },
        odd: [
          { write: { ...customerSample(0), firstName: '' }, stored: { firstName: '' } },
          { write: { ...customerSample(0), note: '' }, stored: { note: '' } },
          {
            write: { ...customerSample(0), lastName: null, businessName: null },
            stored: { lastName: null, businessName: null },
          },
          { write: { firstName: 'Zero' }, stored: { firstName: 'Zero', note: 'window seat 0', phone: '555-200-0000' } },
        ],
        stored(id) {
          const held = customers.get(id)
          if (held === undefined) return undefined
          const { firstName, lastName = null, metadata, phoneNumbers } = held
          const { note = null, businessName = null } = metadata ?? {}
          return {
            firstName: firstName ?? null,
            lastName,
            note,
            businessName,
            phone: phoneNumbers[0]?.phoneNumber ?? null,
          }
        },
        settle: () => {},
      },
    },
  }
}

function customerSample(number: number): object {
  return {
    firstName: 'Ada',
    lastName: `Number ${number}`,
    emailAddress: `ada${number}@example.org`,
    phoneNumber: `555-200-${String(number).padStart(4, '0')}`,
    businessName: 'Oolong',
    note: `window seat ${number}`,
    addresses: [{ address1: '5 Elm St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }],
  }
}

function asPlanned(fault: VendorFault): Fault {
  if (fault.kind === 'status') return fault
  if (fault.kind === 'html') return { kind: 'html', status: 200 }
  return { kind: fault.kind === 'cut' ? 'reset' : 'truncate' }
}
