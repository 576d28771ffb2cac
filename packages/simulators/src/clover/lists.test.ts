import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from './start-clover.ts'
import { elementsOf, openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
afterEach(() => shop.stop())
const open = async (options?: CloverOptions) => {
  shop = await openTestShop(options)
}

test('a list says which fields it can be filtered by, repeats its query, and adds limit=100', async () => {
  await open({ customers: 3 })
  const list = await shop.call('GET', '/customers?expand=addresses')
  expect(list.headers.get('x-clover-allowed-filter-fields')).toBe(
    'customerSince, firstName, lastName, emailAddress, phoneNumber, marketingAllowed, fullName, id, deletedTime',
  )
  expect(list.headers.get('x-clover-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(list.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate')
  expect(list.json).toMatchObject({ href: `${shop.base}/customers?expand=addresses&limit=100` })
})

test('an empty list is 200 with no elements', async () => {
  await open()
  const list = await shop.call('GET', '/customers')
  expect([list.status, list.json]).toEqual([200, { elements: [], href: `${shop.base}/customers?limit=100` }])
})

test('a page has 100 elements by default and 1000 at most', async () => {
  await open({ customers: 1100 })
  expect(await shop.ids('/customers')).toHaveLength(100)
  expect(await shop.ids('/customers?limit=5000')).toHaveLength(1000)
})

test('a limit above 1000 is refused where that is chosen', async () => {
  await open({ choices: { limitAboveMax: 'refuse' } })
  expect((await shop.call('GET', '/customers?limit=1001')).status).toBe(400)
})

test('pages by offset are everything once, newest first', async () => {
  await open({ customers: 25 })
  const pages = await Promise.all([0, 10, 20].map((offset) => shop.ids(`/customers?limit=10&offset=${offset}`)))
  const wanted = shop.customers.list().map(({ id }) => id)
  expect(pages.flat()).toEqual(wanted.reverse())
})

test('a customer deleted during a listing pulls another past the reader', async () => {
  await open({ customers: 4 })
  const first = await shop.ids('/customers?limit=2')
  shop.customers.remove(first[0] ?? '')
  const second = await shop.ids('/customers?limit=2&offset=2')
  expect(new Set([...first, ...second]).size).toBe(3)
})

test('repeated filters must all hold', async () => {
  await open({ customers: 60 })
  const since = shop.customers.list().map(({ customerSince }) => customerSince)
  const [from = 0, to = 0] = [since[20], since[30]]
  const found = elementsOf(
    await shop.call('GET', `/customers?filter=customerSince%3E%3D${from}&filter=customerSince<${to}&limit=60`),
  )
  expect(found.map(({ customerSince }) => customerSince)).toEqual(since.slice(20, 30).reverse())
})

test('`in` takes ids in quotes', async () => {
  await open({ customers: 9 })
  const wanted = (await shop.ids('/customers')).filter((_, n) => n % 3 === 0)
  const list = wanted.map((id) => `'${id}'`).join(',')
  expect(await shop.ids(`/customers?filter=${encodeURIComponent(`id in (${list})`)}`)).toEqual(wanted)
})

test('a filter on e-mail, phone or full name looks at every contact, to the letter', async () => {
  await open()
  const { id } = shop.customers.create({
    firstName: 'Nora',
    lastName: "O'Hara",
    emailAddresses: [{ emailAddress: 'first@example.com' }, { emailAddress: 'second@example.com' }],
    phoneNumbers: [{ phoneNumber: '(555) 1000001' }],
  })
  shop.customers.create({ firstName: 'Elias' })
  const found = (filter: string) => shop.ids(`/customers?filter=${encodeURIComponent(filter)}`)
  expect(await found('emailAddress=second@example.com')).toEqual([id])
  expect(await found('emailAddress=SECOND@example.com')).toEqual([])
  expect(await found("phoneNumber='(555) 1000001'")).toEqual([id])
  expect(await found('phoneNumber=5551000001')).toEqual([])
  expect(await found("fullName=Nora O'Hara")).toEqual([id])
  expect(await found('firstName=Nor*')).toEqual([])
  expect(await found('firstName!=Elias')).toEqual([id])
})

test('case does not count, and a star stands for the rest, where that is chosen', async () => {
  await open({ choices: { filterCase: 'insensitive', customerWildcard: 'prefix' } })
  const { id } = shop.customers.create({ firstName: 'Nora' })
  expect(await shop.ids('/customers?filter=firstName=NOR*')).toEqual([id])
})

test.each(['modifiedTime>0', 'phoneNumbers.phoneNumber=1', 'firstName', 'firstName LIKE Nor'])(
  'a filter `%s` is a 400',
  async (filter) => {
    await open()
    expect((await shop.call('GET', `/customers?filter=${encodeURIComponent(filter)}`)).status).toBe(400)
  },
)

test('unknown parameters are ignored', async () => {
  await open({ customers: 3 })
  const plain = await shop.ids('/customers')
  expect(await shop.ids('/customers?orderBy=customerSince%20ASC&filter[]=id=1&colour=blue')).toEqual(plain)
})
