import { badRequest, notFound } from '../replies.ts'
import { blankOrder, type Order, orderFlags } from '../shop/order.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { expandOf } from './expand.ts'
import { changed, listField, refField, textField, wholeField } from './fields.ts'
import { asValue, clausesOf, type FilterFields, filterBy } from './filter.ts'
import { orderExpands, orderView } from './order-view.ts'
import { elementBytes, listReply, pageOf, pageOfAll } from './paging.ts'
import { openForOrders, withinWindow } from './window.ts'

/** The order routes; `ninetyDays: false` takes the silent cut away, for tests with old orders. */
export function orderRoutes(options: { ninetyDays: boolean }): Record<string, CloverRoute> {
  const one = '/v3/merchants/:merchant/orders/:order'
  return {
    'GET /v3/merchants/:merchant/orders': { needs: 'ORDERS_R', answer: (call) => list(call, options.ninetyDays) },
    'POST /v3/merchants/:merchant/orders': { needs: 'ORDERS_W', answer: create },
    [`GET ${one}`]: { needs: 'ORDERS_R', answer: (call) => shown(call, orderOf(call)) },
    [`POST ${one}`]: { needs: 'ORDERS_W', answer: update },
    [`DELETE ${one}`]: { needs: 'ORDERS_W', answer: remove },
    'DELETE /v3/merchants/:merchant/orders_v2/:order': { needs: 'ORDERS_W', answer: remove },
    'GET /v3/merchants/:merchant/employees/:employee/orders': { needs: 'ORDERS_R', answer: listOfEmployee },
  }
}

/** By the document; those with an empty list are known to it, but no order of this shop has them. */
const filterFields: FilterFields<Order> = {
  'employee.id': ({ employeeId }) => [employeeId],
  note: ({ note }) => [note],
  modifiedTime: ({ modifiedTime }) => [modifiedTime],
  orderType: ({ orderTypeId }) => [orderTypeId],
  touched: () => [],
  'cardTransaction.last4': ({ payments = [] }) => payments.map(({ cardTransaction }) => cardTransaction?.last4),
  manualTransaction: ({ manualTransaction }) => [manualTransaction],
  'employee.name': ({ employeeId }, shop) => [asValue(shop.shelf('employees').get(employeeId ?? '')?.name)],
  title: ({ title }) => [title],
  'device.id': () => [],
  externalReferenceId: ({ externalReferenceId }) => [externalReferenceId],
  clientCreatedTime: ({ clientCreatedTime }) => [clientCreatedTime],
  total: ({ total }) => [total],
  payType: ({ payType }) => [payType],
  testMode: ({ testMode }) => [testMode],
  createdTime: ({ createdTime }) => [createdTime],
  id: ({ id }) => [id],
  state: ({ state }) => [state],
  deletedTime: () => [],
}
const filterNames = Object.keys(filterFields)

/** An order without a state is hidden from lists. */
function list(call: Call, ninetyDays: boolean) {
  const { shop, request } = call
  const clauses = clausesOf(request.query, filterNames)
  const passes = filterBy(clauses, filterFields, shop) ?? (() => true)
  const recent = ninetyDays ? withinWindow(clauses, openForOrders, shop.stamp()) : () => true
  const isListed = (order: Order) => order.state !== undefined && recent(order) && passes(order)
  const page = pageOf(call, shop.orders, clauses, isListed)
  const expands = expandOf(call, orderExpands)
  return listReply(
    call,
    page.map((order) => elementBytes(orderView(call, order, expands))),
    filterNames,
  )
}

export function orderOf({ shop, params }: Call): Order {
  const order = shop.orders.get(params.order ?? '')
  if (order === undefined) throw notFound('Order not found')
  return order
}

function shown(call: Call, order: Order) {
  return reply(orderView(call, order, expandOf(call, orderExpands)))
}

function create(call: Call) {
  const { shop } = call
  return save(call, blankOrder(shop.newId(), shop.stamp()), 'order.create')
}

function update(call: Call) {
  return save(call, { ...orderOf(call), modifiedTime: call.shop.stamp() }, 'order.update')
}

function save(call: Call, before: Order, effect: string) {
  const { shop } = call
  const body = bodyOf(call)
  let order = changed(before, {
    customerIds: customerIdsOf(call, body),
    employeeId: refField(body, 'employee'),
    orderTypeId: refField(body, 'orderType'),
    total: wholeField(body, 'total'),
    externalReferenceId: textField(body, 'externalReferenceId', 127),
    title: textField(body, 'title', 127),
    note: textField(body, 'note', 2047),
    state: textField(body, 'state', 31),
  })
  for (const flag of orderFlags) {
    const value = body[flag]
    if (typeof value === 'boolean' && flag !== 'isVat') order = { ...order, [flag]: value }
  }
  shop.orders.put(order)
  shop.effects.record(effect, order.id, 'api', body)
  return shown(call, order)
}

function listOfEmployee(call: Call) {
  const { shop, params, request } = call
  const passes = filterBy(clausesOf(request.query, filterNames), filterFields, shop) ?? (() => true)
  const mine = shop.orders
    .all(shop.choices.order)
    .filter((order) => order.employeeId === params.employee && order.state !== undefined && passes(order))
  const expands = expandOf(call, orderExpands)
  return listReply(
    call,
    pageOfAll(call, mine).map((order) => elementBytes(orderView(call, order, expands))),
    filterNames,
  )
}

/** That the given customers take the place of the old ones, and that an unknown one is refused, is assumed. */
function customerIdsOf({ shop }: Call, body: Record<string, unknown>): string[] | undefined {
  return listField(body, 'customers')?.map(({ id }) => {
    if (typeof id !== 'string') throw badRequest('A customer of an order is given by its id')
    if (shop.customers.get(id) === undefined) throw notFound('Customer not found')
    return id
  })
}

function remove(call: Call) {
  const { id } = orderOf(call)
  call.shop.orders.remove(id)
  call.shop.effects.record('order.delete', id, 'api')
  return reply({})
}
