import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { ask } from '../ask.ts'
import { inventoryActivate, inventorySet } from '../generated/operations.gen.ts'
import { gidOf } from '../gid.ts'
import { refusalOf, type UserError, userErrors } from '../user-errors.ts'

/** One row of a call that sets quantities. */
export interface StockRow {
  itemId: string
  locationId: string
  quantity: number
  /** What must stand there for the row to be taken. */
  from: number
  /** The same for every repeat of the write. */
  key: string
}

/** Null: it is set. 'stale': something else stands there by now. */
export type RowEnd = null | 'stale' | Fault

/**
 * All or nothing, as Shopify does it: where one row is refused, it alone ends, and the others go again. A refusal that
 * names no row is found by sending each by itself.
 */
export async function setStock(session: Session, kind: 'available' | 'on_hand', rows: StockRow[]): Promise<RowEnd[]> {
  if (rows.length === 0) return []
  const errors = await send(session, kind, rows)
  if (errors.length === 0) return rows.map(() => null)
  const blamed = new Map(errors.flatMap((error) => placeIn(error).map((place) => [place, endOf(error)] as const)))
  if (rows.length === 1 || errors.every(isStale)) {
    const [error] = errors
    return rows.map((_, place) => blamed.get(place) ?? (error === undefined ? null : endOf(error)))
  }
  const others = rows.flatMap((row, place) => (blamed.has(place) ? [] : [row]))
  const again: RowEnd[] = []
  if (blamed.size > 0) again.push(...(await setStock(session, kind, others)))
  else for (const row of others) again.push(...(await setStock(session, kind, [row])))
  return rows.map((_, place) => (blamed.has(place) ? (blamed.get(place) ?? null) : (again.shift() ?? null)))
}

async function send(session: Session, name: 'available' | 'on_hand', rows: StockRow[]): Promise<UserError[]> {
  const input = {
    name,
    reason: 'correction',
    quantities: rows.map(({ itemId, locationId, quantity, from }) => ({
      inventoryItemId: gidOf('InventoryItem', itemId),
      locationId: gidOf('Location', locationId),
      quantity,
      changeFromQuantity: from,
    })),
  }
  // One key for one change from one standing: sent again after a lost answer it is the same, else another.
  const key = await fingerprint([input, rows.map((row) => row.key)])
  const reads = z.object({ inventorySetQuantities: z.object({ userErrors }).nullable() })
  const reply = await ask(session, inventorySet, { input, key }, { reads, points: 15, repeatable: true })
  return reply.inventorySetQuantities?.userErrors ?? []
}

/** Makes an item be stocked at a location. Its quantity is set afterwards: what comes with this call was seen ignored. */
export async function activate(session: Session, { itemId, locationId, key }: Omit<StockRow, 'from' | 'quantity'>) {
  const reads = z.object({ inventoryActivate: z.object({ userErrors }).nullable() })
  const asked = {
    item: gidOf('InventoryItem', itemId),
    location: gidOf('Location', locationId),
    key: await fingerprint(['activate', itemId, locationId, key]),
  }
  const reply = await ask(session, inventoryActivate, asked, { reads, points: 15, repeatable: true })
  const [error] = reply.inventoryActivate?.userErrors ?? []
  if (error !== undefined) throw refusalOf(error, 'to stock the item at the location')
}

/** Which row an error is about, where it says so: `input.quantities.3.quantity`. */
function placeIn({ field }: UserError): number[] {
  const at = field?.indexOf('quantities') ?? -1
  const place = Number(field?.[at + 1])
  return at >= 0 && Number.isInteger(place) ? [place] : []
}

function endOf(error: UserError): RowEnd {
  if (isStale(error)) return 'stale'
  if (!(error.code ?? '').startsWith('IDEMPOTENCY')) return refusalOf(error, 'a quantity')
  return new Fault('unavailable', 'Shopify has not settled an earlier try of this write; the hub tries again later')
}

/** Something else stands there than the row moves from. */
const movedOn = new Set(['CHANGE_FROM_QUANTITY_STALE'])

function isStale(error: UserError): boolean {
  return movedOn.has(error.code ?? '')
}

async function fingerprint(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value)))
  return Buffer.from(digest).toString('hex').slice(0, 32)
}
