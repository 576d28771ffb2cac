import { afterEach, beforeEach, expect, test } from 'vitest'
import { elementsOf, openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ items: 40 })
})
afterEach(() => shop.stop())

const soup = 'J7M3Q9S5V1Y8Z'
const oolong = 'J7M3Q9S5V1Y90'
const made = async (path: string, body: unknown) => String(JSON.parse((await shop.call('POST', path, body)).text).id)
const times = async () => elementsOf(await shop.call('GET', '/items')).map(({ modifiedTime }) => Number(modifiedTime))

test('items come with the newest edit first, whoever made it', async () => {
  const newestFirst = (stamps: number[]) => [...stamps].sort((one, other) => other - one)
  expect(await times()).toEqual(newestFirst(await times()))
  await shop.call('POST', `/items/${soup}`, { price: 700 })
  shop.shelf('items').update(oolong, { price: 500 })
  expect((await shop.ids('/items')).slice(0, 2)).toEqual([oolong, soup])
  expect(await times()).toEqual(newestFirst(await times()))
})

test('the items of a category are paged and filtered like all lists', async () => {
  const category = await made('/categories', { name: 'Everything' })
  const all = await shop.ids('/items?limit=1000')
  await shop.call('POST', '/category_items', {
    elements: all.map((item) => ({ item: { id: item }, category: { id: category } })),
  })
  const pages = [0, 15, 30].map((offset) => shop.ids(`/categories/${category}/items?limit=15&offset=${offset}`))
  expect((await Promise.all(pages)).map(({ length }) => length)).toEqual([15, 15, 10])
  expect(await shop.ids(`/categories/${category}/items?filter=id=${soup}`)).toEqual([soup])
  expect((await shop.call('GET', `/categories/${category}/items?filter=colour=red`)).status).toBe(400)
})

test.each([
  ['/items', (ids: Ids) => `tags.id=${ids.tag}`],
  ['/items', () => "tags.name='Organic'"],
  ['/items', (ids: Ids) => `modifierGroup.id=${ids.group}`],
  ['/items', (ids: Ids) => `option.id=${ids.option}`],
  ['/items', (ids: Ids) => `categoryId=${ids.category}`],
  ['/items', () => 'itemStock.quantity=987654'],
  ['/items', () => `item.id=${soup}`],
  ['/modifier_groups', () => `item.id=${soup}`],
  ['/modifier_groups', (ids: Ids) => `category.id=${ids.category}`],
  ['/modifier_groups', () => 'negativeSortOrder=-77'],
  ['/tax_rates', () => `items.id=${soup}`],
  ['/tags', () => 'deleted=false'],
  ['/employees', (ids: Ids) => `role.id=${ids.owners}`],
])('%s can be filtered by a field that the documents name and that lies elsewhere', async (list, filter) => {
  const ids = await tiedIds()
  const found = await shop.ids(`${list}?filter=${encodeURIComponent(filter(ids))}`)
  expect(found).toHaveLength(list === '/tags' ? 3 : 1)
})

type Ids = Awaited<ReturnType<typeof tiedIds>>

/** The soup, tied to one thing of each kind. */
async function tiedIds() {
  const category = await made('/categories', { name: 'Specials' })
  const tag = await made('/tags', { name: 'Organic' })
  const group = await made('/modifier_groups', { name: 'Size', sortOrder: 77 })
  const attribute = await made('/attributes', {
    name: 'Colour',
    itemGroup: { id: await made('/item_groups', { name: 'T' }) },
  })
  const option = await made(`/attributes/${attribute}/options`, { name: 'Green' })
  const tie = (path: string, other: object) => shop.call('POST', path, { elements: [{ item: { id: soup }, ...other }] })
  await tie('/category_items', { category: { id: category } })
  await tie('/tag_items', { tag: { id: tag } })
  await tie('/item_modifier_groups', { modifierGroup: { id: group } })
  await tie('/option_items', { option: { id: option } })
  await shop.call('POST', `/item_stocks/${soup}`, { quantity: 987654 })
  const roles = elementsOf(await shop.call('GET', '/roles'))
  return { category, tag, group, option, owners: roles.find(({ systemRole }) => systemRole === 'OWNER')?.id }
}

test('a bound that is no number is a 400, and not an empty list', async () => {
  expect((await shop.call('GET', '/items?filter=price>=cheap')).status).toBe(400)
  expect((await shop.call('GET', '/items?filter=price>=')).status).toBe(400)
})

test('a modifier is found below its own group alone', async () => {
  const [small, large] = [await made('/modifier_groups', { name: 'S' }), await made('/modifier_groups', { name: 'L' })]
  const one = await made(`/modifier_groups/${small}/modifiers`, { name: 'Extra', price: 80 })
  expect((await shop.call('GET', `/modifier_groups/${small}/modifiers/${one}`)).status).toBe(200)
  for (const verb of ['GET', 'POST', 'DELETE']) {
    const refused = await shop.call(
      verb,
      `/modifier_groups/${large}/modifiers/${one}`,
      verb === 'POST' ? {} : undefined,
    )
    expect(refused.status).toBe(404)
  }
  expect(await shop.ids(`/modifier_groups/${large}/modifiers`)).toEqual([])
})

test.each([
  ['DELETE', '/tax_rates?taxRatesIds=1', 405],
  ['GET', `/items/${soup}/tax_rates`, 404],
  ['GET', `/items/${soup}/modifier_groups`, 404],
])('%s %s is not offered', async (verb, path, status) => {
  expect((await shop.call(verb, path)).status).toBe(status)
})

test('one bad item among several leaves none of them', async () => {
  const before = shop.shelf('items').list()
  const long = 'x'.repeat(101)
  const refused = [
    await shop.call('POST', '/bulk_items', {
      items: [
        { name: 'A', price: 1 },
        { name: 'B', price: 2, sku: long },
      ],
    }),
    await shop.call('PUT', '/bulk_items', {
      items: [
        { id: soup, price: 1 },
        { id: oolong, sku: long },
      ],
    }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400])
  expect(shop.shelf('items').list()).toEqual(before)
  expect(shop.effects()).toEqual([])
})

test('an item that is named twice in one call gets both changes', async () => {
  await shop.call('PUT', '/bulk_items', {
    items: [
      { id: soup, price: 1 },
      { id: soup, sku: 'SOUP' },
    ],
  })
  expect(shop.shelf('items').get(soup)).toMatchObject({ price: 1, sku: 'SOUP' })
})

test('what a person deletes takes its stock, its ties and its modifiers along, and all of it is in the log', async () => {
  const [milk] = shop.shelf('modifierGroups').list()
  shop.shelf('items').remove(soup)
  shop.shelf('modifierGroups').remove(milk?.id ?? '')
  expect(elementsOf(await shop.call('GET', '/item_stocks?limit=1000')).map(({ item }) => item)).not.toContainEqual({
    id: soup,
  })
  expect(await shop.ids('/modifiers')).toEqual([])
  expect(shop.effects().map(({ kind }) => kind)).toEqual([
    'item.delete',
    'modifierGroup.delete',
    'modifier.delete',
    'modifier.delete',
    'modifier.delete',
  ])
})

test.each(['categories', 'modifiers', 'taxRates', 'employees'] as const)(
  'what a person edits among the %s is stamped, so that a filter on the time finds it',
  async (name) => {
    const [row] = shop.shelf(name).list()
    shop.shelf(name).update(row?.id ?? '', { name: 'Edited' })
    expect(shop.shelf(name).get(row?.id ?? '')).toMatchObject({ modifiedTime: 1767268805000 })
  },
)

test('an item that a person makes is found by what every new item is', async () => {
  const { id } = shop.shelf('items').create({ name: 'Tea', price: 450 })
  expect(await shop.ids('/items?filter=isRevenue=true&filter=autoManage=false&filter=name=Tea')).toEqual([id])
})
