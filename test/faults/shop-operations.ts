import type { Merchant, Order } from '@trefoil/simulators'
import type { MatrixHouse } from './matrix-house.ts'
import { edit, nothing, type Operation, read, run, sync } from './operation.ts'
import { cardToken } from './shop-job.ts'

const till = '/v3/merchants/:merchant'

/** Repeated only after a look at what became of it. */
const once = { vendor: 'clover', stage: 'delivery', isRepeatable: false, isRead: false, hasBody: true } as const
/** Its own answer says what was made. */
const onceRead = { ...once, isRead: true } as const
/** What it writes is absolute, and nothing of the answer is needed. */
const absolute = { ...once, isRepeatable: true } as const
const question = { vendor: 'clover', stage: 'delivery', ...read } as const
const listing = { vendor: 'clover', stage: 'listing', ...read } as const

type Prepare = Operation['prepare']

const lessOnTheLine: Partial<Omit<Order, 'id'>> = {
  ...{ lineItems: [{ id: 'L1', name: 'Tea', price: 500, discounts: [{ id: 'D1', name: 'Silver', amount: -50 }] }] },
  total: 450,
}

const signedUp = { 'customer.create': 1, 'customer.metadata.update': 1, message: 1 }
const renamed = { 'customer.metadata.update': 1, 'customer.update': 1, message: 1 }
const phoned = { 'customer.metadata.update': 1, 'customer.phoneNumbers.create': 1, message: 1 }

/** What the shop's own vendors are asked and told; `branch` is where goods and orders come from. */
export function shopOperations(branch: () => Merchant): Operation[] {
  const sold =
    (lines: number, more: Partial<Omit<Order, 'id'>> = {}): Prepare =>
    async (house, number) => {
      const lineItems = Array.from({ length: lines }, (_, line) => ({
        id: `L${number}.${line}`,
        name: `Tea ${line}`,
        price: 500,
      }))
      const discounts = more.discounts ?? []
      const total = 500 * lines
      const { id } = branch().orders.createFor(undefined, {
        ...{ title: `Sale ${number}`, paymentState: 'PAID', payments: [], lineItems, total, ...more, discounts },
      })
      return () => sync(house, 'branch-orders', id)
    }
  const stocked: Prepare = async (house, number) => {
    const { id } = branch()
      .shelf('items')
      .create({ name: `Pot ${number}`, sku: `POT-${number}`, price: 900 })
    return () => sync(house, 'branch-products', id)
  }
  // Each part that is added changes the order as well.
  const order = { 'lineItem.create': 1, 'order.create': 1, 'order.update': 2 }
  const lessened = { ...order, 'order.discount.create': 1, 'order.update': 3 }
  const cheaper = { ...order, 'lineItem.discount.create': 1, 'order.update': 3 }
  return [
    {
      ...{ vendor: 'klaviyo', title: 'list changed profiles', stage: 'listing', ...read, effects: signedUp },
      match: 'GET /api/profiles?fields*&sort=updated',
      prepare: async (house, number) => {
        signUp(house, number)
        return () => run(house, 'klaviyo-customers')
      },
    },
    {
      ...{ vendor: 'klaviyo', title: 'fetch profiles by id', stage: 'listing', ...read, effects: signedUp },
      match: 'GET /api/profiles?fields*&filter=any(id',
      prepare: signUpNow,
    },
    {
      ...{ vendor: 'klaviyo', title: 'list suppressed addresses', stage: 'listing', ...read, effects: { message: 1 } },
      match: 'GET /api/profiles?fields*&sort=subscriptions',
      prepare: async (house, number) => {
        house.klaviyo.profiles.unsubscribe(await resident(house, number))
        return async () => house.pass(25 * 3_600_000)
      },
    },
    {
      ...{ ...listing, title: 'list item groups', effects: nothing },
      match: `GET ${till}/item_groups?expand`,
      prepare: grouped((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: 'list the items of groups', effects: nothing },
      match: `GET ${till}/items?filter=itemGroup.id%20in`,
      prepare: grouped((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: 'fetch an item group', effects: nothing },
      match: `GET ${till}/item_groups/`,
      prepare: grouped((house, group) => sync(house, 'clover-products', group)),
    },
    {
      ...{ ...listing, title: 'list items as products', effects: nothing },
      match: `GET ${till}/items?expand=categories%2Ctags%2Coptions`,
      prepare: shelved((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: "read the merchant's properties", effects: nothing },
      match: `GET ${till}/properties`,
      prepare: shelved((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: 'fetch products by id', effects: nothing },
      match: `GET ${till}/items?filter=id%20in*expand=categories%2Ctags%2Coptions`,
      prepare: shelved((house, item) => sync(house, 'clover-products', item)),
    },
    {
      ...{ ...listing, title: 'list stock', effects: nothing },
      match: `GET ${till}/items?expand=itemStock`,
      prepare: shelved((house) => run(house, 'clover-stock')),
    },
    {
      ...{ ...listing, title: 'fetch stock by id', effects: nothing },
      match: `GET ${till}/items?filter=id%20in*expand=itemStock`,
      prepare: shelved((house, item) => sync(house, 'clover-stock', item)),
    },
    ...(['items', 'categories', 'employees'] as const).map(
      (name): Operation => ({
        ...{ ...listing, title: `list ${name}`, effects: nothing },
        match: `GET ${till}/${name}?${name === 'items' ? 'expand=categories%2Ctags%2CitemStock' : 'limit'}`,
        prepare: async (house) => () => run(house, `till-${name}`),
      }),
    ),
    {
      ...{ ...question, title: 'find items by SKU', effects: { 'item.create': 1 } },
      match: `GET ${till}/items?filter=sku`,
      prepare: stocked,
    },
    {
      ...{
        ...onceRead,
        title: 'create an item',
        effects: { 'item.create': 1 },
        finished: { 'item.create': 1, 'item.update': 1 },
      },
      match: `POST ${till}/items`,
      prepare: stocked,
    },
    {
      ...{ ...absolute, title: 'change an item', effects: { 'item.update': 1 }, isRead: true },
      match: `POST ${till}/items/`,
      prepare: async (house, number) => {
        await (await stocked(house, number))()
        await house.quiet()
        const which = { entity: 'Product', name: 'sku', value: `POT-${number}` }
        return () => edit(house, which, { defaultPrice: 950 })
      },
    },
    {
      ...{ ...question, title: 'read the items of one group', effects: { 'itemGroup.update': 1 } },
      match: `GET ${till}/items?filter=itemGroup.id%3D`,
      prepare: regrouped,
    },
    {
      ...{ ...absolute, title: 'change an item group', effects: { 'itemGroup.update': 1 }, isRead: true },
      match: `POST ${till}/item_groups/`,
      prepare: regrouped,
    },
    {
      ...{ ...question, title: 'read a stock', effects: { 'stock.update': 1 } },
      match: `GET ${till}/item_stocks/`,
      prepare: counted,
    },
    {
      ...{ ...absolute, title: 'set a stock', effects: { 'stock.update': 1 } },
      match: `POST ${till}/item_stocks/`,
      prepare: counted,
    },
    {
      ...{ ...question, title: 'find orders by reference', effects: order },
      match: `GET ${till}/orders?filter=externalReferenceId`,
      prepare: sold(1),
    },
    ...(['order_types', 'employees', 'tax_rates'] as const).map(
      (name): Operation => ({
        ...{ ...question, title: `look up ${name.replace('_', ' ')}`, effects: order },
        match: `GET ${till}/${name}?limit`,
        prepare: sold(1),
      }),
    ),
    {
      ...{ ...onceRead, title: 'create an order', effects: order },
      match: `POST ${till}/orders`,
      prepare: sold(1),
    },
    {
      ...{ ...once, title: 'add lines', effects: order },
      match: `POST ${till}/orders/*/bulk_line_items`,
      prepare: sold(1),
    },
    {
      ...{ ...once, title: 'take something off an order', effects: lessened },
      match: `POST ${till}/orders/*/discounts`,
      prepare: sold(1, { discounts: [{ id: 'D1', name: 'Reward', amount: -50 }], total: 450 }),
    },
    {
      ...{ ...question, title: 'read the lines of an order', effects: cheaper },
      match: `GET ${till}/orders/*/line_items`,
      prepare: sold(1, lessOnTheLine),
    },
    {
      ...{ ...once, title: 'take something off a line', effects: cheaper },
      match: `POST ${till}/orders/*/line_items/*/discounts`,
      prepare: sold(1, lessOnTheLine),
    },
    {
      ...{ ...absolute, title: 'set the total of an order', effects: order },
      match: `POST ${till}/orders/`,
      after: 1,
      prepare: sold(1),
    },
    {
      ...{ ...question, title: 'find customers by e-mail', effects: signedUp },
      match: `GET ${till}/customers?filter=emailAddress`,
      prepare: signUpNow,
    },
    {
      ...{ ...onceRead, title: 'create a customer', effects: signedUp },
      match: `POST ${till}/customers`,
      prepare: signUpNow,
    },
    {
      ...{ ...absolute, title: 'set the business name', effects: signedUp },
      match: `POST ${till}/customers/*/metadata`,
      prepare: signUpNow,
    },
    {
      ...{ ...question, title: 'read a customer', effects: renamed },
      match: `GET ${till}/customers/`,
      prepare: changed({ firstName: 'Nova' }),
    },
    {
      ...{ ...onceRead, title: 'change a name', effects: renamed },
      match: `POST ${till}/customers/`,
      prepare: changed({ firstName: 'Nova' }),
    },
    {
      ...{ ...once, title: 'add a phone number', effects: phoned },
      match: `POST ${till}/customers/*/phone_numbers`,
      prepare: changed({ addresses: [{ id: 'H1', phoneNumber: '+1 617 555 0199', isPrimaryBilling: true }] }),
    },
    {
      ...{ ...absolute, title: 'put a card on file', effects: { 'customer.update': 1, message: 1 }, isRead: true },
      match: 'PUT /v1/customers/',
      prepare: async (house, number) => {
        await resident(house, number)
        return givesCard(house, number)
      },
    },
    {
      ...{ vendor: 'receiver', title: 'send a message', stage: 'delivery', effects: { message: 1 } },
      ...{ isRepeatable: true, isRead: false, hasBody: true },
      match: 'POST /hook',
      prepare: async (house, number) => {
        await resident(house, number)
        return () => edit(house, person(number), { customFields: { Note: `Likes ${number}` } })
      },
    },
  ]
}

const emailOf = (number: number) => `shop${number}@example.com`
const person = (number: number) => ({ entity: 'Customer', name: 'emailAddress', value: emailOf(number) })

/** Somebody fills in a form of the mail tool. */
function signUp({ klaviyo }: MatrixHouse, number: number): string {
  const name = { first_name: 'Nora', last_name: `Shop${number}`, organization: 'Oolong' }
  return klaviyo.profiles.create({ email: emailOf(number), ...name }).id
}

async function signUpNow(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  const id = signUp(house, number)
  return () => sync(house, 'klaviyo-customers', id)
}

/** Somebody who has arrived everywhere, by the mail tool's id. */
async function resident(house: MatrixHouse, number: number): Promise<string> {
  const id = signUp(house, number)
  await sync(house, 'klaviyo-customers', id)
  await house.quiet()
  return id
}

function changed(body: Record<string, unknown>): Prepare {
  return async (house, number) => {
    await resident(house, number)
    return () => edit(house, person(number), body)
  }
}

async function givesCard(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  const customFields = { CardToken: await cardToken(house) }
  return () => edit(house, person(number), { customFields })
}

/** A new item at the till, and what follows. */
function shelved(act: (house: MatrixHouse, item: string) => Promise<unknown>): Prepare {
  return async (house, number) => {
    const { id } = house.clover.shelf('items').create({ name: `Cup ${number}`, sku: `CUP-${number}`, price: 700 })
    house.clover.shelf('stocks').create({ id, quantity: 10 })
    return () => act(house, id)
  }
}

/** A new group with one item at the till, and what follows. */
function grouped(act: (house: MatrixHouse, group: string) => Promise<unknown>): Prepare {
  return async (house, number) => {
    const { id } = house.clover.shelf('itemGroups').create({ name: `Tee ${number}` })
    const item = { name: `Tee ${number} S`, sku: `TEE-${number}`, price: 1900, itemGroup: { id } }
    house.clover.shelf('items').create(item)
    return () => act(house, id)
  }
}

/** A group that the hub knows, about to get another name there. */
async function regrouped(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  await (await grouped((_, group) => sync(house, 'clover-products', group))(house, number))()
  await house.quiet()
  const which = { entity: 'Product', name: 'name', value: `Tee ${number}` }
  return () => edit(house, which, { name: `Shirt ${number}` })
}

/** A stock that the hub knows, about to be counted anew there. */
async function counted(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  await (await shelved((_, item) => sync(house, 'clover-stock', item))(house, number))()
  await house.quiet()
  return () => edit(house, { entity: 'InventoryLevel', name: 'sku', value: `CUP-${number}` }, { quantityOnHand: 25 })
}
