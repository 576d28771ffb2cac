import { Fault, type Json, type JsonObject, type Session, type Target } from '@trefoil/sdk'
import { z } from 'zod'
import { isBlank } from '../blank.ts'
import { merchantPath } from '../merchant-path.ts'
import type { Row } from '../read-list.ts'
import { readWhole } from '../read-whole.ts'
import { isDeleted } from '../wire.ts'
import { withPermission } from '../with-permission.ts'
import { writeEach } from '../write-each.ts'
import { itemsThatHave } from './find-items.ts'
import { itemBody, itemFields, lacking, news, postRow } from './item-write.ts'
import { products } from './products.ts'

const variantWrite = z.strictObject({ id: z.string().nullish(), ...itemFields })

const groupWrite = z.strictObject({
  name: z.string().max(255).nullish(),
  variants: z.array(variantWrite).nullish().meta({ description: 'Each by its item’s id, else by its SKU' }),
})

type GroupWrite = z.output<typeof groupWrite>
type VariantWrite = z.output<typeof variantWrite>

/**
 * Products with variants, as far as they are item groups of the till. None is made: an item joins its group when it is
 * made and never leaves it, and its name comes from options that people at the till choose.
 */
export const itemGroupsTarget: Target = {
  title: 'Item groups that are there, with the prices and codes of their items',
  schema: groupWrite,
  needs: ['INVENTORY_R', 'INVENTORY_W'],
  maxBatch: 50,
  matchBy: [],
  echoes: true,
  find: async () => new Map(),

  upsert: (session, writes) =>
    writeEach(writes, groupWrite, async (wanted, linked, { known = {} }) => {
      const id = linked ?? (await groupWith(session, wanted))
      const rows = await itemsIn(session, id)
      const lost: string[] = []
      let isWritten = false
      for (const variant of wanted.variants ?? []) {
        const row = rowOf(rows, variant)
        if (row === undefined) lost.push(variant.sku ?? variant.id ?? 'without SKU')
        else isWritten = (await writeVariant(session, String(row.id), variant, knownOf(known, variant))) || isWritten
      }
      isWritten = (await writeName(session, id, news({ name: wanted.name }, known))) || isWritten
      return {
        status: isWritten ? 'updated' : 'unchanged',
        id,
        ...(lost.length === 0 ? {} : { warnings: lost.map(notThere) }),
      }
    }),

  async read(session, ids) {
    const found = await products.fetch?.(session, ids)
    return new Map(
      [...(found ?? [])].flatMap(([id, group]) => {
        if (group === 'gone' || !group.isGroup) return []
        const variants = (group.variants ?? []).map(
          ({ id: item, sku, code: barcode, price, cost, available, hidden }) => ({
            ...{ id: item, sku, barcode, price, cost, available, hidden },
          }),
        )
        return [[id, { name: group.name, variants }] as const]
      }),
    )
  },
}

async function writeVariant(session: Session, id: string, variant: VariantWrite, known: JsonObject): Promise<boolean> {
  const { id: _, ...wanted } = variant
  const body = itemBody(news(wanted, known))
  if (body.price === null) throw lacking('price', 'an item without one would cost 0')
  if (Object.keys(body).length === 0) return false
  await postRow(session, `/items/${encodeURIComponent(id)}`, body)
  return true
}

/** Clover names the items anew by itself. */
async function writeName(session: Session, id: string, { name }: Pick<GroupWrite, 'name'>): Promise<boolean> {
  if (name === undefined) return false
  if (isBlank(name)) throw lacking('name', 'the names of a group’s items are made of it')
  await postRow(session, `/item_groups/${encodeURIComponent(id)}`, { name })
  return true
}

function rowOf(rows: readonly Row[], { id, sku }: VariantWrite): Row | undefined {
  return rows.find((row) => row.id === id) ?? rows.find((row) => !isBlank(sku) && row.sku === sku)
}

/** What was heard of one variant, among all that was heard of the group. */
function knownOf({ variants }: JsonObject, { id }: VariantWrite): JsonObject {
  const list: Json[] = Array.isArray(variants) ? variants : []
  const held = list.find((each) => typeof each === 'object' && each !== null && !Array.isArray(each) && each.id === id)
  return typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {}
}

function notThere(variant: string): string {
  return `The variant ${variant} is not in the group at the till: make it there, and it comes into the hub`
}

async function itemsIn(session: Session, groupId: string): Promise<Row[]> {
  const rows = await readWhole(session, 'INVENTORY_R', [['filter', `itemGroup.id=${groupId}`]])
  if (rows.length > 0) return rows.filter((row) => !isDeleted(row))
  // A group without items is one all the same; an id that is no group's is missing.
  const path = `${merchantPath(session)}/item_groups/${encodeURIComponent(groupId)}`
  await withPermission(session, 'INVENTORY_R', () => session.http.get(path))
  return []
}

/** The group that has the items with these SKUs. */
async function groupWith(session: Session, { variants }: GroupWrite): Promise<string> {
  const skus = (variants ?? []).flatMap(({ sku }) => (isBlank(sku) ? [] : [sku]))
  const rows = await Promise.all(skus.slice(0, mostAsked).map((sku) => itemsThatHave(session, 'sku', sku)))
  const owner = z.looseObject({ itemGroup: z.looseObject({ id: z.string() }) })
  const groups = rows.flat().flatMap((row) => {
    const read = owner.safeParse(row)
    return read.success ? [read.data.itemGroup.id] : []
  })
  const [id, other] = new Set(groups)
  if (id !== undefined && other === undefined) return id
  if (id !== undefined) {
    throw new Fault('ambiguous', 'Clover has the SKUs of these variants in several groups: link the right one', {
      candidates: [...new Set(groups)],
    })
  }
  throw new Fault(
    'invalid',
    'No item group of the till has a variant with one of these SKUs, and the hub makes none: make it in Clover, and it comes into the hub',
    { code: 'GROUP_NOT_FOUND', field: 'variants' },
  )
}

/** So many of a product's SKUs are looked for. */
const mostAsked = 4
