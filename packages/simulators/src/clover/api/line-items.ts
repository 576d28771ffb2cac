import { isObject } from '../../server/exchange.ts'
import { badRequest, notFound, nothingThere, Refusal } from '../replies.ts'
import { type LineItem, type LineTax, type Modification, mostLines, type Order } from '../shop/order.ts'
import { presentRow } from '../shop/present-row.ts'
import type { Shop } from '../shop/shop.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { expandOf } from './expand.ts'
import { changed, listField, refField, textField, wholeField } from './fields.ts'
import { lineItemView } from './order-view.ts'
import { orderOf } from './orders.ts'
import { elementBytes, listReply, pageOfAll } from './paging.ts'

const all = '/v3/merchants/:merchant/orders/:order/line_items'
const one = `${all}/:line`

export const lineItemRoutes: Record<string, CloverRoute> = {
  [`GET ${all}`]: { needs: 'ORDERS_R', answer: list },
  [`POST ${all}`]: { needs: 'ORDERS_W', answer: create },
  [`DELETE ${all}`]: { needs: 'ORDERS_W', answer: removeAll },
  'POST /v3/merchants/:merchant/orders/:order/bulk_line_items': { needs: 'ORDERS_W', answer: createMany },
  [`GET ${one}`]: { needs: 'ORDERS_R', answer: (call) => shown(call, orderOf(call), lineOf(call)) },
  [`POST ${one}`]: { needs: 'ORDERS_W', answer: update },
  [`DELETE ${one}`]: { needs: 'ORDERS_W', answer: voidOne },
  [`POST ${one}/exchange/:other`]: { needs: 'ORDERS_W', answer: exchange },
  [`POST ${one}/modifications`]: { needs: 'ORDERS_W', answer: modify },
  [`DELETE ${one}/modifications/:modification`]: { needs: 'ORDERS_W', answer: unmodify },
  'POST /v3/merchants/:merchant/orders/:order/voided_line_items': { needs: 'ORDERS_W', answer: voidWithReason },
  'GET /v3/merchants/:merchant/voided_line_items': { needs: 'ORDERS_R', answer: listVoided },
}

const expands = ['discounts', 'modifications', 'taxRates', 'employee', 'payments'] as const

const viewOf = (call: Call, order: Order, line: LineItem) => {
  const asked = expandOf(call, expands)
  return lineItemView(call, order, line, {
    discounts: asked.has('discounts'),
    modifications: asked.has('modifications'),
    taxRates: asked.has('taxRates'),
  })
}

const shown = (call: Call, order: Order, line: LineItem) => reply(viewOf(call, order, line))

export function lineOf(call: Call, id = call.params.line ?? ''): LineItem {
  const line = orderOf(call).lineItems.find((other) => other.id === id)
  if (line === undefined) throw notFound(nothingThere)
  return line
}

/** The whole list can be paged, unlike the expanded one. */
function list(call: Call) {
  const order = orderOf(call)
  const page = pageOfAll(call, order.lineItems)
  return listReply(
    call,
    page.map((line) => elementBytes(viewOf(call, order, line))),
    [],
  )
}

/** In the words that were seen for an order that is not there. */
function orderForLines(call: Call): Order {
  const order = call.shop.orders.get(call.params.order ?? '')
  if (order === undefined) throw notFound(nothingThere)
  return order
}

function create(call: Call) {
  const { shop } = call
  const order = orderForLines(call)
  const body = bodyOf(call)
  const line = lineFrom(shop, body)
  const next = withLines(shop, order, [...order.lineItems, line])
  shop.effects.record('lineItem.create', line.id, 'api', body)
  return shown(call, next, line)
}

function createMany(call: Call) {
  const { shop } = call
  const order = orderForLines(call)
  const items = listField(bodyOf(call), 'items') ?? []
  if (items.length === 0 || items.length > 100) throw badRequest('1 to 100 items at once')
  const lines = items.map((item) => {
    if (typeof item.price !== 'number') throw new Refusal(400, 'Invalid line item')
    return lineFrom(shop, item)
  })
  const next = withLines(shop, order, [...order.lineItems, ...lines])
  for (const { id } of lines) shop.effects.record('lineItem.create', id, 'api')
  return reply({ elements: lines.map((line) => viewOf(call, next, line)) })
}

/** Keeps the order with these lines. The total is the app's own affair. Clover opens an order that was hidden. */
function withLines(shop: Shop, order: Order, lineItems: readonly LineItem[]): Order {
  if (lineItems.length > mostLines) throw badRequest(`An order has at most ${mostLines} line items`)
  const next = { ...order, lineItems, modifiedTime: shop.stamp() }
  shop.orders.put(next)
  shop.effects.record('order.update', order.id, 'api')
  return next
}

/** Name and price are copied from the item; a `quantity` is passed over. */
export function lineFrom(shop: Shop, body: Record<string, unknown>): LineItem {
  const itemId = isObject(body.item) ? body.item.id : undefined
  const item = presentRow(shop, 'items', itemId)
  if (typeof itemId === 'string' && item === undefined) throw notFound(nothingThere)
  const price = wholeField(body, 'price') ?? item?.price
  if (typeof price !== 'number') throw new Refusal(400, 'Invalid line item')
  const name = textField(body, 'name', 127) ?? item?.name
  const line: LineItem = {
    id: shop.newId(),
    name: typeof name === 'string' ? name : '',
    price,
    createdTime: shop.stamp(),
    ...(item === undefined
      ? {}
      : { item: { id: item.id }, taxRates: taxesOf(shop, shop.links('taxRates').of(item.id)) }),
    ...givenTaxes(shop, body),
  }
  return changed(line, textsOf(body))
}

/** That a line can be given tax rates by their ids is assumed: the vendor's own classes have the list. */
function givenTaxes(shop: Shop, body: Record<string, unknown>): { taxRates?: LineTax[] } {
  const given = listField(body, 'taxRates')
  return given === undefined
    ? {}
    : {
        taxRates: taxesOf(
          shop,
          given.map(({ id }) => String(id)),
        ),
      }
}

const taxesOf = (shop: Shop, ids: Iterable<string>): LineTax[] =>
  [...ids]
    .map((id) => shop.shelf('taxRates').get(id))
    .filter((tax) => tax !== undefined)
    .map(({ id, name, rate }) => ({ id, name: String(name), rate: Number(rate) }))

const textsOf = (body: Record<string, unknown>) => ({
  alternateName: textField(body, 'alternateName', 127),
  unitQty: wholeField(body, 'unitQty'),
  unitName: textField(body, 'unitName', 64),
  itemCode: textField(body, 'itemCode', 100),
  note: textField(body, 'note', 255),
  userData: textField(body, 'userData', 255),
})

function update(call: Call) {
  const body = bodyOf(call)
  const line = changed(lineOf(call), {
    name: textField(body, 'name', 127) ?? undefined,
    price: wholeField(body, 'price') ?? undefined,
    ...textsOf(body),
  })
  return shown(call, replaceLine(call, line, 'lineItem.update', body), line)
}

/** Keeps an order with a line in its old place. */
export function replaceLine(call: Call, line: LineItem, effect: string, body?: unknown): Order {
  const order = orderOf(call)
  const lines = order.lineItems.map((other) => (other.id === line.id ? line : other))
  call.shop.effects.record(effect, line.id, 'api', body)
  return withLines(call.shop, order, lines)
}

function voidLine(call: Call, id: string) {
  const { shop } = call
  const line = lineOf(call, id)
  const order = orderOf(call)
  const left = order.lineItems.filter((other) => other.id !== line.id)
  withLines(shop, { ...order, voidedLineItems: [...(order.voidedLineItems ?? []), line] }, left)
  shop.effects.record('lineItem.delete', line.id, 'api')
  return line
}

function voidOne(call: Call) {
  voidLine(call, call.params.line ?? '')
  return reply({})
}

function voidWithReason(call: Call) {
  const { lineItem, reason } = bodyOf(call)
  if (!isObject(lineItem) || typeof lineItem.id !== 'string') throw badRequest('lineItem is required')
  const line = voidLine(call, lineItem.id)
  return reply({ ...lineItemView(call, orderOf(call), line, {}), ...(typeof reason === 'string' ? { reason } : {}) })
}

function removeAll(call: Call) {
  const order = orderOf(call)
  withLines(call.shop, order, [])
  call.shop.effects.record('lineItem.delete', order.id, 'api', { all: order.lineItems.length })
  return reply({})
}

function exchange(call: Call) {
  const other = lineOf(call, call.params.other ?? '')
  const line = { ...lineOf(call), exchanged: true }
  const order = replaceLine(call, line, 'lineItem.update', { exchangedFor: other.id })
  return shown(call, order, line)
}

/** The price of a modifier stands in `amount`. */
function modify(call: Call) {
  const { shop } = call
  const line = lineOf(call)
  const modification = modificationFrom(shop, refField(bodyOf(call), 'modifier'))
  if (modification === undefined) throw badRequest('A modifier is required')
  const modifications = [...(line.modifications ?? []), modification]
  replaceLine(call, { ...line, modifications }, 'lineItem.modification.create', modification)
  return reply({ ...modification, lineItemRef: { id: line.id } })
}

/** A modifier as it is applied to a line; nothing for one that is not there. */
export function modificationFrom(shop: Shop, modifierId: unknown): Modification | undefined {
  const known = presentRow(shop, 'modifiers', modifierId)
  if (known === undefined) return undefined
  return { id: shop.newId(), name: String(known.name), amount: Number(known.price), modifier: { id: known.id } }
}

function unmodify(call: Call) {
  const line = lineOf(call)
  const { modifications = [] } = line
  const left = modifications.filter(({ id }) => id !== call.params.modification)
  if (left.length === modifications.length) throw notFound(nothingThere)
  replaceLine(call, { ...line, modifications: left }, 'lineItem.modification.delete')
  return reply({})
}

function listVoided(call: Call) {
  const voided = call.shop.orders
    .all()
    .flatMap((order) => (order.voidedLineItems ?? []).map((line) => lineItemView(call, order, line, {})))
  return listReply(call, pageOfAll(call, voided).map(elementBytes), [])
}
