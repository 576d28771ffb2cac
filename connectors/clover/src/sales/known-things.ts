import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { isBlank } from '../blank.ts'
import { findItems } from '../catalogue/find-items.ts'
import { propertiesOf } from '../catalogue/properties.ts'
import { merchantPath } from '../merchant-path.ts'
import { isDeleted } from '../wire.ts'
import { withPermission } from '../with-permission.ts'
import type { SaleWrite } from './sale-write.ts'

const text = z.string().nullish()

const mark = z.unknown().optional()

/** No more than names, and whether they still hold: the list of employees shows their PINs. */
const named = z.object({
  elements: z.array(
    z.object({
      ...{ id: z.string(), label: text, name: text },
      ...{ deleted: mark, isDeleted: mark, deletedTime: mark },
    }),
  ),
})

const kinds = {
  'order type': { permission: 'MERCHANT_R', path: '/order_types' },
  employee: { permission: 'EMPLOYEES_R', path: '/employees' },
  'tax rate': { permission: 'INVENTORY_R', path: '/tax_rates' },
} as const

/** A thing of the merchant's by its id or its name, as a person writes it; null where none is asked for. */
export async function thingOf(
  session: Session,
  kind: keyof typeof kinds,
  wanted: string | null | undefined,
): Promise<string | null> {
  if (isBlank(wanted)) return null
  const { elements } = await readOnce(session, { ...kinds[kind], query: { limit: 1000 } }, named)
  const typed = wanted.trim().toLowerCase()
  const there = elements.filter((each) => !isDeleted(each))
  const titled = there.map(({ id, label, name }) => ({ id, title: label ?? name ?? id }))
  const found = titled.filter(({ id, title }) => id.toLowerCase() === typed || title.toLowerCase() === typed)
  const [one, ...more] = found
  if (one !== undefined && more.length === 0) return one.id
  const titles = titled.slice(0, 20).map(({ title }) => title)
  throw new Fault(
    'invalid',
    one === undefined
      ? `Clover has no ${kind} "${wanted}": it has ${titles.length === 0 ? 'none' : titles.join(', ')}. Make it there, or choose one of them`
      : `Clover has ${found.length} times the ${kind} "${wanted}": give the id of the right one`,
    { code: 'NOT_AT_THE_TILL', facts: { kind } },
  )
}

/** An order in another currency would be stored as so many cents of the till's. */
export async function assertCurrency(session: Session, { currency }: SaleWrite): Promise<void> {
  if (currency === undefined || currency === null) return
  const { defaultCurrency } = await propertiesOf(session)
  if (defaultCurrency === undefined || defaultCurrency === null || defaultCurrency === currency.toUpperCase()) return
  throw new Fault(
    'invalid',
    `The order is in ${currency}, and the till keeps its books in ${defaultCurrency}: leave such orders out by a filter`,
    { code: 'CURRENCY_DIFFERS', field: 'currency' },
  )
}

/** The merchant's one service charge, to which an order's refers. */
export async function serviceChargeId(session: Session): Promise<string> {
  const charge = { permission: 'MERCHANT_R', path: '/default_service_charge' }
  return (await readOnce(session, charge, z.object({ id: z.string() }))).id
}

/** SKU → the one item of the till that has it; of several, none is the right one. */
export async function itemsOf(session: Session, { lines }: SaleWrite): Promise<Map<string, string>> {
  const skus = new Set(
    (lines ?? []).flatMap(({ sku, itemId }) => (typeof itemId === 'string' || isBlank(sku) ? [] : [sku])),
  )
  if (skus.size === 0) return new Map()
  const found = await findItems(session, 'sku', [...skus])
  return new Map([...found].flatMap(([sku, [id, ...more]]) => (id === undefined || more.length > 0 ? [] : [[sku, id]])))
}

async function readOnce<T>(
  session: Session,
  of: { permission: string; path: string; query?: Record<string, number> },
  shape: z.ZodType<T>,
): Promise<T> {
  return session.memo(`clover${of.path}`, async () => {
    const get = () => session.http.get(merchantPath(session) + of.path, { query: of.query ?? {} })
    const parsed = shape.safeParse((await withPermission(session, of.permission, get)).json)
    if (parsed.success) return parsed.data
    throw new Fault('protocol', `Clover answered ${of.path} with something else`, { cause: parsed.error })
  })
}
