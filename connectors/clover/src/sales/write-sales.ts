import { Fault, type JsonObject, type Outcome, type Session, type Write } from '@trefoil/sdk'
import { merchantPath } from '../merchant-path.ts'
import { cloverSettings } from '../settings.ts'
import { withPermission } from '../with-permission.ts'
import { writeEach } from '../write-each.ts'
import { findSales } from './find-sales.ts'
import { type HeldSale, heldIn, isClosed, readHeld, readHeldLines, salePath } from './held-sale.ts'
import { assertCurrency, itemsOf, serviceChargeId, thingOf } from './known-things.ts'
import { planSale, type SalePlan } from './plan-sale.ts'
import { type SaleWrite, saleWrite } from './sale-write.ts'
import { writeParts } from './write-parts.ts'

/** Orders, made whole or completed. What a person paid for or changed at the till is left as it is. */
export function writeSales(session: Session, writes: Write[]): Promise<Outcome[]> {
  return writeEach(writes, saleWrite, async (wanted, id) => {
    const known = id ?? (await madeBefore(session, wanted))
    return known === null ? create(session, wanted) : complete(session, known, wanted)
  })
}

/** A creation whose answer was lost has left its reference: Clover has no idempotency keys at the till. */
async function madeBefore(session: Session, { externalReferenceId }: SaleWrite): Promise<string | null> {
  if (externalReferenceId === undefined || externalReferenceId === null) {
    throw new Fault(
      'invalid',
      'An order without a reference of ours could not be told from its own repeat: map externalReferenceId',
      { field: 'externalReferenceId' },
    )
  }
  const [ids = []] = (await findSales(session, 'externalReferenceId', [externalReferenceId])).values()
  const [id, ...more] = ids
  if (id === undefined) return null
  if (more.length === 0) return id
  throw new Fault(
    'ambiguous',
    `Clover has ${ids.length} orders with the reference ${externalReferenceId}: delete all but one`,
    {
      candidates: ids,
      field: 'externalReferenceId',
    },
  )
}

async function create(session: Session, wanted: SaleWrite): Promise<Outcome> {
  const { externalReferenceId } = wanted
  await assertCurrency(session, wanted)
  const plan = await partsOf(session, wanted)
  const header = await headerOf(session, wanted, null)
  // Without a state it would be hidden from every list, and a repeat would not find it. Where the taxes are a line,
  // the till must not add its own.
  const fixed = { state: 'open', externalReferenceId: externalReferenceId ?? null, taxRemoved: plan.taxRateId === null }
  const body = { ...fixed, ...header }
  const path = `${merchantPath(session)}/orders`
  const { json } = await withPermission(session, 'ORDERS_W', () => session.http.post(path, body)).catch(blameCustomer)
  const made = heldIn(json)
  const warnings = await writeParts(session, made, plan, [])
  return { status: 'created', id: made.id, ...(warnings.length > 0 ? { warnings } : {}) }
}

async function complete(session: Session, id: string, wanted: SaleWrite): Promise<Outcome> {
  const held = await readHeld(session, id)
  if (isClosed(held)) {
    return { status: 'unchanged', id, warnings: ['The order is paid at the till, and was left as it is'] }
  }
  const header = await headerOf(session, wanted, held)
  if (Object.keys(header).length > 0) {
    const change = () => session.http.post(salePath(session, id), header, { repeatable: true })
    await withPermission(session, 'ORDERS_W', change).catch(blameCustomer)
  }
  // An order is told without its lines where they are not to be touched.
  const isWhole = wanted.lines !== undefined && wanted.lines !== null
  const plan = isWhole ? await partsOf(session, wanted) : null
  const warnings = plan === null ? [] : await writeParts(session, held, plan, await readHeldLines(session, id))
  return { status: 'updated', id, ...(warnings.length > 0 ? { warnings } : {}) }
}

/** All that can be wrong with the parts of an order is found before its first write. */
async function partsOf(session: Session, wanted: SaleWrite): Promise<SalePlan> {
  const { orderTaxRate } = cloverSettings.parse(session.settings)
  const items = await itemsOf(session, wanted)
  return planSale(wanted, {
    itemOf: (sku) => items.get(sku),
    taxRateId: await thingOf(session, 'tax rate', orderTaxRate),
    serviceChargeId:
      wanted.serviceCharge === undefined || wanted.serviceCharge === null ? null : await serviceChargeId(session),
  })
}

/** The fields of the order itself, as far as they are told and are not so already. */
async function headerOf(session: Session, wanted: SaleWrite, held: HeldSale | null): Promise<JsonObject> {
  const settings = cloverSettings.parse(session.settings)
  const header: JsonObject = {}
  for (const name of ['title', 'note'] as const) {
    const text = wanted[name]
    if (text === undefined || text === (held?.[name] ?? null)) continue
    header[name] = text
  }
  const employee = await thingOf(session, 'employee', wanted.employee ?? settings.orderEmployee)
  if (employee !== null && employee !== held?.employee?.id) header.employee = { id: employee }
  const orderType = await thingOf(session, 'order type', wanted.orderType ?? settings.orderType)
  if (orderType !== null && orderType !== held?.orderType?.id) header.orderType = { id: orderType }
  const { customerId } = wanted
  const isThere = held?.customers?.elements.some(({ id }) => id === customerId) === true
  if (typeof customerId === 'string' && customerId !== '' && !isThere) {
    header.customers = { elements: [{ id: customerId }] }
  }
  return header
}

/** Of an order that is made or is there, only its customer can be unknown to Clover. */
function blameCustomer(cause: unknown): never {
  if (!(cause instanceof Fault) || cause.kind !== 'missing') throw cause
  throw new Fault('invalid', `${cause.message}. The order names a customer who is not at the till any more`, {
    ...cause.details,
    field: 'customerId',
    cause,
  })
}
