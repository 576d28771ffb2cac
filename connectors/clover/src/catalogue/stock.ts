import { Fault, type Outcome, type Session, type Target, type Write } from '@trefoil/sdk'
import { z } from 'zod'
import { withPermission } from '../explain-refusal.ts'
import { atOnce, inParallel } from '../in-parallel.ts'
import { merchantPath } from '../merchant-path.ts'
import { readList } from '../read-list.ts'

/** How much of an item there is. Absolute: what is written takes the place of what was there. */
const stockWrite = z.strictObject({
  /** Clover's id of the item; not needed where the record is linked. */
  itemId: z.string().nullish(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  quantity: z
    .number()
    .nullish()
    .meta({ description: 'Absolute; may have decimals, and be below zero where the till oversold' }),
})

/** Stock at the till. Clover takes it whether or not it is tracked, and shows nothing of it where it is not. */
export const stock: Target = {
  title: 'Stock of items, absolute',
  schema: stockWrite,
  needs: ['INVENTORY_R', 'INVENTORY_W', 'MERCHANT_R'],
  maxBatch: 100,
  matchBy: ['sku', 'barcode'],
  find: findItems,
  upsert: writeStock,
}

async function findItems(session: Session, key: string, values: string[]): Promise<Map<string, string[]>> {
  const field = key === 'barcode' ? 'code' : 'sku'
  const found = await inParallel(values, atOnce, async (value) => {
    const rows = await readList(session, 'INVENTORY_R', [
      ['filter', `${field === 'code' ? 'itemCode' : 'sku'}=${value}`],
      ['limit', '100'],
    ])
    const ids = rows.filter((row) => row[field] === value && row.deleted !== true).map(({ id }) => id)
    return [value, ids.filter((id) => typeof id === 'string')] as const
  })
  return new Map(found)
}

async function writeStock(session: Session, writes: Write[]): Promise<Outcome[]> {
  await assertTracked(session)
  return inParallel(writes, atOnce, async ({ id, data }) => {
    try {
      const wanted = stockWrite.parse(data)
      return await put(session, id ?? (await itemOf(session, wanted)), wanted.quantity)
    } catch (fault) {
      if (fault instanceof Fault) return { status: 'failed', fault }
      throw fault
    }
  })
}

/** The same quantity is not written again: there is no conditional write, and each one moves the item's time of change. */
async function put(session: Session, id: string, quantity: number | null | undefined): Promise<Outcome> {
  if (quantity === undefined) return { status: 'unchanged', id }
  if (quantity === null) {
    throw new Fault('invalid', 'No quantity is not a quantity of zero: say how many there are', { field: 'quantity' })
  }
  const path = `${merchantPath(session)}/item_stocks/${encodeURIComponent(id)}`
  const now = await withPermission(session, 'INVENTORY_R', () => session.http.get(path))
  const held = z.looseObject({ quantity: z.number().nullish() }).safeParse(now.json)
  if (!held.success) throw new Fault('protocol', 'Clover answered a read of a stock with something else')
  if (held.data.quantity === quantity) return { status: 'unchanged', id }
  // Absolute, so that a repeat does no harm.
  await withPermission(session, 'INVENTORY_W', () => session.http.post(path, { quantity }, { repeatable: true }))
  return { status: 'updated', id }
}

/** Stock belongs to an item that is there: it is found by id, SKU or barcode, and never made. */
async function itemOf(session: Session, { itemId, sku, barcode }: z.output<typeof stockWrite>): Promise<string> {
  if (typeof itemId === 'string' && itemId !== '') return itemId
  const keys = [['sku', sku] as const, ['barcode', barcode] as const]
  for (const [key, value] of keys) {
    if (typeof value !== 'string' || value === '') continue
    const ids = (await findItems(session, key, [value])).get(value) ?? []
    const [id] = ids
    if (ids.length > 1) {
      throw new Fault(
        'ambiguous',
        `Clover has ${ids.length} items with this ${key}: give each its own, or link the right one`,
        {
          candidates: ids,
          field: key,
        },
      )
    }
    if (id !== undefined) return id
  }
  const says =
    isBlank(sku) && isBlank(barcode)
      ? 'The record has neither SKU nor barcode'
      : 'No item of the till has this SKU or barcode'
  throw new Fault(
    'invalid',
    `${says}, so that its stock belongs to nothing there: set it on the item in Clover, or link the two`,
    {
      code: 'ITEM_NOT_FOUND',
      field: 'sku',
    },
  )
}

function isBlank(text: string | null | undefined): boolean {
  return text === undefined || text === null || text.trim() === ''
}

/** Where stock is not tracked, Clover takes every quantity and the till shows none: the exact fix is told instead. */
async function assertTracked(session: Session): Promise<void> {
  const isTracked = await session.memo('clover.trackStock', async () => {
    const path = `${merchantPath(session)}/properties`
    const reply = await withPermission(session, 'MERCHANT_R', () => session.http.get(path))
    const read = z.looseObject({ trackStock: z.boolean().nullish() }).safeParse(reply.json)
    if (!read.success)
      throw new Fault('protocol', "Clover answered a read of the merchant's properties with something else")
    return read.data.trackStock !== false
  })
  if (isTracked) return
  throw new Fault(
    'permission',
    'Clover does not track stock for this merchant, so that quantities would be taken and shown nowhere: ' +
      'switch it on in Clover under Inventory, Setup, Track Stock, and resume the flow',
    { code: 'TRACK_STOCK_OFF' },
  )
}
