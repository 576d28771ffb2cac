import { Fault, type Json, type JsonObject, type Outcome, type Session, type Target } from '@trefoil/sdk'
import { z } from 'zod'
import { withPermission } from '../explain-refusal.ts'
import { merchantPath } from '../merchant-path.ts'
import { writeEach } from '../write-each.ts'
import { findItems, itemWith } from './find-items.ts'
import { items } from './items.ts'

const longText = z.string().max(127).nullish()
const cents = z.int().min(0).nullish().meta({ description: 'Whole cents' })

const itemWrite = z.strictObject({
  name: longText,
  alternateName: longText,
  sku: z.string().max(100).nullish(),
  /** UPC or EAN: Clover calls it the code. */
  barcode: z.string().max(100).nullish(),
  price: cents,
  cost: cents,
  available: z.boolean().nullish().meta({ description: 'May be sold' }),
  hidden: z.boolean().nullish().meta({ description: 'Not shown on the register' }),
})

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
  if (wanted.price === undefined || wanted.price === null) throw missing('price', 'an item without one would cost 0')
  if (wanted.name === undefined || wanted.name === null) throw missing('name', 'the register would show an empty key')
  const made = await send(session, '', bodyOf(wanted))
  return { status: 'created', id: made }
}

/** Only what the till does not have already: what somebody changed there meanwhile, in another field, stays. */
async function update(session: Session, id: string, wanted: ItemWrite): Promise<Outcome> {
  if (wanted.price === null) throw missing('price', 'an item without one would cost 0')
  if (wanted.name === null || wanted.name?.trim() === '') throw missing('name', 'the register would show an empty key')
  const body = bodyOf(wanted)
  if (Object.keys(body).length === 0) return { status: 'unchanged', id }
  await send(session, `/${encodeURIComponent(id)}`, body)
  return { status: 'updated', id }
}

function news(wanted: ItemWrite, known: JsonObject = {}): ItemWrite {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => known[name] !== value))
}

/** Null clears. */
function bodyOf({ barcode, ...rest }: ItemWrite): JsonObject {
  const fields: [string, Json | undefined][] = [...Object.entries(rest), ['code', barcode]]
  return Object.fromEntries(fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}

async function send(session: Session, below: string, body: JsonObject): Promise<string> {
  const path = `${merchantPath(session)}/items${below}`
  const isUpdate = below !== ''
  const reply = await withPermission(session, 'INVENTORY_W', () =>
    session.http.post(path, body, isUpdate ? { repeatable: true } : {}),
  )
  const read = z.looseObject({ id: z.string().min(1) }).safeParse(reply.json)
  if (read.success) return read.data.id
  throw new Fault('protocol', 'Clover answered a write of an item with something other than the item')
}

function missing(field: string, why: string): Fault {
  return new Fault('invalid', `The till wants a ${field} of every item, and ${why}: fill it in the hub`, {
    code: 'REQUIRED_FIELD_MISSING',
    field,
  })
}
