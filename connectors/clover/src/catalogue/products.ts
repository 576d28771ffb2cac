import { Fault, type Session, type Source } from '@trefoil/sdk'
import { z } from 'zod'
import { readCursor } from '../cursor.ts'
import { atOnce, inParallel } from '../in-parallel.ts'
import { merchantPath } from '../merchant-path.ts'
import { type Row, readList } from '../read-list.ts'
import { readNamed, readWhere } from '../read-named.ts'
import { place, readOn } from '../read-on.ts'
import { isDeleted } from '../wire.ts'
import { withPermission } from '../with-permission.ts'
import { type CloverItem, readItem } from './items.ts'
import { type CloverProduct, cloverProduct, productOf, productOfGroup } from './product.ts'
import { propertiesOf } from './properties.ts'

/**
 * First the groups, each with all of its items as variants, then the items that are in none. Like every list of the
 * catalogue it is a full one: Clover marks most changes with a time, but not all.
 */
export const products: Source<CloverProduct> = {
  title: 'Products: items by themselves, and groups of items with their variants',
  schema: cloverProduct,
  needs: ['INVENTORY_R', 'MERCHANT_R'],
  key: (record) => record.id ?? '',
  version: () => '',

  async pull(session, { cursor, limit }) {
    const from = cursor === null ? { part: 'groups', offset: 0 } : readCursor(listCursor, cursor, 'products')
    const isOfGroups = from.part === 'groups'
    const most = isOfGroups ? Math.min(limit, mostGroups) : limit
    const { rows, next } = await readOn((offset, count) => list(session, from.part, offset, count), from, most)
    const goesOn = next === null ? { offset: 0 } : { offset: next.offset, last: next.last ?? '' }
    const part = next === null && isOfGroups ? 'items' : next === null ? 'groups' : from.part
    const kept = rows.filter((row) => !isDeleted(row))
    return {
      records: isOfGroups ? await groupsOf(session, kept) : await singlesOf(session, kept),
      gone: rows.filter(isDeleted).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
      cursor: { v: 1, part, ...goesOn },
      more: next !== null || isOfGroups,
    }
  },

  /** An item of a group is answered by its group: the variant is no product of its own. */
  async fetch(session, ids) {
    const asked = [...new Set(ids)].filter((id) => /^[0-9A-Za-z]{1,64}$/.test(id))
    const items = [...(await readNamed(session, 'INVENTORY_R', asked, itemParts)).values()].filter(
      (row) => !isDeleted(row),
    )
    const found = new Map<string, CloverProduct | 'gone'>(ids.map((id) => [id, 'gone']))
    for (const each of await singlesOf(session, items)) found.set(each.id ?? '', each)
    const groupOf = new Map(items.flatMap((row) => (groupIdOf(row) === '' ? [] : [[String(row.id), groupIdOf(row)]])))
    const known = new Set(items.map(({ id }) => String(id)))
    const groupIds = new Set([...groupOf.values(), ...asked.filter((id) => !known.has(id))])
    const groups = await groupsOf(session, await groupRows(session, [...groupIds]))
    for (const group of groups) {
      for (const id of asked) if (id === group.id || groupOf.get(id) === group.id) found.set(id, group)
    }
    return found
  },
}

/** Each may have many items, which are asked for with it. */
const mostGroups = 50

const listCursor = z.strictObject({ v: z.literal(1), part: z.enum(['groups', 'items']), ...place.shape })

const itemParts = { list: '/items', expand: 'categories,tags,options' }

function list(session: Session, part: string, offset: number, count: number): Promise<Row[]> {
  const stretch: [string, string][] = [
    ['limit', String(count)],
    ['offset', String(offset)],
  ]
  return part === 'groups'
    ? readList(session, 'INVENTORY_R', [['expand', 'attributes'], ...stretch], '/item_groups')
    : readList(session, 'INVENTORY_R', [['expand', itemParts.expand], ...stretch], itemParts.list)
}

async function singlesOf(session: Session, rows: Row[]): Promise<CloverProduct[]> {
  const { defaultCurrency } = await propertiesOf(session)
  return rows.filter((row) => groupIdOf(row) === '').map((row) => productOf(itemOf(session, row), defaultCurrency))
}

async function groupsOf(session: Session, rows: Row[]): Promise<CloverProduct[]> {
  const { defaultCurrency } = await propertiesOf(session)
  const ids = rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
  const items = await readWhere(session, 'INVENTORY_R', { ...itemParts, field: 'itemGroup.id', values: ids })
  const byGroup = Map.groupBy(
    items.filter((row) => !isDeleted(row)),
    groupIdOf,
  )
  return rows.map((row) => {
    const members = (byGroup.get(String(row.id)) ?? []).map((item) => itemOf(session, item))
    return productOfGroup(row, members, defaultCurrency)
  })
}

/** Groups can be filtered by nothing that the documents promise: each is asked for. */
async function groupRows(session: Session, ids: string[]): Promise<Row[]> {
  const rows = await inParallel(ids, atOnce, async (id) => {
    const path = `${merchantPath(session)}/item_groups/${id}`
    try {
      const reply = await withPermission(session, 'INVENTORY_R', () =>
        session.http.get(path, { query: { expand: 'attributes' } }),
      )
      const read = z.record(z.string(), z.unknown()).safeParse(reply.json)
      if (!read.success) throw new Fault('protocol', 'Clover answered a read of an item group with something else')
      return [read.data]
    } catch (fault) {
      if (fault instanceof Fault && fault.kind === 'missing') return []
      throw fault
    }
  })
  return rows.flat().filter((row) => !isDeleted(row))
}

function itemOf(session: Session, row: Row): CloverItem {
  return readItem(row, session.log)
}

function groupIdOf({ itemGroup }: Row): string {
  const read = z.looseObject({ id: z.string() }).safeParse(itemGroup)
  return read.success ? read.data.id : ''
}
