import type { Outcome, Session, Target } from '@trefoil/sdk'
import { z } from 'zod'
import { writeEach } from '../write-each.ts'
import { findItems, itemWith } from './find-items.ts'
import { itemBody, itemFields, lacking, news, postRow } from './item-write.ts'
import { items } from './items.ts'

const longText = z.string().max(127).nullish()

const itemWrite = z.strictObject({ name: longText, alternateName: longText, ...itemFields })

type ItemWrite = z.output<typeof itemWrite>

/** Items of the till by themselves. Their stock is written by another target: Clover takes none with the item. */
export const itemsTarget: Target = {
  title: 'Items with their price, SKU and barcode',
  schema: itemWrite,
  needs: ['INVENTORY_R', 'INVENTORY_W'],
  maxBatch: 100,
  matchBy: ['sku', 'barcode'],
  echoes: true,
  find: findItems,

  upsert: (session, writes) =>
    writeEach(writes, itemWrite, async (wanted, linked, { known }) => {
      // A creation that is repeated looks for its own trace: Clover has no idempotency key.
      const id = linked ?? (await itemWith(session, wanted))
      return id === null ? create(session, wanted) : update(session, id, news(wanted, known))
    }),

  async read(session, ids) {
    const found = await items.fetch?.(session, ids)
    return new Map(
      [...(found ?? [])].flatMap(([id, item]) => {
        if (item === 'gone') return []
        const { name, alternateName, sku, code: barcode, price, cost, available, hidden } = item
        return [[id, { name, alternateName, sku, barcode, price, cost, available, hidden }] as const]
      }),
    )
  },
}

async function create(session: Session, wanted: ItemWrite): Promise<Outcome> {
  if (wanted.price === undefined || wanted.price === null) throw lacking('price', 'an item without one would cost 0')
  if (wanted.name === undefined || wanted.name === null) throw lacking('name', 'the register would show an empty key')
  return { status: 'created', id: await postRow(session, '/items', itemBody(wanted)) }
}

async function update(session: Session, id: string, wanted: ItemWrite): Promise<Outcome> {
  if (wanted.price === null) throw lacking('price', 'an item without one would cost 0')
  if (wanted.name === null || wanted.name?.trim() === '') throw lacking('name', 'the register would show an empty key')
  const body = itemBody(wanted)
  if (Object.keys(body).length === 0) return { status: 'unchanged', id }
  await postRow(session, `/items/${encodeURIComponent(id)}`, body)
  return { status: 'updated', id }
}
