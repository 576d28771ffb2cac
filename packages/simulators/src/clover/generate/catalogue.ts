import type { Random } from '../../server/seeded-random.ts'
import type { Catalogue, Row } from '../shop/catalogue.ts'
import { newCloverId } from '../shop/ids.ts'
import { menu } from './menu.ts'

const stamp = 1767182400000
const minute = 60_000

const categoryNames = ['Soups', 'Tea', 'Coffee', 'Bakery', 'Breakfast', 'Gifts']
const adjectives = ['Small', 'Large', 'Iced', 'Smoked', 'Wild', 'Old']
const nouns = ['oolong', 'mug', 'bun', 'soup', 'honey, 250 g', 'teapot “Ōtani”', 'gift card', 'crème brûlée']

/** `count` items with stock, categories, labels, taxes and modifiers; the first are the menu. */
export function fillCatalogue(catalogue: Catalogue, random: Random, wanted: { items: number; dirt: boolean }): void {
  const { shelves } = catalogue
  const id = () => newCloverId(random)
  const put = (shelf: keyof typeof shelves, fields: Omit<Row, 'id'>): string => {
    const row: Row = { id: id(), ...fields }
    shelves[shelf].put(row)
    return row.id
  }
  const categories = categoryNames.map((name, n) =>
    put('categories', { name, sortOrder: n + 1, deleted: false, modifiedTime: stamp }),
  )
  const tags = ['Vegan', 'Local'].map((name) => put('tags', { name, showInReporting: false }))
  put('taxRates', { name: 'NO_TAX_APPLIED', rate: 0, isDefault: false, taxType: 'VAT_EXEMPT', modifiedTime: stamp })
  const sales = put('taxRates', { name: 'Sales Tax', rate: 625000, isDefault: true, modifiedTime: stamp })
  const milk = put('modifierGroups', { name: 'Milk', showByDefault: true, sortOrder: 1, deleted: false })
  for (const [name, price] of [
    ['Oat milk', 60],
    ['Soy milk', 50],
    ['No milk', 0],
  ] as const) {
    put('modifiers', { name, price, available: true, modifierGroup: { id: milk }, modifiedTime: stamp, deleted: false })
  }
  for (let n = 0; n < wanted.items; n++) {
    const item = itemRow(random, n, wanted)
    shelves.items.put(item)
    catalogue.links.categories.tie(item.id, categories[n % categories.length] ?? '')
    catalogue.links.taxRates.tie(item.id, sales)
    if (random.chance(0.2)) catalogue.links.tags.tie(item.id, random.pick(tags))
    if (n === 2) catalogue.links.modifierGroups.tie(item.id, milk)
    const quantity = quantityOf(random, n, wanted.dirt)
    if (quantity !== undefined) shelves.stocks.put({ id: item.id, quantity, modifiedTime: stamp })
  }
}

function itemRow(random: Random, n: number, { items, dirt }: { items: number; dirt: boolean }): Row {
  const dish = menu[n]
  const row: Row = {
    id: dish?.id ?? newCloverId(random),
    hidden: dirt && n % 23 === 22,
    available: true,
    autoManage: false,
    name: dish?.name ?? `${random.pick(adjectives)} ${random.pick(nouns)} ${n}`,
    price: dish?.price ?? 50 * (1 + random.below(80)),
    priceType: 'FIXED',
    defaultTaxRates: true,
    isRevenue: true,
    modifiedTime: stamp - (items - 1 - n) * minute,
    deleted: false,
  }
  return { ...row, ...codesOf(n, dirt) }
}

/** In a real shop one in seven has no SKU, some share one, and barcodes are rare. */
function codesOf(n: number, dirt: boolean): { sku?: string; code?: string } {
  const code = n % 3 === 0 ? { code: String(4_006_381_000_000 + n) } : {}
  if (!dirt) return { sku: `SKU-${n}`, ...code }
  if (n % 7 === 3) return code
  if (n % 11 === 10) return { sku: `SKU-${n - 1}`, ...code }
  return { sku: n % 13 === 12 ? ` sku-${n} ` : `SKU-${n}`, ...code }
}

/** Some are sold by weight, some were sold before they were counted in, and some were never counted. */
function quantityOf(random: Random, n: number, dirt: boolean): number | undefined {
  if (dirt && n % 9 === 8) return undefined
  if (dirt && n % 9 === 4) return -(1 + random.below(5))
  if (dirt && n % 9 === 6) return random.below(100) + 0.5
  return random.below(200)
}
