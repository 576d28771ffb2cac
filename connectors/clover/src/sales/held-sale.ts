import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { merchantPath } from '../merchant-path.ts'
import { readWhole } from '../read-whole.ts'
import { wireList } from '../wire.ts'
import { withPermission } from '../with-permission.ts'
import type { HeldLine } from './match-lines.ts'
import { sum, takenOff } from './reckon.ts'
import { wireCut, wireReference } from './wire-parts.ts'

const text = z.string().nullish()
const cents = z.number().nullish()

const held = z.looseObject({
  id: z.string(),
  title: text,
  note: text,
  state: text,
  paymentState: text,
  currency: text,
  total: cents,
  employee: wireReference,
  orderType: wireReference,
  customers: wireList(z.looseObject({ id: text })),
  discounts: wireList(wireCut),
  serviceCharge: wireReference,
})

const heldLine = z.looseObject({
  id: z.string(),
  name: text,
  price: cents,
  note: text,
  item: wireReference,
  discounts: wireList(wireCut),
})

/** An order as it stands at the till, without its lines. */
export type HeldSale = z.output<typeof held>

export function salePath(session: Session, id: string): string {
  return `${merchantPath(session)}/orders/${encodeURIComponent(id)}`
}

export async function readHeld(session: Session, id: string): Promise<HeldSale> {
  const query = { expand: 'discounts,serviceCharge,customers' }
  const reply = await withPermission(session, 'ORDERS_R', () => session.http.get(salePath(session, id), { query }))
  return heldIn(reply.json)
}

export function heldIn(json: unknown): HeldSale {
  const read = held.safeParse(json)
  if (read.success) return read.data
  throw new Fault('protocol', 'Clover answered for an order with something else', { cause: read.error })
}

/** Every line: an expanded list would end at the hundredth without a word. */
export async function readHeldLines(session: Session, id: string): Promise<HeldLine[]> {
  const list = `/orders/${encodeURIComponent(id)}/line_items`
  const rows = await readWhole(session, 'ORDERS_R', [['expand', 'discounts']], list)
  const read = z.array(heldLine).safeParse(rows)
  if (read.success) return read.data.map(toHeldLine)
  throw new Fault('protocol', 'Clover answered for the lines of an order with something else', { cause: read.error })
}

function toHeldLine({ id, name, price, note, item, discounts }: z.output<typeof heldLine>): HeldLine {
  const off = sum((discounts?.elements ?? []).map((each) => takenOff(each, price ?? 0)))
  return { id, name: name ?? '', price: price ?? 0, note: note ?? null, itemId: item?.id ?? null, off }
}

/** Paid or locked: what was paid for is not changed any more. */
export function isClosed({ state, paymentState }: HeldSale): boolean {
  return state?.toLowerCase() === 'locked' || (paymentState ?? 'OPEN') !== 'OPEN'
}
