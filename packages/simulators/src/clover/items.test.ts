import { afterEach, beforeEach, expect, test } from 'vitest'
import { elementsOf, openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ items: 40 })
})
afterEach(() => shop.stop())

const id = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{13}$/)
const soup = 'J7M3Q9S5V1Y8Z'
const made = async (path: string, body: unknown) => {
  const answer = await shop.call('POST', path, body)
  const thing: { id: string } = JSON.parse(answer.text)
  return thing.id
}
const stockOf = async (item: string) => (await shop.call('GET', `/item_stocks/${item}`)).json

test('a new item has what the documents show, and neither stock nor links', async () => {
  const { status, json } = await shop.call('POST', '/items?expand=categories,itemStock', { name: 'Mochi', price: 350 })
  const [item] = shop.shelf('items').list().slice(-1)
  expect([status, json]).toEqual([
    200,
    {
      id: item?.id,
      hidden: false,
      available: true,
      autoManage: false,
      name: 'Mochi',
      price: 350,
      priceType: 'FIXED',
      defaultTaxRates: true,
      isRevenue: true,
      modifiedTime: 1767268805000,
      deleted: false,
      categories: { elements: [] },
      itemStock: { item: { id: item?.id } },
    },
  ])
})

test.each([
  [{ price: 5 }, 'name is required'],
  [{ name: 'Mochi' }, 'price is required'],
  [{ name: 'Mochi', price: -1 }, 'price must not be below 0'],
  [{ name: 'Mochi', price: 1.5 }, 'price must be a whole number'],
  [{ name: 'x'.repeat(128), price: 1 }, 'name must not be longer than 127 characters'],
  [{ name: 'Mochi', price: 1, sku: 7 }, 'sku must be a text'],
  [{ name: 'Mochi', price: 1, priceType: 'CHEAP' }, 'priceType must be one of FIXED, VARIABLE, PER_UNIT'],
])('%o is no item: %s', async (body, details) => {
  const refused = await shop.call('POST', '/items', body)
  expect([refused.status, refused.json]).toEqual([400, { message: '400 Bad Request', details }])
})

test('a partial update leaves the rest, a full one takes it away and needs the name', async () => {
  await shop.call('POST', `/items/${soup}`, { price: 700, alternateName: 'Dal' })
  expect(shop.shelf('items').get(soup)).toMatchObject({ name: 'Lentil soup', price: 700, alternateName: 'Dal' })
  expect((await shop.call('PUT', `/items/${soup}`, { price: 700 })).status).toBe(400)
  await shop.call('PUT', `/items/${soup}`, { name: 'Soup', price: 700 })
  expect(shop.shelf('items').get(soup)).not.toHaveProperty('alternateName')
  expect(shop.effects().map(({ kind, id: item }) => [kind, item])).toEqual([
    ['item.update', soup],
    ['item.update', soup],
  ])
})

test('an unknown item is a 404 with its own words, and so is a deleted one', async () => {
  const gone = { status: 404, json: { message: 'invalid ID' } }
  expect(await shop.call('GET', '/items/NOSUCHITEM000')).toMatchObject(gone)
  await shop.call('DELETE', `/items/${soup}`)
  expect(await shop.call('GET', `/items/${soup}`)).toMatchObject(gone)
  expect(await shop.call('GET', `/item_stocks/${soup}`)).toMatchObject(gone)
})

test('deleted items stay in lists, marked, where that was chosen', async () => {
  const other = await openTestShop({ items: 3, choices: { deletedRows: 'listed' } })
  await other.call('DELETE', `/items/${soup}`)
  other.shelf('items').remove('J7M3Q9S5V1Y90')
  expect(await other.ids('/items?filter=deleted=true')).toEqual(['J7M3Q9S5V1Y90', soup])
  expect(await other.ids('/items?filter=deleted=false')).toEqual(['J7M3Q9S5V1Y91'])
  expect((await other.call('GET', `/items/${soup}`)).status).toBe(404)
  expect((await other.call('POST', `/items/${soup}`, { price: 1 })).status).toBe(404)
  const { id: order } = other.orders.createFor()
  expect((await other.call('POST', `/orders/${order}/line_items`, { item: { id: soup } })).status).toBe(404)
  const cart = { orderCart: { lineItems: [{ item: { id: soup } }] } }
  expect((await other.call('POST', '/atomic_order/checkouts', cart)).status).toBe(400)
  const [category] = other.shelf('categories').list()
  const tie = { elements: [{ item: { id: soup }, category: { id: category?.id } }] }
  expect((await other.call('POST', '/category_items', tie)).status).toBe(404)
  await other.stop()
})

test('stock is written absolutely, fractional or below zero, and its count is rounded', async () => {
  await shop.call('POST', `/item_stocks/${soup}`, { quantity: 160.5 })
  expect(await stockOf(soup)).toEqual({
    item: { id: soup },
    stockCount: 161,
    quantity: 160.5,
    modifiedTime: 1767268805000,
  })
  await shop.call('PUT', `/item_stocks/${soup}`, { quantity: -3.25 })
  expect(await stockOf(soup)).toMatchObject({ stockCount: -3, quantity: -3.25 })
  await shop.call('DELETE', `/item_stocks/${soup}`)
  expect(await stockOf(soup)).toEqual({ item: { id: soup } })
  expect((await shop.call('POST', `/item_stocks/${soup}`, { quantity: '4' })).status).toBe(400)
})

test('a stock in the body of an item is passed over', async () => {
  const before = await stockOf(soup)
  await shop.call('POST', `/items/${soup}`, { itemStock: { quantity: 999 }, stockCount: 999 })
  expect(await stockOf(soup)).toEqual(before)
})

test('stock is written whether or not it is tracked: only the properties tell', async () => {
  expect((await shop.call('GET', '/properties')).json).toMatchObject({ trackStock: false })
  expect((await shop.call('POST', `/item_stocks/${soup}`, { quantity: 1 })).status).toBe(200)
  await shop.call('POST', '/properties', { trackStock: true })
  expect((await shop.call('GET', '/properties')).json).toMatchObject({ trackStock: true, timezone: 'America/New_York' })
  shop.setProperties({ trackStock: false })
  expect((await shop.call('GET', '/properties')).json).toMatchObject({ trackStock: false })
})

test('a sale lowers the stock where the merchant wants it, below zero if need be, and else leaves it', async () => {
  const sell = async () => {
    const { id: order } = shop.orders.createFor(undefined, {
      total: 650,
      lineItems: [{ id: 'L1', name: 'Soup', price: 650, item: { id: soup } }],
    })
    await shop.call('POST', `/orders/${order}/payments`, { amount: 650, tender: { id: 'V5X7Z9B1D3F5H' } })
  }
  await shop.call('POST', `/item_stocks/${soup}`, { quantity: 0.5 })
  await sell()
  expect(await stockOf(soup)).toMatchObject({ quantity: 0.5 })
  shop.setProperties({ updateStock: true })
  await sell()
  expect(await stockOf(soup)).toMatchObject({ quantity: -0.5 })
})

test('a real shop has items without SKU, with a shared one, without stock, with less than none and with a part', async () => {
  const items = shop.shelf('items').list()
  const skus = items.map(({ sku }) => sku)
  expect(skus.includes(undefined)).toBe(true)
  expect(new Set(skus).size).toBeLessThan(skus.length - 3)
  const quantities = shop
    .shelf('stocks')
    .list()
    .map(({ quantity }) => Number(quantity))
  expect(quantities.length).toBeLessThan(items.length)
  expect(quantities.some((quantity) => quantity < 0)).toBe(true)
  expect(quantities.some((quantity) => !Number.isInteger(quantity))).toBe(true)
})

test('items are filtered by name with a star, by SKU and by time, and not by their category', async () => {
  expect(elementsOf(await shop.call('GET', '/items?filter=name=Lent*'))).toMatchObject([{ id: soup }])
  expect(elementsOf(await shop.call('GET', '/items?filter=sku=SKU-0'))).toMatchObject([{ id: soup }])
  expect(await shop.ids('/items?filter=modifiedTime>=1767182400000')).toHaveLength(1)
  const refused = await shop.call('GET', '/items?filter=categories.id=1')
  expect(refused.status).toBe(400)
  const allowed = (await shop.call('GET', '/items')).headers.get('x-clover-allowed-filter-fields')
  expect(allowed?.split(', ')).toEqual(expect.arrayContaining(['sku', 'itemCode', 'modifiedTime', 'deleted']))
})

test('several items are made and changed at once, all or none', async () => {
  const both = {
    items: [
      { name: 'A', price: 1 },
      { name: 'B', price: 2 },
    ],
  }
  expect(elementsOf(await shop.call('POST', '/bulk_items', both)).map(({ name }) => name)).toEqual(['A', 'B'])
  const before = shop.shelf('items').list().length
  expect((await shop.call('POST', '/bulk_items', { items: [{ name: 'C', price: 3 }, { name: 'D' }] })).status).toBe(400)
  expect(shop.shelf('items').list()).toHaveLength(before)
  await shop.call('PUT', '/bulk_items', { items: [{ id: soup, price: 999 }] })
  expect(shop.shelf('items').get(soup)).toMatchObject({ price: 999, name: 'Lentil soup' })
})

test('several items are deleted at once', async () => {
  await shop.call('DELETE', `/items?itemIds=${soup},J7M3Q9S5V1Y90`)
  expect(shop.shelf('items').list()).toHaveLength(38)
})

test('items are tied to categories and untied again, in either direction', async () => {
  const category = await made('/categories', { name: 'Specials', sortOrder: 9 })
  const tie = { elements: [{ item: { id: soup }, category: { id: category } }] }
  const tied = await shop.call('POST', '/category_items', tie)
  expect([tied.status, tied.json]).toEqual([200, {}])
  expect(await shop.ids(`/categories/${category}/items`)).toEqual([soup])
  expect(await shop.ids(`/items/${soup}/categories`)).toContain(category)
  expect(elementsOf(await shop.call('GET', `/items?filter=id=${soup}&expand=categories`))[0]).toMatchObject({
    categories: { elements: expect.arrayContaining([expect.objectContaining({ name: 'Specials', sortOrder: 9 })]) },
  })
  await shop.call('POST', '/category_items?delete=true', { elements: [{ category: { id: category } }] })
  expect(await shop.ids(`/categories/${category}/items`)).toEqual([])
  const unknown = { elements: [{ item: { id: soup }, category: { id: 'NOSUCH0000000' } }] }
  expect((await shop.call('POST', '/category_items', unknown)).status).toBe(404)
})

test('a modifier group shows its modifiers, and takes them along when it goes', async () => {
  const group = await made('/modifier_groups', { name: 'Size' })
  const large = await made(`/modifier_groups/${group}/modifiers`, { name: 'Large', price: 80 })
  await shop.call('POST', '/item_modifier_groups', { elements: [{ item: { id: soup }, modifierGroup: { id: group } }] })
  expect((await shop.call('GET', `/modifier_groups/${group}?expand=modifiers,items`)).json).toMatchObject({
    modifierIds: large,
    modifiers: { elements: [{ id: large, name: 'Large', price: 80, modifierGroup: { id: group } }] },
    items: { elements: [{ id: soup }] },
  })
  expect((await shop.call('POST', `/modifier_groups/${group}/modifiers`, { name: 'Free' })).status).toBe(400)
  await shop.call('DELETE', `/modifier_groups/${group}`)
  expect(await shop.ids('/modifiers')).not.toContain(large)
})

test('variants: a group, an attribute, an option, and an item that joins when it is made and never leaves', async () => {
  const group = await made('/item_groups', { name: 'T-shirt' })
  const attribute = await made('/attributes', { name: 'Colour', itemGroup: { id: group } })
  const option = await made(`/attributes/${attribute}/options`, { name: 'Green' })
  const item = await made('/items', { name: 'T-shirt Green', price: 1900, itemGroup: { id: group } })
  await shop.call('POST', '/option_items', { elements: [{ option: { id: option }, item: { id: item } }] })
  expect((await shop.call('GET', `/item_groups/${group}?expand=items,attributes`)).json).toMatchObject({
    items: { elements: [{ id: item }] },
    attributes: { elements: [{ id: attribute }] },
  })
  expect((await shop.call('GET', `/items/${item}?expand=options`)).json).toMatchObject({
    options: { elements: [{ id: option, attribute: { id: attribute } }] },
  })
  expect((await shop.call('POST', `/items/${item}`, { itemGroup: null })).status).toBe(400)
  expect((await shop.call('POST', `/items/${soup}`, { itemGroup: { id: group } })).status).toBe(400)
})

test('a variant is called by its group and its options, whatever name it is given, and renamed with them', async () => {
  const group = await made('/item_groups', { name: 'Tee' })
  const attribute = await made('/attributes', { name: 'Size', itemGroup: { id: group } })
  const option = await made(`/attributes/${attribute}/options`, { name: 'Small' })
  const item = await made('/items', { name: 'Anything', price: 1900, itemGroup: { id: group } })
  const tie = { elements: [{ option: { id: option }, item: { id: item } }] }
  const name = () => shop.shelf('items').get(item)?.name
  await shop.call('POST', '/option_items', tie)
  expect(name()).toBe('Tee Small')
  expect((await shop.call('POST', `/items/${item}`, { name: 'Mine', price: 2000 })).json).toMatchObject({
    name: 'Tee Small',
    price: 2000,
  })
  const before = shop.effects().length
  await shop.call('POST', `/item_groups/${group}`, { name: 'Shirt' })
  shop.shelf('options').update(option, { name: 'S' })
  expect(name()).toBe('Shirt S')
  expect(
    shop
      .effects()
      .slice(before)
      .map(({ kind, by }) => [kind, by]),
  ).toEqual([
    ['itemGroup.update', 'api'],
    ['item.update', 'api'],
    ['option.update', 'person'],
    ['item.update', 'person'],
  ])
})

test.each([
  ['/categories', { name: 'Tea' }],
  ['/tags', { name: 'Organic' }],
  ['/tax_rates', { name: 'City', rate: 100000 }],
  ['/discounts', { name: 'Gold 15%', percentage: 15 }],
  ['/tenders', { label: 'Points' }],
  ['/order_types', { label: 'Pick-up' }],
  ['/employees', { name: 'Eve' }],
])('%s: made, read, renamed, listed and deleted', async (path, body) => {
  const one = await made(path, body)
  const [named] = Object.keys(body)
  await shop.call('POST', `${path}/${one}`, { [named ?? '']: 'Renamed' })
  expect((await shop.call('GET', `${path}/${one}`)).json).toMatchObject({ ...body, id, [named ?? '']: 'Renamed' })
  expect(await shop.ids(path)).toContain(one)
  expect((await shop.call('DELETE', `${path}/${one}`)).json).toEqual({})
  expect((await shop.call('GET', `${path}/${one}`)).status).toBe(404)
  expect(shop.effects().map(({ kind }) => kind.split('.')[1])).toEqual(['create', 'update', 'delete'])
})

test('a discount of the catalogue is never above zero', async () => {
  expect((await shop.call('POST', '/discounts', { name: '5 off', amount: 500 })).status).toBe(400)
  expect((await shop.call('POST', '/discounts', { name: '5 off', amount: -500 })).status).toBe(200)
})

test('the owner and the built-in tenders cannot be deleted', async () => {
  expect((await shop.call('DELETE', '/employees/F2H4J6M8P0R3T')).status).toBe(400)
  expect((await shop.call('DELETE', '/tenders/V5X7Z9B1D3F5H')).status).toBe(400)
})

test('the same seed gives the same items, however many customers there are', async () => {
  const other = await openTestShop({ items: 40, customers: 7 })
  expect(other.shelf('items').list()).toEqual(shop.shelf('items').list())
  await other.stop()
})
